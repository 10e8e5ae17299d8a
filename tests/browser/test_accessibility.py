"""axe-core finds nothing wrong with what the course shows, in light and in dark, and everything
can be reached with the Tab key.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import json

import nbformat
import pytest
from nbclient import NotebookClient
from nbconvert import HTMLExporter

from autograder.authoring import demo
from autograder.reports.page import write_page

LAST = "check-getitem_back"
DRAW = """x = Tensor([1.0, 2.0], requires_grad=True)
draw_graph((-x).exp())"""
OF_JUPYTER = (
    ".jp-InputPrompt", ".jp-OutputPrompt", ".highlight", "[data-mime-type$=stderr]",
    ".task-list-item-checkbox",
)  # fmt: skip
"""What Jupyter draws in its own way: prompts, code, tracebacks, the boxes of lists to tick off."""


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The first part of a notebook with typical mistakes, after all of its cells have been run."""
    notebook = nbformat.reads(json.dumps(demo.typical_mistakes("ps2_mnist")), as_version=4)
    cells = notebook.cells
    last = next(i for i, cell in enumerate(cells) if cell.id == LAST)
    notebook.cells = [*cells[: last + 1], nbformat.v4.new_code_cell(DRAW, id="draw")]
    home = str(tmp_path_factory.mktemp("kernel"))
    NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": home}}).execute()
    return notebook


@pytest.fixture(params=["light", "dark"])
def theme(request, browser):
    scheme = {"name": "prefers-color-scheme", "value": request.param}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    return request.param


def test_a_notebook_as_a_page(browser, notebook, theme, violations, tmp_path, keep):
    page = tmp_path / "notebook.html"
    text, _ = HTMLExporter(template_name="lab", theme=theme).from_notebook_node(notebook)
    page.write_text(text, encoding="utf-8")
    browser.get(page.as_uri())
    keep(browser, f"notebook-{theme}")
    for shown in (".verdict-passed", ".verdict-failed", ".verdict-hint", ".computational-graph"):
        assert browser.find_elements("css selector", shown)
    assert violations(browser, exclude=OF_JUPYTER) == []


def test_a_report_as_a_page(browser, graded, theme, violations, tmp_path, keep):
    page = tmp_path / "report.html"
    write_page([result.report for result in graded[:4]], page)
    browser.get(page.as_uri())
    keep(browser, f"report-{theme}")
    assert violations(browser) == []


@pytest.mark.parametrize("which", ["index", "student"])
def test_the_pages_of_a_class(browser, folder, which, theme, violations):
    page = folder / "index.html"
    if which == "student":
        page = max(folder.glob("students/*"), key=lambda path: path.stat().st_size)
    browser.get(page.as_uri())
    browser.execute_script("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert violations(browser) == []


def test_low_contrast_is_found(browser, tmp_path, violations):
    page = tmp_path / "pale.html"
    page.write_text(
        "<!doctype html><html lang=en><title>Pale</title><main><h1>Pale</h1><p "
        "style='color: color-mix(in srgb, #999 90%, currentColor)'>To be read by nobody.</p></main>"
    )
    browser.get(page.as_uri())
    assert [rule for rule, *_ in violations(browser)] == ["color-contrast"]


def test_tab_reaches_all_that_can_be_used(browser, folder):
    from selenium.webdriver import ActionChains, Keys

    browser.get((folder / "index.html").as_uri())
    usable = "return document.querySelectorAll('a[href], summary, .wide').length"
    reached = set()
    for _ in range(browser.execute_script(usable)):
        ActionChains(browser).send_keys(Keys.TAB).perform()
        reached.add(browser.switch_to.active_element.id)
    assert len(reached) == browser.execute_script(usable)


def test_what_check_raises_stands_in_no_box_of_its_own(browser, notebook, tmp_path):
    page = tmp_path / "notebook.html"
    text, _ = HTMLExporter(template_name="lab").from_notebook_node(notebook)
    page.write_text(text, encoding="utf-8")
    browser.get(page.as_uri())
    errors = browser.find_elements("css selector", "[data-mime-type$=stderr]")
    assert [e.text for e in errors if "CheckFailed" in e.text or "not yet right" in e.text] == []
    assert any(output.output_type == "error" for cell in notebook.cells if cell.cell_type == "code"
               for output in cell.outputs)  # fmt: skip
