"""What a student installs with a bundle: size and packages, beside NumPy and JupyterLab alone.

    python benchmarks/bundle.py [UNIT ...]

Makes a bundle, installs it on a path with a space and an umlaut as its README.md says (by uv, which
is faster than pip), and prints a table. Downloads packages.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.authoring.bundle import make_bundle

BASE = ("numpy", "jupyterlab")


def uv(*arguments, cwd="."):
    command = [sys.executable, "-m", "uv", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True).stdout


def installed(folder, *wanted):
    """The megabytes, and the packages, of an environment in which something is installed."""
    environment = folder / ".venv"
    uv("venv", "--quiet", "--python", sys.executable, environment)
    for arguments in wanted:
        uv("pip", "install", "--quiet", "--python", environment, *arguments, cwd=folder)
    listed = uv("pip", "list", "--quiet", "--python", environment, "--format", "freeze")
    files = (path for path in environment.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6, len(listed.splitlines())


def main():
    units = sys.argv[1:] or ["ps1_backprop"]
    with tempfile.TemporaryDirectory() as place:
        bundle = Path(place, "Ordner für alle")
        archive = make_bundle(bundle, units)
        plain = Path(place, "plain")
        plain.mkdir()
        before = installed(plain, BASE)
        after = installed(bundle, ("-r", "requirements.txt"), ("jupyterlab",))
        print(f"the bundle of {', '.join(units)}: {archive.stat().st_size / 1e6:.1f} MB as a zip\n")
        print("| environment | MB | packages |\n|---|---|---|")
        print(f"| {' and '.join(BASE)} | {before[0]:.0f} | {before[1]} |")
        print(f"| the bundle and jupyterlab | {after[0]:.0f} | {after[1]} |")
        print(f"| more | {after[0] - before[0]:.0f} | {after[1] - before[1]} |")


if __name__ == "__main__":
    main()
