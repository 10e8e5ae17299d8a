"""The pages of a class in headless Chromium, from files, on a desk and on a phone.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import os
import shutil
from pathlib import Path

import pytest

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    not (CHROMIUM and DRIVER), reason="chromium and chromium-driver are not installed"
)
UNIT = "ps2_mnist"
DESK, PHONE = (1200, 900), (390, 844)


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
        "return [...document.querySelectorAll('figure > div')].map(f => f.getBoundingClientRect())"
        ".map(box => [box.width, box.height])"
    )
    assert len(widths) == 2
    assert all(300 < width <= 390 and height > 100 for width, height in widths)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_text_in_figures_has_the_color_of_the_page(browser, folder, dark):
    look(browser, folder / "index.html", DESK, dark)
    colors = browser.execute_script(
        "const figure = document.querySelector('.columns div');"
        "return [getComputedStyle(figure).color, getComputedStyle(document.body).color]"
    )
    assert colors[0] == colors[1]


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
