"""What a student sees, in a real JupyterLab in headless Chromium.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import copy
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import nbformat
import pytest

from autograder.build import source_cells
from autograder.submission import released_notebook

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium and chromium-driver are not installed"
)
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
def lab(notebook):
    """The address of a JupyterLab that serves the notebook's folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = notebook.parent
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
            f"--port={port}", "--IdentityProvider.token=course", "--expose-app-in-browser",
            f"--ServerApp.root_dir={home}",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"JUPYTER_CONFIG_DIR": str(home / ".config"), "HOME": str(home)},
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/api?token=course", timeout=0.1).close()
                break
            except OSError:
                assert server.poll() is None, "JupyterLab does not start"
                with pytest.raises(subprocess.TimeoutExpired):
                    server.wait(timeout=0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="module")
def page(lab, notebook, tmp_path_factory):
    """A browser in which all cells of the notebook have been run."""
    from selenium import webdriver
    from selenium.webdriver.common.by import By
    from selenium.webdriver.support.ui import WebDriverWait

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,2600",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run", f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(flag)
    browser = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    try:
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
    finally:
        browser.quit()


def keep(element, name: str) -> None:
    if folder := os.environ.get("SCREENSHOTS"):
        element.screenshot(str(Path(folder) / f"{name}.png"))


def find(page, selector: str):
    from selenium.webdriver.common.by import By

    return page.find_elements(By.CSS_SELECTOR, selector)


def test_a_passing_check_says_how_many_cases_pass(page):
    (verdict,) = find(page, ".verdict-passed")
    keep(verdict, "passing")
    assert "negative_back: all 5 cases pass (1 point)" in verdict.text
    assert "Next: exp_back" in verdict.text


def test_a_failing_check_shows_the_arrays_the_differences_and_the_hint(page):
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


def test_the_traceback_under_a_failing_check_is_one_line(page):
    errors = find(page, "[data-mime-type='application/vnd.jupyter.stderr'], "
                        "[data-mime-type='application/vnd.jupyter.error']")  # fmt: skip
    assert errors
    assert "maximum_back: not yet right" in errors[-1].text
    assert "autograder" not in errors[-1].text


def test_a_graph_has_a_box_for_each_tensor(page):
    (drawing,) = find(page, ".jp-OutputArea svg[aria-label^='computational graph']") or find(
        page, ".jp-RenderedSVG"
    )
    keep(drawing, "graph")
    assert drawing.is_displayed()
    assert drawing.size["height"] > 150
