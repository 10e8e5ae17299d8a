"""Reports as JSON: a list, one entry a notebook."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from pathlib import Path

from autograder.grading.results import Report


def write_json(reports: Sequence[Report], path: Path) -> None:
    """Writes the reports to a file, the format of which the documentation describes."""
    with path.open("w", encoding="utf-8") as file:
        separator = "["
        for report in reports:  # one at a time: a class is larger than memory should be
            entry = json.dumps(report.to_dict(), indent=2, ensure_ascii=False)
            file.write(f"{separator}\n{textwrap.indent(entry, '  ')}")
            separator = ","
        file.write("[]\n" if separator == "[" else "\n]\n")
