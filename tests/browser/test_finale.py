"""The last notebook in a real JupyterLab: a digit is drawn, read by all engines, and led astray."""

import pytest

from autograder.authoring.build import write_source
from autograder.course.model import UNGRADED, assignment_names
from autograder.reference.literate import source_notebook

ENGINES = 6
SEVEN = [(70, 60), (200, 60), (175, 110), (150, 170), (130, 230)]


@pytest.fixture(scope="module")
def lab(serve, browser, tmp_path_factory):
    """A browser in which the notebook has been run, beside notebooks that are answered."""
    from selenium.webdriver.support.ui import WebDriverWait

    home = tmp_path_factory.mktemp("course")
    for unit in (*assignment_names(), *UNGRADED):
        write_source(unit, home)
    environment = {
        "JUPYTER_CONFIG_DIR": str(home / ".config"), "HOME": str(home),
        "AUTOGRAD_MNIST_OFFLINE": "1", "AUTOGRAD_MNIST_CACHE": str(home / "cache"),
    }  # fmt: skip
    with serve(home, environment) as address:
        browser.get(f"{address}/lab/tree/finale/finale.ipynb?token=course")
        wait = WebDriverWait(browser, 120)
        ready = (
            "const panel = window.jupyterapp && window.jupyterapp.shell.currentWidget;"
            "return panel && panel.sessionContext && panel.sessionContext.session"
            " && panel.sessionContext.session.kernel"
            " && panel.sessionContext.session.kernel.status === 'idle'"
        )
        wait.until(lambda b: b.execute_script(ready))
        browser.execute_script("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        wait.until(lambda b: find(b, ".board select"))
        wait.until(lambda b: find(b, ".jp-RenderedMarkdown td"))
        wait.until(lambda b: "differ by" in texts(b, 0, ".board-note")[0])
        yield browser


def find(page, selector):
    from selenium.webdriver.common.by import By

    return page.find_elements(By.CSS_SELECTOR, selector)


def until(page, condition):
    from selenium.webdriver.support.ui import WebDriverWait

    return WebDriverWait(page, 60).until(condition)


def texts(page, number, selector):
    """Of a panel, all at once, since the page replaces its parts."""
    script = (
        "return [...document.querySelectorAll('.board')[arguments[0]]"
        ".querySelectorAll(arguments[1])].map((part) => part.textContent)"
    )
    return page.execute_script(script, number, selector)


def names(page):
    """What each engine reads, as it stands beside its bars on the canvas's panel."""
    return texts(page, 0, ".board-name")


def show(page, number):
    """Brings a panel into view."""
    panel = find(page, ".board")[number]
    page.execute_script("arguments[0].scrollIntoView({block: 'center'})", panel)
    return panel


def draw(page, strokes):
    """Draws with the mouse, in the canvas's own coordinates."""
    from selenium.webdriver.common.action_chains import ActionChains

    (paper,) = find(page, ".board-paper")
    show(page, 0)
    middle = paper.size["width"] // 2
    for stroke in strokes:
        actions = ActionChains(page, duration=30)
        for number, (x, y) in enumerate(stroke):
            actions.move_to_element_with_offset(paper, x - middle, y - middle)
            if number == 0:
                actions.click_and_hold()
        actions.release().perform()


def dark(page, on):
    theme = "JupyterLab Dark" if on else "JupyterLab Light"
    page.execute_script(
        f"window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{theme}'}})"
    )
    until(
        page,
        lambda b: (
            b.execute_script("return document.body.dataset.jpThemeLight") == str(not on).lower()
        ),
    )


def keep_panels(page, keep, name):
    for number, panel in enumerate(("draw", "gradient", "walk")):
        keep(show(page, number), f"{name}-{panel}")


def test_a_digit_of_the_test_set_stands_in_and_every_engine_reads_it(lab, keep):
    assert len(names(lab)) == ENGINES
    assert {text.split()[1] for text in names(lab)} == {"3,"}
    keep_panels(lab, keep, "finale-start")


def test_what_the_mouse_draws_is_read_by_all(lab, keep):
    draw(lab, [SEVEN])
    until(lab, lambda page: all(" 7, " in text for text in names(page)))
    assert len(names(lab)) == ENGINES
    assert texts(lab, 0, ".board-note")[0].startswith("6 engines: the bars differ by")
    assert "read as 7" in texts(lab, 1, "p")
    keep_panels(lab, keep, "finale-light")
    dark(lab, True)
    keep_panels(lab, keep, "finale-dark")
    dark(lab, False)


def test_the_slider_leads_to_another_digit(lab, keep):
    from selenium.webdriver.common.keys import Keys

    panel = show(lab, 2)
    (slider,) = find(panel, "input")
    slider.send_keys(Keys.END)
    until(lab, lambda page: " 8, " in texts(page, 2, ".board-name")[0])
    keep(panel, "finale-walked")
    slider.send_keys(Keys.HOME)
    until(lab, lambda page: " 7, " in texts(page, 2, ".board-name")[0])


def test_another_digit_can_be_aimed_at(lab):
    panel = show(lab, 2)
    (target,) = find(panel, "select")
    target.send_keys("2")

    def arrived(page):
        slider = find(panel, "input")[0]
        page.execute_script(
            "arguments[0].value = arguments[0].max;"
            "arguments[0].dispatchEvent(new Event('input'))", slider
        )  # fmt: skip
        return " 2, " in texts(page, 2, ".board-name")[0]

    until(lab, arrived)


def test_the_keyboard_draws_and_jupyterlab_keeps_its_hands_off(lab, keep):
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

    panel = show(lab, 0)
    cells = len(find(lab, ".jp-Cell"))
    (paper,) = find(lab, ".board-paper")
    lab.execute_script("arguments[0].focus()", paper)
    keys = ActionChains(lab, duration=0)
    keys.send_keys(Keys.DELETE, Keys.SPACE, *[Keys.ARROW_DOWN] * 22, Keys.SPACE).perform()
    until(lab, lambda page: all(" 1, " in text for text in names(page)))
    keep(panel, "finale-keyboard")
    assert lab.execute_script("return document.activeElement") == paper
    assert len(find(lab, ".jp-Cell")) == cells


def test_a_saved_page_shows_what_was_there_and_its_slider_works(
    browser, tmp_path, monkeypatch, keep
):
    from nbclient import NotebookClient
    from nbconvert import HTMLExporter

    monkeypatch.delenv("AUTOGRAD_MNIST_DIR", raising=False)
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", "1")
    notebook = source_notebook("finale")
    place = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources=place).execute()
    text, _ = HTMLExporter(mathjax_url="", require_js_url="").from_notebook_node(notebook)
    (tmp_path / "saved.html").write_text(text, encoding="utf-8")
    browser.get((tmp_path / "saved.html").as_uri())
    (note,) = texts(browser, 0, ".board-note")
    assert note.startswith("To draw, open this notebook in JupyterLab and run it")
    assert names(browser)[0].startswith("by hand 3, ")
    keep_panels(browser, keep, "finale-saved")
    browser.execute_script(
        "const slider = document.querySelector('.board input'); slider.value = slider.max;"
        "slider.dispatchEvent(new Event('input'))"
    )
    assert " 8, " in texts(browser, 2, ".board-name")[0]
    keep(show(browser, 2), "finale-saved-walked")
    keep(browser, "finale-saved-page")
