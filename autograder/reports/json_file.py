"""Reports as JSON: a list, one entry a notebook."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from autograder.report import Report


def write_json(reports: Sequence[Report], path: Path) -> None:
    """Writes the reports to a file, the format of which the documentation describes."""
    content = json.dumps([report.to_dict() for report in reports], indent=2, ensure_ascii=False)
    path.write_text(content + "\n", encoding="utf-8")
