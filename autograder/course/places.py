"""Where the parts of the course are."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent
SOLUTIONS = ROOT / "solutions"
UNITS = PACKAGE / "course" / "units"
RELEASED = PACKAGE / "reference" / "released"
"""The notebooks as they were handed out, and the public expected values."""
