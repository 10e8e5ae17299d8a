"""Grading by hand in nbgrader's formgrader, in headless Chromium: autograde, points, comments,
feedback, by the page's own buttons. The tests follow each other."""

import copy
from functools import partial

import nbformat
import pytest

from autograder.authoring import demo

pytestmark = pytest.mark.xdist_group("formgrader")

UNIT = "ps2_mnist"
ESSAY = "explain-two-roads"
SCRIPT = (
    "<script>document.title = 'stolen'; alert(1)</script>"
    "<img src=x onerror=\"document.title = 'stolen'\">"
    "<a href=\"javascript:document.title='stolen'\">link</a>"
)
POSING = f'<b class="full-credit" id="check-all_together">Click here.</b><i id="{ESSAY}">.</i>'
"""Formgrader would take these for its own."""
SHOWS = f"""import matplotlib.pyplot as plt
from IPython.display import HTML, Javascript, Markdown, display

plt.plot([1, 2, 4])
plt.show()
display(HTML({SCRIPT!r}), Javascript("document.title = 'stolen'"), Markdown({SCRIPT!r}))
print({SCRIPT!r})"""


def hostile():
    """Answers with typical mistakes, and everywhere something that would like to run."""
    notebook = copy.deepcopy(demo.typical_mistakes(UNIT))
    essay = next(cell for cell in notebook["cells"] if cell["id"] == ESSAY)
    essay["source"] = f"Three roads: 3 + 3 + 1. {SCRIPT}{POSING}"
    notebook["cells"][3:3] = [
        dict(nbformat.v4.new_markdown_cell(f"# check-negative_back\n\nMine. {SCRIPT}", id="prose")),
        dict(nbformat.v4.new_raw_cell(SCRIPT, id="raw")),
        dict(nbformat.v4.new_raw_cell(SCRIPT, id="raw-2", metadata={"raw_mimetype": "text/html"})),
        dict(nbformat.v4.new_code_cell(SHOWS, id="shows")),
    ]
    return notebook


@pytest.fixture(scope="module")
def course(tmp_path_factory, new_course):
    course = new_course(tmp_path_factory.mktemp("formgrader") / "autograd")
    course.submit("chen", hostile())
    return course


class Formgrader:
    """The pages, by their own links and buttons."""

    def __init__(self, browser, address):
        self.browser, self.address = browser, f"{address}/formgrader"
        browser.get(f"{address}/api?token=course")

    def open(self, path):
        self.browser.get(f"{self.address}/{path}")

    def find(self, selector):
        """The elements, once there are any."""
        from selenium.webdriver.support.ui import WebDriverWait

        return WebDriverWait(self.browser, 60).until(
            lambda b: b.find_elements("css selector", selector)
        )

    def press(self, selector, row=""):
        """Presses a button, in the row that has this text, and returns the message that follows."""
        self.find(selector)
        rows = self.browser.find_elements("css selector", "tbody tr")
        rows = [r for r in rows if row in r.text and r.find_elements("css selector", selector)]
        rows[0].find_element("css selector", selector).click()
        (message,) = self.find(".modal .modal-body")
        said = partial(message.get_property, "textContent")  # all of it, also while it slides in
        self.until(lambda: UNIT in said())
        return said().strip()

    def open_submission(self):
        """By the list of submissions."""
        self.open(f"gradebook/{UNIT}/{UNIT}")
        self.browser.get(self.find("td.name a")[0].get_attribute("href"))
        self.find(f"#{ESSAY}")
        loaded = "return formgrader.grades.loaded && formgrader.comments.loaded"
        self.until(lambda: self.browser.execute_script(loaded))

    def fill_in(self, selector, text):
        """Types into a field of the essay's, leaves it, and waits until it is saved."""
        (field,) = self.find(selector)
        self.scroll_to(field)
        self.browser.execute_script(
            "window.saved = false; $(document).one('finished_saving', () => window.saved = true)"
        )
        field.clear()
        field.send_keys(text + "\t")
        self.until(lambda: self.browser.execute_script("return window.saved"))

    def until(self, holds):
        from selenium.webdriver.support.ui import WebDriverWait

        WebDriverWait(self.browser, 60).until(lambda b: holds())

    def scroll_to(self, element):
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)


@pytest.fixture(scope="module")
def page(serve, course, browser):
    with serve(course.root, course.environment) as address:
        yield Formgrader(browser, address)


def test_the_assignment_is_generated_by_its_button(page, course):
    page.open("manage_assignments")
    said = page.press("td.assign a", row=UNIT)
    assert said.startswith("Successfully")
    assert (course.root / "notebooks" / UNIT / f"{UNIT}.ipynb").exists()
    page.open("manage_assignments")
    assert page.find("td.preview a")


def test_a_submission_is_autograded_by_its_button(page, course, keep):
    page.open(f"manage_submissions/{UNIT}")
    said = page.press("td.autograde a")
    assert said.startswith("Successfully autograded")
    page.open(f"manage_submissions/{UNIT}")
    assert page.find("td.status .label-info")[0].text == "needs manual grading"
    shown = page.find("td.score")[0].text
    keep(page.browser, "submissions")
    assert shown == f"{sum(course.scores()['chen'].values()):.10g} / 40"


def test_a_check_cell_has_its_verdict_its_points_and_its_hint(page, course, keep):
    page.open_submission()
    verdicts = page.find(".verdict")
    failed = next(v for v in verdicts if "permute_back: not yet right" in v.text)
    page.scroll_to(failed)
    keep(page.browser, "formgrader")
    assert "Hint." in failed.text
    (points,) = page.find("#check-permute_back")
    score = course.scores()["chen"]["check-permute_back"]
    assert 0 < score < 2
    assert points.get_attribute("placeholder") == f"{score:g}"
    assert page.find("img[src^='data:image/png']")[0].is_displayed()


def test_the_page_does_not_scroll_sideways(page):
    wide = "return document.documentElement.scrollWidth > window.innerWidth"
    assert not page.browser.execute_script(wide)


def test_nothing_of_a_student_runs_in_the_instructors_page(page):
    assert page.browser.title == UNIT
    assert "Three roads: 3 + 3 + 1." in page.find("#notebook")[0].text
    runs = "return [...document.querySelectorAll('#notebook script, #notebook [onerror]," \
           " #notebook [href^=javascript]')].map(e => e.outerHTML)"  # fmt: skip
    assert page.browser.execute_script(runs) == []


def test_a_student_cannot_pose_as_a_button_of_the_page(page):
    """Full credit for the essay is a button's work, and gives nothing else."""
    posing = (
        "return [...document.querySelectorAll('#notebook b')].find(e => /Click/.test(e.innerText))"
    )
    page.browser.execute_script(posing).click()
    ids = "return [...document.querySelectorAll('[id]')].map(e => e.id)"
    found = page.browser.execute_script(ids)
    for name in (ESSAY, "check-all_together", "check-negative_back"):
        assert found.count(name) == 1
    assert page.find(f"#{ESSAY}")[0].get_attribute("value") == ""


def test_points_extra_credit_and_a_comment_are_saved_in_the_gradebook(page, course, keep):
    page.fill_in(f"#{ESSAY}", "3")
    page.fill_in(f"#{ESSAY}_extra_credit", "1")
    page.fill_in(f"#{ESSAY}-comment", "Say *why* they add up.")
    keep(page.browser, "graded-by-hand")
    with course.gradebook() as gradebook:
        grade = gradebook.find_grade(ESSAY, UNIT, UNIT, "chen")
        assert (grade.manual_score, grade.extra_credit, grade.needs_manual_grade) == (3, 1, False)
        comment = gradebook.find_comment(ESSAY, UNIT, UNIT, "chen")
        assert comment.manual_comment == "Say *why* they add up."
        graded = [g.name for g in gradebook.find_submission(UNIT, "chen").notebooks[0].grades
                  if g.manual_score is not None]  # fmt: skip
    assert graded == [ESSAY]


def test_feedback_is_generated_by_its_button(page, course):
    page.open(f"manage_submissions/{UNIT}")
    assert page.find("td.status .label-success")[0].text == "graded"
    assert page.press("td.generate-feedback a").startswith("Successfully")
    assert (course.root / "feedback" / "chen" / UNIT / f"{UNIT}.html").exists()


@pytest.mark.parametrize("width", [1200, 390])
def test_the_feedback_page_fits_and_shows_points_hints_plots_and_the_comment(
    page, course, keep, width
):
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
    page.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
    path = course.root / "feedback" / "chen" / UNIT / f"{UNIT}.html"
    page.browser.get(path.as_uri())
    keep(page.browser, f"feedback-{width}")
    score = sum(course.scores()["chen"].values()) + 3 + 1
    assert f"{score:g} of 40 points" in page.find(".total")[0].text
    names, points = page.find(".summary tbody th"), page.find(".summary tbody .points")
    table = {name.text: score.text for name, score in zip(names, points, strict=True)}
    assert table["permute_back"] == f"{course.scores()['chen']['check-permute_back']:g} / 2"
    assert table[ESSAY] == "4 / 4"
    comment = page.find(f"#comment-{ESSAY}")[0]
    page.scroll_to(comment)
    keep(page.browser, f"feedback-comment-{width}")
    assert comment.text == "Comment. Say why they add up."
    assert page.find("#check-permute_back .verdict-hint")[0].is_displayed()
    assert page.find("img[src^='data:image/png']")[0].is_displayed()
    assert page.browser.title == f"{UNIT}: feedback"
    wide = "return document.documentElement.scrollWidth > window.innerWidth"
    assert not page.browser.execute_script(wide)
    page.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_server_above_the_course_shows_the_same(serve, course, browser, tmp_path):
    (tmp_path / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.root = {str(course.root)!r}\n"
    )
    environment = course.environment | {"JUPYTER_CONFIG_DIR": str(tmp_path)}
    with serve(course.root.parent, environment) as address:
        page = Formgrader(browser, address)
        page.open_submission()
        assert page.find(".verdict-hint")
        test_nothing_of_a_student_runs_in_the_instructors_page(page)
