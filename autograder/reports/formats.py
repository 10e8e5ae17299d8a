"""The formats of reports in files. A new one is a module of this package, and a line here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from autograder.grading.results import Report
from autograder.reports.json_file import write_json
from autograder.reports.junit import write_junit
from autograder.reports.page import write_page

FORMATS: dict[str, Callable[[Sequence[Report], Path], None]] = {
    "json": write_json,
    "html": write_page,
    "junit": write_junit,
}
"""By name, how the reports are written to a file. Raises OSError, and ModuleNotFoundError for a
package that students do not have."""
