"""The mistakes that students make, each as edits of right answers.

`solutions/mistakes/<unit>/<exercise>.toml` has a table for each mistake, called by its id: a hint,
and the edits that make it, `old => new`:

    families = ["backward"]

    [upstream-ignored]
    hint = "This is the slope of the exponential by itself. Which factor is missing?"
    edits = ["grad_out * out => out", ["x = 1 => x = 2", "... => return {x|out}"]]

`old` is a part of a line, a line, or several lines that stand in an answer once; `...` is the whole
body of the answer's function. `{a|b}` is one edit with a, and one with b. After `re: `, `old` is a
regular expression, and the edit is made at each place that it matches, and at all of them at once.
A list within the list is edits that are made together.

An edit is made in every right answer that it fits: the reference's, and those under `[answers]`.
All are written as Python writes them out again (`ast.unparse`), without comments, docstrings and
types.

What many exercises have in common stands in `solutions/mistakes/families/`; of these edits some may
fit no answer. There `{upstream}` stands for what the answer calls it: for what the first group of a
regular expression, which the family's `[names]` give, matches in the reference's answer. What
mentions a name that the answer does not have is left out. A mistake of the exercise that is called
like one of a family adds edits to it, and may have a hint of its own. Those of a family with
`alone = true` are not made together with others.
"""

from __future__ import annotations

import ast
import functools
import itertools
import re
import textwrap
import tomllib
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.course.cells import parsed
from autograder.course.places import SOLUTIONS
from autograder.reference.literate import BuildError, read_module

FOLDER = SOLUTIONS / "mistakes"
ARROW = "=>"
BODY = "..."
PATTERN = "re: "
ANSWERS, FAMILIES, NAMES, ALONE = "answers", "families", "names", "alone"
CHOICE = re.compile(r"\{([^{}]*\|[^{}]*)\}")
NAME = re.compile(r"\{([a-z_]+)\}")

Edit = tuple[str, ...]
"""Replacements that are made together, each `old => new`."""


@dataclass(frozen=True)
class Mistake:
    """A wrong answer to an exercise, with the hint that helps whoever gave it.

    id, hint: of a mistake that is two at once, those of both, the first to mend first.
    """

    exercise: str
    id: str
    hint: str
    source: str


@dataclass(frozen=True)
class Entry:
    """A mistake as it stands in its file.

    shared: edits that its family adds, of which some may fit no answer. alone: whether it is
    not made together with others.
    """

    id: str
    hint: str
    edits: tuple[Edit, ...]
    shared: tuple[Edit, ...] = ()
    alone: bool = False


@dataclass(frozen=True)
class Mistakes:
    """What is known of an exercise.

    answers: the right answers that are edited, the reference's first.
    """

    exercise: str
    answers: tuple[str, ...]
    entries: tuple[Entry, ...]

    def singles(self) -> list[Mistake]:
        """Every edit of every mistake, made in every answer that it fits.

        Raises BuildError for an edit that fits none.
        """
        found = []
        for entry in self.entries:
            for edit in (*entry.edits, *entry.shared):
                sources = [source for answer in self.answers for source in edited(answer, edit)]
                if not sources and edit in entry.edits:
                    raise BuildError(
                        f"{self.exercise}, {entry.id}: the edit {edit[0]!r} fits no answer. "
                        f"The first one is:\n{self.answers[0]}"
                    )
                found += [Mistake(self.exercise, entry.id, entry.hint, s) for s in sources]
        return found

    def pairs(self) -> Iterator[Mistake]:
        """Two mistakes in one answer: an edit of either, where they do not touch each other."""
        fits = {entry.id: self._fitting(entry) for entry in self.entries}
        for one, other in itertools.combinations(self.entries, 2):
            if one.alone or other.alone:
                continue
            both = next(_both(fits[one.id], fits[other.id]), None)
            if both is not None:
                hint = f"Two things. First: {one.hint} And then: {other.hint}"
                yield Mistake(self.exercise, f"{one.id} + {other.id}", hint, both)

    def _fitting(self, entry: Entry) -> list[list[tuple[Edit, list[str]]]]:
        """For each answer the edits that fit it, and what they make of it."""
        edits = (*entry.edits, *entry.shared)
        made = [[(edit, edited(answer, edit)) for edit in edits] for answer in self.answers]
        return [[(edit, sources) for edit, sources in of_one if sources] for of_one in made]


def _both(
    one: list[list[tuple[Edit, list[str]]]], other: list[list[tuple[Edit, list[str]]]]
) -> Iterator[str]:
    """Answers with both edits made, where it makes no difference which was the first."""
    for firsts, seconds in zip(one, other, strict=True):
        for (first, made), (second, others) in itertools.product(firsts, seconds):
            later = [source for start in made for source in edited(start, second)]
            if later:
                earlier = (source for start in others for source in edited(start, first))
                yield from set(later).intersection(earlier)


def plain(source: str) -> str:
    """A source as Python writes it out again, without comments, docstrings and annotations."""
    tree = parsed(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and len(node.body) > 1:
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                node.body.pop(0)
    return ast.unparse(tree)


def alternatives(replacement: str) -> list[str]:
    """The replacement, once for each of the alternatives `{a|b}` in it."""
    match = CHOICE.search(replacement)
    if match is None:
        return [replacement]
    begin, end = replacement[: match.start()], replacement[match.end() :]
    return [whole for choice in match[1].split("|") for whole in alternatives(begin + choice + end)]


def edited(answer: str, edit: Edit) -> list[str]:
    """The answer with all replacements of an edit made: once, or once for each place that a
    regular expression matches and once for all; not at all where one of them does not fit."""
    made = [answer]
    for replacement in edit:
        made = [changed for source in made for changed in _replaced(source, replacement)]
    return made


def _replaced(source: str, replacement: str) -> list[str]:
    if replacement.startswith(PATTERN):
        old, _, new = replacement.removeprefix(PATTERN).partition(f" {ARROW} ")
        places = list(re.finditer(old, source, flags=re.MULTILINE))
        found = [source[: m.start()] + m.expand(new) + source[m.end() :] for m in places]
        if len(places) > 1:
            found.append(re.sub(old, new, source, flags=re.MULTILINE))
        return [changed for changed in found if changed != source and is_python(changed)]
    old, arrow, new = (textwrap.dedent(part).strip("\n ") for part in split(replacement))
    changed = _with_lines_replaced(source, old, new) if arrow else None
    return [] if changed is None or changed == source or not is_python(changed) else [changed]


def is_python(source: str) -> bool:
    """Whether Python can compile the source."""
    try:
        with warnings.catch_warnings(action="ignore"):
            compile(source, "<answer>", "exec")
    except SyntaxError:
        return False
    return True


def split(replacement: str) -> tuple[str, str, str]:
    """What stands before the arrow, the arrow, and what stands after it."""
    lines = replacement.split("\n")
    if ARROW in lines:
        at = lines.index(ARROW)
        return "\n".join(lines[:at]), ARROW, "\n".join(lines[at + 1 :])
    return replacement.partition(ARROW)


def _with_lines_replaced(answer: str, old: str, new: str) -> str | None:
    """The answer with `new` in the place of `old`, which it has to have once."""
    lines = answer.split("\n")
    if old == BODY:
        first = next((i for i, line in enumerate(lines) if line.startswith("def ")), None)
        if first is None or sum(line[:1].strip() != "" for line in lines) > 1:
            return new
        return "\n".join([*lines[: first + 1], textwrap.indent(new, " " * 4)])
    wanted = old.split("\n")
    places = [
        i
        for i in range(len(lines) - len(wanted) + 1)
        if textwrap.dedent("\n".join(lines[i : i + len(wanted)])) == old
    ]
    if len(places) == 1:
        (i,) = places
        indent = lines[i][: len(lines[i]) - len(lines[i].lstrip())]
        put = textwrap.indent(new, indent).split("\n") if new else []
        return "\n".join([*lines[:i], *put, *lines[i + len(wanted) :]])
    if places or len(wanted) > 1 or answer.count(old) != 1:
        return None
    i = next(i for i, line in enumerate(lines) if old in line)
    indent = lines[i][: len(lines[i]) - len(lines[i].lstrip())]
    begin, *rest = lines[i].replace(old, new).split("\n")
    return "\n".join([*lines[:i], begin, *(indent + line for line in rest), *lines[i + 1 :]])


@functools.cache
def mistakes(unit: str, exercise: str) -> Mistakes:
    """The known mistakes of an exercise; none is fine. Raises BuildError for a wrong file."""
    path = FOLDER / unit / f"{exercise}.toml"
    table = read_file(path) if path.exists() else {}
    reference = plain("\n\n".join(exercise_answers(unit, exercise)))
    answers = (reference, *map(plain, table.pop(ANSWERS, {}).values()))
    shared: dict[str, Any] = {}
    for family in table.pop(FAMILIES, ()):
        for name, entry in fitted(
            read_file(FOLDER / "families" / f"{family}.toml"), reference
        ).items():
            before = shared.get(name, {"edits": []})
            shared[name] = entry | before | {"edits": [*before["edits"], *entry["edits"]]}
    return Mistakes(exercise, answers, tuple(_entries(path, table, shared)))


def fitted(family: dict[str, Any], answer: str) -> dict[str, Any]:
    """The mistakes of a family that an answer can have, with the names that it uses."""
    names, alone = {}, family.pop(ALONE, False)
    for name, pattern in family.pop(NAMES, {}).items():
        match = re.search(pattern, answer, flags=re.MULTILINE)
        if match is not None:
            names[name] = match[1]

    def fits(part: Any) -> bool:
        return (
            all(map(fits, part))
            if isinstance(part, list)
            else names.keys() >= {*NAME.findall(part)}
        )

    def filled(part: Any) -> Any:
        if isinstance(part, list):
            return list(map(filled, part))
        return NAME.sub(lambda place: names[place[1]], part)

    return {
        name: {
            "hint": filled(entry["hint"]),
            "edits": filled([*filter(fits, entry["edits"])]),
            ALONE: alone,
        }
        for name, entry in family.items()
        if fits(entry["hint"])
    }


def _entries(path: Path, own: dict[str, Any], shared: dict[str, Any]) -> Iterator[Entry]:
    """The mistakes in a file and of its families. Raises BuildError for one that is not as it
    should be."""
    for name in own | shared:
        mine, family = own.get(name, {}), shared.get(name, {})
        if not (isinstance(mine, dict) and set(family | mine) - {ALONE} == {"hint", "edits"}):
            raise BuildError(f"{path.name}, {name}: a mistake has a hint and edits, and no more.")
        hint = " ".join((family | mine)["hint"].split())
        edits, added = (tuple(parsed_edits(part.get("edits", ()))) for part in (mine, family))
        alone = family.get(ALONE, False) and "edits" not in mine
        yield Entry(name, hint, edits, added, alone)


def parsed_edits(written: Iterable[str | list[str]]) -> Iterator[Edit]:
    """Edits as a file has them, once for each of their alternatives."""
    for edit in written:
        together = [edit] if isinstance(edit, str) else edit
        yield from itertools.product(*map(alternatives, together))


def read_file(path: Path) -> dict[str, Any]:
    """A file of mistakes as it stands. Raises BuildError where there is none, or no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BuildError(f"There is no family of mistakes called {path.stem}.") from None
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{path.name} is no TOML: {error}.") from None


def exercise_answers(unit: str, exercise: str) -> list[str]:
    """The reference's answer to an exercise: the sources of its cells."""
    return [
        cell.source
        for cell in read_module(unit).cells
        if cell.cell_type == "code" and cell.metadata.get("exercise") == exercise
    ]
