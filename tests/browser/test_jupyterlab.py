"""What a student sees, in a real JupyterLab in headless Chromium."""

import copy

import nbformat
import pytest

from autograder.course.model import assignment
from autograder.reference.literate import source_cells
from autograder.reference.released import released_notebook

KEPT = (
    "given-check",
    "given-imports",
    "given-engine",
    "given-first-rows",
    "negative_back",
    "given-negative-tensor",
    "check-negative_back",
    "exp_back",
    "given-exp-tensor",
    "draw",
    "matmul2d_back",
    "given-matmul-tensor",
    "maximum_back",
    "check-maximum_back",
)
WRONG_AT_TIES = """def maximum_back0(grad_out, out, x, y):
    return unbroadcast(grad_out * (x >= y), x)


def maximum_back1(grad_out, out, x, y):
    return unbroadcast(grad_out * (y >= x), y)"""
DRAW = """x = Tensor([1.0, 2.0], requires_grad=True)
y = Tensor([3.0, 4.0])
out = -(x * y).exp() * x.log()
out.backward(np.ones(2, dtype=np.float32))
draw_graph(out)"""


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """Some exercises: one right, one wrong at ties, and a graph."""
    solved = {cell.id: cell.source for cell in source_cells("ps2_mnist")}
    sources = solved | {"maximum_back": WRONG_AT_TIES, "draw": DRAW}
    content = copy.deepcopy(released_notebook("ps2_mnist"))
    cells = {cell["id"]: cell for cell in content["cells"]}
    cells["draw"] = {"cell_type": "code", "id": "draw", "metadata": {}, "outputs": [],
                     "execution_count": None}  # fmt: skip
    content["cells"] = [cells[name] | {"source": sources[name]} for name in KEPT]
    folder = tmp_path_factory.mktemp("course")
    nbformat.write(nbformat.from_dict(content), folder / "work.ipynb")
    return folder / "work.ipynb"


@pytest.fixture(scope="module")
def page(serve, browser, notebook):
    """A browser in which all cells of the notebook have been run."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    home = notebook.parent
    environment = {"JUPYTER_CONFIG_DIR": str(home / ".config"), "HOME": str(home)}
    with serve(home, environment) as lab:
        browser.get(f"{lab}/lab/tree/{notebook.name}?token=course")
        wait = WebDriverWait(browser, 60)
        wait.until(lambda b: b.find_elements(By.CSS_SELECTOR, ".jp-Notebook .jp-CodeCell"))
        ready = (
            "const panel = window.jupyterapp && window.jupyterapp.shell.currentWidget;"
            "return panel && panel.sessionContext && panel.sessionContext.session"
            " && panel.sessionContext.session.kernel"
            " && panel.sessionContext.session.kernel.status === 'idle'"
        )
        wait.until(lambda b: b.execute_script(ready))
        browser.execute_script("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        wait.until(lambda b: b.find_elements(By.CSS_SELECTOR, ".verdict-failed"))
        yield browser


def find(page, selector: str):
    from selenium.webdriver.common.by import By

    return page.find_elements(By.CSS_SELECTOR, selector)


def test_a_passing_check_says_how_many_cases_pass(page, keep):
    (verdict,) = find(page, ".verdict-passed")
    keep(verdict, "passing")
    cases = len(assignment("ps2_mnist")["negative_back"].cases)
    assert f"negative_back: all {cases} cases pass (1 point)" in verdict.text
    assert "Next: exp_back" in verdict.text


def test_a_failing_check_shows_the_arrays_the_differences_and_the_hint(page, keep):
    (verdict,) = find(page, ".verdict-failed")
    keep(verdict, "failing")
    assert "maximum_back: not yet right" in verdict.text
    assert "first argument, ties" in verdict.text
    names = [element.text for element in find(page, ".verdict-failed .verdict-name")]
    assert names == ["grad_out", "out", "x", "y", "yours", "expected"]
    assert find(page, ".verdict-failed td.verdict-wrong")
    (hint,) = find(page, ".verdict-failed .verdict-hint")
    assert hint.text.startswith("Hint.")
    assert hint.is_displayed()


def test_what_a_failing_check_raises_stands_in_no_box_of_its_own(page):
    errors = find(page, "[data-mime-type='application/vnd.jupyter.stderr'], "
                        "[data-mime-type='application/vnd.jupyter.error']")  # fmt: skip
    assert [error.is_displayed() for error in errors] == [False]
    assert errors[0].get_property("textContent").strip() == "maximum_back: not yet right"


def test_axe_finds_nothing_wrong_with_the_outputs(page, violations):
    assert violations(page, include=[".jp-OutputArea-output"]) == []


def test_a_graph_has_a_box_for_each_tensor(page, keep):
    (drawing,) = find(page, ".jp-OutputArea svg.computational-graph")
    keep(drawing, "graph")
    assert drawing.is_displayed()
    assert drawing.size["height"] > 100
    assert len(find(page, "svg.computational-graph .tensor")) == 7
