"""The table of all exercises, docs/exercises.md, which `autograder build` makes from the texts.

What the text of an exercise lacks is an empty field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields

from autograder.course.model import assignment, assignment_names
from autograder.course.places import ROOT
from autograder.course.text import counted
from autograder.reference.literate import read_module

PAGE = ROOT / "docs" / "exercises.md"
HEAD = """# The exercises

What each exercise has: why it matters, the first lines of an example that can be worked out by
hand, a formula, a picture or drawing (its own, or that of its section), hints that unfold, and a
check. `autograder build` makes this page from the texts of the notebooks.
"""

FENCE = re.compile(r"^```[^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
DISPLAYED = re.compile(r"\$\$(.+?)\$\$", re.DOTALL)
INLINE = re.compile(r"\$([^$\n]+)\$")
IMAGE = re.compile(r"!\[([^\]]+)\]\(pictures/([\w-]+\.svg)\)")
HINT = re.compile(r"<details><summary>(.*?)</summary>")
DRAWN = re.compile("[─│▶▼→]")
EXAMPLE = re.compile(r"[^.:\n]*\b(?:[Oo]n two |[Ff]or (?:example,|the |a layer |\$)).+", re.DOTALL)
SHOWN = 2
"""Lines of an example in the table."""


@dataclass(frozen=True)
class Row:
    """What the text of an exercise has; an empty string where it has none."""

    exercise: str
    why: str
    example: str
    formula: str
    picture: str
    hints: str
    check: str

    @property
    def missing(self) -> list[str]:
        """The fields that are empty."""
        return [field.name for field in fields(self) if not getattr(self, field.name)]


def rows(unit: str) -> Iterator[Row]:
    """A row for each exercise of a unit, in the order of the notebook."""
    section = ""
    for cell in read_module(unit).cells:
        if cell.cell_type != "markdown":
            continue
        if re.match(r"#{1,2} ", cell.source):
            section = ""
        if "exercise" in cell.metadata:
            yield row(unit, cell.metadata["exercise"], cell.source, section)
        section += f"\n\n{cell.source}"


def row(unit: str, exercise_id: str, text: str, section: str) -> Row:
    """What a text has. section: what stands before it under the same heading."""
    body = text.partition("<details><summary>Hint")[0]
    cases = assignment(unit)[exercise_id].cases
    return Row(
        exercise=f"`{exercise_id}`",
        why=_first_sentence(body),
        example=_example(body),
        formula=_formula(body),
        picture=_picture(text) or _picture(section),
        hints="<br>".join(_plain(re.sub(r"^Hint \d+: ", "", h)) for h in HINT.findall(text)),
        check=counted(len(cases), "case"),
    )


def _first_sentence(body: str) -> str:
    """The first sentence under the last heading before the example."""
    for paragraph in re.split(r"\n\s*\n", body):
        if paragraph.strip() and not re.match(r"(#|```|!\[|\||\$\$|- \[)", paragraph.strip()):
            words = " ".join(paragraph.split())
            return _plain(re.split(r"(?<=[.?:])\s+(?=[A-Z`$*])", words)[0])
    return ""


def _example(body: str) -> str:
    """The first lines of the first example."""
    found = FENCE.search(body)
    if found:
        lines = [line.strip() for line in found[1].splitlines() if line.strip()]
        return "<br>".join(f"`{_cell(re.sub(r' {2,}', '  ', line))}`" for line in lines[:SHOWN])
    for paragraph in re.split(r"\n\s*\n", body):
        if EXAMPLE.match(paragraph.strip()):
            return _plain(" ".join(paragraph.split()))
    return ""


def _formula(body: str) -> str:
    """The first formula, in one line; one of its own before one in the text."""
    found = DISPLAYED.search(body) or INLINE.search(body)
    return f"${_cell(' '.join(found[1].split()))}$" if found else ""


def _picture(text: str) -> str:
    """The last picture of a text, or that it has a drawing in characters."""
    images = IMAGE.findall(text)
    if images:
        return f"[{images[-1][1]}](../solutions/pictures/{images[-1][1]})"
    return "drawn in the text" if any(map(DRAWN.search, FENCE.findall(text))) else ""


def _plain(text: str) -> str:
    return _cell(text.replace("**", ""))


def _cell(text: str) -> str:
    """Text that may stand in a cell of a table."""
    return text.strip().replace("|", r"\|")


def page() -> str:
    """The whole page."""
    parts = [HEAD]
    names = [field.name for field in fields(Row)]
    for unit in assignment_names():
        parts.append(f"## {unit}\n")
        parts.append("| " + " | ".join(names) + " |\n" + "|---" * len(names) + "|")
        parts[-1] += "".join(
            "\n| " + " | ".join(getattr(one, name) for name in names) + " |" for one in rows(unit)
        )
        parts[-1] += "\n"
    return "\n".join(parts)


def write(check: bool = False) -> list[str]:
    """Writes the page. Returns what was stale, as relative paths. check: changes nothing."""
    text = page()
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return []
    if not check:
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(text, encoding="utf-8")
    return [str(PAGE.relative_to(ROOT))]
