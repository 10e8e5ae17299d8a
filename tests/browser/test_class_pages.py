"""The pages of a class in headless Chromium, from files, on a desk and on a phone.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import dataclasses
import os
import shutil
from pathlib import Path

import pytest

from autograder.answer_key import PublicKey
from autograder.course_version import course_version, digest
from autograder.grader import Grader
from autograder.journal import Result
from autograder.reports.class_pages import write_class_pages
from autograder.sandbox import Limits, shared_sandbox
from autograder.simulate import simulated

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium and chromium-driver are not installed"
)
UNIT = "ps2_mnist"
DESK, PHONE = (1200, 900), (390, 844)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The pages of a small class, with a copy in it."""
    folder = tmp_path_factory.mktemp("pages")
    grader = Grader(PublicKey, (), Limits(cell=2.0, exercise=2.0), shared_sandbox("process"))
    results = []
    chosen = [one for one in simulated(UNIT, 14, seed=4) if "sleep" not in one[1]]
    copied = next(text for student, text in chosen if student.kind == "working")
    texts = {student.id: text for student, text in chosen} | {f"c{i}": copied for i in range(2)}
    for student, text in texts.items():
        graded = grader.grade(text.encode(), f"submitted/{student}/{UNIT}/{UNIT}.ipynb")
        content, unit = digest(text.encode()), graded.report.assignment
        report = dataclasses.replace(graded.report, seconds=0.0)
        results.append(
            Result(content, student, unit, content, course_version(unit), 1, graded.answers, report)
        )
    write_class_pages(lambda: iter(results), folder)
    return folder


@pytest.fixture(scope="module")
def browser():
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    service = webdriver.ChromeService(DRIVER)
    with webdriver.Chrome(options=options, service=service) as driver:
        yield driver


def look(browser, page, size, dark=False):
    width, height = size
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600},
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    browser.get(page.as_uri())
    if kept := os.environ.get("SCREENSHOTS"):
        name = f"class-{page.stem}-{width}{'-dark' if dark else ''}.png"
        browser.save_screenshot(str(Path(kept) / name))


@pytest.fixture(params=["index", "student"])
def page(request, folder):
    if request.param == "index":
        return folder / "index.html"
    return max(folder.glob("students/*"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_nothing_sticks_out_of_the_page(browser, page, size):
    look(browser, page, size)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= size[0]


def test_figures_are_drawn_as_wide_as_the_phone(browser, folder):
    look(browser, folder / "index.html", PHONE)
    widths = browser.execute_script(
        "return [...document.querySelectorAll('figure svg')].map(f => f.getBoundingClientRect())"
        ".map(box => [box.width, box.height])"
    )
    assert len(widths) == 2
    assert all(300 < width <= 390 and height > 100 for width, height in widths)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_in_figures_has_the_colour_of_the_page(browser, folder, dark):
    look(browser, folder / "index.html", DESK, dark)
    colours = browser.execute_script(
        "const figure = document.querySelector('figure svg text');"
        "return [getComputedStyle(figure).fill, getComputedStyle(document.body).color]"
    )
    assert colours[0] == colours[1]


def test_no_request_leaves_the_machine_and_nothing_is_complained_of(browser, page):
    look(browser, page, DESK)
    asked = [entry["message"] for entry in browser.get_log("performance")]
    sent = [message for message in asked if "Network.requestWillBeSent" in message]
    assert not [message for message in sent if '"url":"http' in message]
    assert browser.get_log("browser") == []


def test_a_screen_reader_finds_headings_figures_and_regions(browser, folder):
    look(browser, folder / "index.html", DESK)
    tree = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    roles = {}
    for node in tree:
        if not node.get("ignored"):
            name = node.get("name", {}).get("value", "")
            roles.setdefault(node["role"]["value"], []).append(name)
    assert roles["heading"][0] == "The class"
    assert len(roles["image"]) == 2
    assert all("istogram" in name or "Bars" in name for name in roles["image"])
    assert all(roles["region"])
    assert "Nearly the same" in roles["heading"]


def test_a_student_is_one_click_away_and_so_is_the_way_back(browser, folder):
    look(browser, folder / "index.html", DESK)
    browser.execute_script("document.querySelector('tbody a[href^=students]').click()")
    assert "Student" in browser.title
    browser.execute_script("document.querySelector('header a').click()")
    assert browser.title == "The class"


def test_the_pages_can_be_printed(browser, folder):
    look(browser, folder / "index.html", DESK)
    printed = browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
    assert len(printed["data"]) > 10_000
