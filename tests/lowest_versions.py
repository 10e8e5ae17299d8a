"""Prints the lowest versions that pyproject.toml allows, as constraints: `make test-lowest`."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
    "project"
]


def lowest():
    """The lowest version of each requirement, as `name==version`, each once."""
    extras = PROJECT["optional-dependencies"]
    requirements = [*PROJECT["dependencies"], *(one for extra in extras.values() for one in extra)]
    found = (re.fullmatch(r"([\w.-]+)(?:\[[\w,]+\])?>=([\w.]+)", one) for one in requirements)
    return sorted(
        {f"{name}=={version}" for name, version in (one.groups() for one in found if one)}
    )


if __name__ == "__main__":
    print(*lowest(), sep="\n")
