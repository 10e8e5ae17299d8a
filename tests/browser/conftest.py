"""A Jupyter server and a headless Chromium to look at it with.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import contextlib
import dataclasses
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from importlib.util import find_spec
from pathlib import Path

import pytest

from autograder.authoring.simulate import simulated
from autograder.classroom.journal import Result
from autograder.classroom.pages import write_class_pages
from autograder.course.text import digest
from autograder.grading.answer_key import PublicKey
from autograder.grading.grader import Grader
from autograder.reference.course_version import course_version
from autograder.sandbox.limits import Limits
from autograder.sandbox.sandbox import shared_sandbox

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
TOKEN = "course"


@contextlib.contextmanager
def jupyter_server(root, environment, *options):
    """Runs JupyterLab on the folder `root`; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
            f"--port={port}", f"--IdentityProvider.token={TOKEN}", "--expose-app-in-browser",
            f"--ServerApp.root_dir={root}", *options,
        ],
        cwd=root,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | environment,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=0.1).close()
                break
            except OSError:
                assert server.poll() is None, "JupyterLab does not start"
                with pytest.raises(subprocess.TimeoutExpired):
                    server.wait(timeout=0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


@pytest.fixture(scope="session")
def serve():
    return jupyter_server


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    if not (CHROMIUM and DRIVER):
        pytest.skip("chromium and chromium-driver are not installed")
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1300,2600",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--no-first-run", f"--user-data-dir={tmp_path_factory.mktemp('chromium')}",
    ):  # fmt: skip
        options.add_argument(flag)
    chromium = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    yield chromium
    chromium.quit()


@pytest.fixture(scope="session")
def keep():
    """`keep(element, name)`: a picture of an element or of what a browser shows, if wanted."""

    def kept(shown, name):
        if folder := os.environ.get("SCREENSHOTS"):
            take = getattr(shown, "screenshot", None) or shown.save_screenshot
            take(str(Path(folder) / f"{name}.png"))

    return kept


@pytest.fixture(scope="session")
def graded():
    """The results of a small class, with a copy in it."""
    unit = "ps2_mnist"
    grader = Grader(
        PublicKey, (), Limits(cell=2.0, exercise=2.0), shared_sandbox("process", as_root=True)
    )
    results = []
    chosen = [one for one in simulated(unit, 14, seed=4) if "sleep" not in one[1]]
    copied = next(text for student, text in chosen if student.kind == "working")
    texts = {student.id: text for student, text in chosen} | {f"c{i}": copied for i in range(2)}
    for student, text in texts.items():
        outcome = grader.grade(text.encode(), f"submitted/{student}/{unit}/{unit}.ipynb")
        content, found = digest(text.encode()), outcome.report.assignment
        report = dataclasses.replace(outcome.report, seconds=0.0)
        version = course_version(found)
        results.append(
            Result(content, student, found, content, version, 1, outcome.answers, report)
        )
    return results


@pytest.fixture(scope="session")
def folder(tmp_path_factory, graded):
    """The pages of that class."""
    folder = tmp_path_factory.mktemp("pages")
    write_class_pages(lambda: iter(graded), folder)
    return folder


AXE = """
const done = arguments[arguments.length - 1], chosen = arguments[0];
// this axe reads rgb() only, and Chromium gives mixed colors as color(srgb ...)
const pen = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
for (const element of document.querySelectorAll("body, body *")) {
  const color = getComputedStyle(element).color;
  if (color.startsWith("rgb")) continue;
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = color;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  element.style.color = `rgba(${red}, ${green}, ${blue}, ${alpha / 255})`;
}
const told = rule => rule.nodes.map(node => [rule.id, node.html, node.failureSummary]);
axe.run(chosen, {resultTypes: ["violations"]}).then(found => done(found.violations.flatMap(told)));
"""


@pytest.fixture(scope="session")
def violations():
    """`violations(browser, include, exclude)`: what axe-core finds wrong on the page."""
    source = Path(find_spec("axe_core_python").submodule_search_locations[0]) / "axe.min.js"

    def found(browser, include=(), exclude=()):
        browser.execute_script(source.read_text(encoding="utf-8"))
        browser.set_script_timeout(120)
        chosen = {"include": [[s] for s in include], "exclude": [[s] for s in exclude]}
        return browser.execute_async_script(AXE, chosen)

    return found
