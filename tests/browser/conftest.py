"""A Jupyter server and a headless Chromium to look at it with.

Set SCREENSHOTS to a folder to keep the pictures.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

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
