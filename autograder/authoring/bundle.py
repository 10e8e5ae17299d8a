"""What students are handed: their notebooks, `grade.py`, and a wheel without any answer."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from autograder.authoring.build import NOTEBOOKS, notebook_in
from autograder.course.model import UNGRADED, assignment, assignment_names
from autograder.course.places import PACKAGE, RELEASED, ROOT

LEFT_OUT = ("authoring", "nbgrader")
"""Packages of the harness that only instructors and maintainers use."""
PURE = ("fonttools",)
"""What takes a quarter of the room where it is not compiled, and is not needed fast."""
README = """\
# The autograd workbook

Notebooks in which you build automatic differentiation, in this order:

{units}
{badges}
You need Python 3.11 or newer. In this folder, type:

    python -m venv .venv
    .venv/bin/python -m pip install -r requirements.txt
    .venv/bin/python -m pip install jupyterlab
    .venv/bin/jupyter lab

(On Windows it is `.venv\\Scripts\\` in place of `.venv/bin/`.)

Open a notebook in the folder `notebooks`, and answer its exercises from top to bottom. Under each
exercise stands a cell such as `check("exp_back")`: run it as often as you like. It says which cases
pass, shows the first one that does not, and explains the mistake where it can.

To check everything at once:

    .venv/bin/python grade.py

To hand in, save your notebooks and type the line below. It writes `handin.zip`, and says which
exercises are not answered yet.

    .venv/bin/python grade.py --hand-in handin.zip

Grading tries your answers on further cases that you do not see. An answer that passes here because
it is right passes there, too.
"""
DEVCONTAINER = {
    "image": "mcr.microsoft.com/devcontainers/python:3.12",
    "postCreateCommand": "pip install -r requirements.txt && pip install jupyterlab",
    "customizations": {"vscode": {"extensions": ["ms-toolsai.jupyter"]}},
}
BADGES = {
    "colab": (
        "https://colab.research.google.com/assets/colab-badge.svg",
        "https://colab.research.google.com/github/{repository}/blob/HEAD/{notebook}",
    ),
    "codespaces": (
        "https://github.com/codespaces/badge.svg",
        "https://codespaces.new/{repository}",
    ),
    "binder": (
        "https://mybinder.org/badge_logo.svg",
        "https://mybinder.org/v2/gh/{repository}/HEAD?labpath={notebook}",
    ),
}
"""By place: the picture of its badge, and where a notebook opens there."""
UPLOADED = """\
# In Google Colab: upload {wheel} with the folder symbol on the left, then run this.
%pip install --quiet {wheel}"""
FETCHED = """\
# In Google Colab: run this first.
%pip install --quiet https://github.com/{repository}/raw/HEAD/{wheel}"""


class NoBundle(Exception):
    """The bundle cannot be made; the message says why."""


def make_bundle(
    folder: Path, units: Sequence[str], places: Sequence[str] = (), repository: str = ""
) -> Path:
    """Writes the bundle of some units to a new folder, and beside it as a zip, which is returned.

    places: where it shall run besides: colab, codespaces, binder. repository: where it will be on
    GitHub, `owner/name`, for the badges. What has no exercises comes with the last unit, since it
    builds on all of them. Raises NoBundle.
    """
    if folder.exists() and any(folder.iterdir()):
        raise NoBundle(f"{folder} is not empty. Name a folder that does not exist yet.")
    if repository and not re.fullmatch(r"[\w.-]+/[\w.-]+", repository):
        raise NoBundle(f"A repository is named OWNER/NAME, not {repository!r}.")
    missing = [unit for unit in units if not (RELEASED / f"{unit}.ipynb").exists()]
    if missing:
        raise NoBundle(f"{missing[0]} is not built yet: autograder build {missing[0]}")
    units = sorted(units, key=lambda unit: (assignment(unit).folder, assignment(unit).title))
    folder.mkdir(parents=True, exist_ok=True)
    wheel = _wheel(folder, units)
    cell = (FETCHED if repository else UPLOADED).format(repository=repository, wheel=wheel.name)
    everything = set(units) >= set(assignment_names())
    for unit in (*units, *(UNGRADED if everything else ())):
        target = notebook_in(folder / "notebooks", unit)
        target.parent.mkdir(parents=True, exist_ok=True)
        built = notebook_in(NOTEBOOKS, unit) if unit in UNGRADED else RELEASED / f"{unit}.ipynb"
        target.write_text(_notebook(built, cell if "colab" in places else ""), encoding="utf-8")
    shutil.copyfile(ROOT / "grade.py", folder / "grade.py")
    _requirements(wheel, folder / "requirements.txt")
    titles = [f"- `{unit}`: {assignment(unit).title}" for unit in units]
    if everything:
        titles.append("- `finale`: you draw a digit, and all your engines read it")
    badges = _badges(units, places if repository else (), repository)
    page = README.format(units="\n".join(titles), badges=badges)
    (folder / "README.md").write_text(page, encoding="utf-8")
    if "codespaces" in places:
        (folder / ".devcontainer").mkdir()
        text = json.dumps(DEVCONTAINER, indent=2)
        (folder / ".devcontainer" / "devcontainer.json").write_text(text, encoding="utf-8")
    if "binder" in places:  # which installs requirements.txt by itself
        (folder / "runtime.txt").write_text("python-3.12\n", encoding="utf-8")
    return _zipped(folder)


def _badges(units: Sequence[str], places: Sequence[str], repository: str) -> str:
    """A line for each unit with what opens it elsewhere; nothing where that is nowhere."""
    lines = []
    for unit in units if places else ():
        badges = []
        for place in places:
            picture, target = BADGES[place]
            target = target.format(
                repository=repository, notebook=notebook_in(Path("notebooks"), unit).as_posix()
            )
            badges.append(f"[![{unit} in {place.capitalize()}]({picture})]({target})")
        lines.append(f"`{unit}`: {' '.join(badges)}\n")
    return "\n" + "\n".join(lines) if lines else ""


def _notebook(built: Path, first: str) -> str:
    """A notebook as it is handed out, with a first cell if one is given."""
    text = built.read_text(encoding="utf-8")
    if not first:
        return text
    content = json.loads(text)
    cell: dict[str, Any] = {
        "cell_type": "code",
        "id": "install",
        "metadata": {},
        "execution_count": None,
        "outputs": [],
        "source": first,
    }
    content["cells"].insert(0, cell)
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _wheel(folder: Path, units: Sequence[str]) -> Path:
    """Builds the wheel of what students need, with the notebooks and public values of the units."""
    with tempfile.TemporaryDirectory() as place:
        project = Path(place)
        skip = shutil.ignore_patterns("__pycache__", *LEFT_OUT)
        shutil.copytree(PACKAGE, project / "autograder", ignore=skip)
        shutil.copytree(ROOT / "data", project / "data")
        for path in (project / "autograder" / "reference" / "released").iterdir():
            if path.stem not in units:
                path.unlink()
        left_out = "|".join(LEFT_OUT)
        text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
        text = re.sub(rf'^ *"autograder\.(\w+\.)?({left_out})",\n', "", text, flags=re.MULTILINE)
        text = re.sub(r"^\[project.entry-points.*\n.*\n", "", text, flags=re.MULTILINE)
        (project / "pyproject.toml").write_text(text, encoding="utf-8")
        for name in ("LICENSE", "README.md"):
            shutil.copyfile(ROOT / name, project / name)
        _run("pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(project))
    return next(folder.glob("*.whl"))


def _requirements(wheel: Path, target: Path) -> None:
    """Writes the wheel and what it needs, each with its version and the hashes of its files."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(n for n in archive.namelist() if n.endswith(".dist-info/METADATA"))
        metadata = archive.read(name).decode()
    needs = re.findall(r"^Requires-Dist: ([^;\n]+)$", metadata, re.MULTILINE)
    with tempfile.TemporaryDirectory() as place:
        wanted = Path(place, "requirements.in")
        wanted.write_text("\n".join(needs) + "\n", encoding="utf-8")
        _run(
            "uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11",
            "--generate-hashes", "--no-header", "--no-annotate", "--output-file", str(target),
            str(wanted),
        )  # fmt: skip
    own = f"./{wheel.name} --hash=sha256:{_sha256(wheel)}\n"
    needed = functools.reduce(_pure, PURE, target.read_text(encoding="utf-8"))
    target.write_text(own + needed, encoding="utf-8")


def _pure(requirements: str, name: str) -> str:
    """The requirements with the wheel of a package that is the same on all systems, where it can
    be had, in place of its other files."""
    block = re.search(rf"^{name}==(\S+) .*\n(    --hash=.*\n)+", requirements, re.MULTILINE)
    if block is None:
        return requirements
    with tempfile.TemporaryDirectory() as place, contextlib.suppress(NoBundle):
        _run("pip", "download", "--no-deps", "--only-binary=:all:", "--platform=any",
             "--dest", place, f"{name}=={block[1]}")  # fmt: skip
        (wheel,) = Path(place).glob("*.whl")
        first = block[0].partition("\n")[0]
        return requirements.replace(block[0], f"{first}\n    --hash=sha256:{_sha256(wheel)}\n")
    return requirements


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _run(module: str, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise NoBundle(f"{module} {arguments[0]} did not work: {last}")


def _zipped(folder: Path) -> Path:
    """The folder as a zip beside it, without dates."""
    target = folder.with_name(f"{folder.name}.zip")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
                entry.external_attr, entry.compress_type = 0o100644 << 16, zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    return target
