"""A plausible class, made up from a seed: for trying the grader out, and for measuring it.

Students are right or wrong in the ways that were collected in `solutions/answers/`, some are half
done, a few break their notebooks or wait for ever, and some hand in what another has written.
"""

from __future__ import annotations

import ast
import copy
import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from autograder.authoring.audit import Sample, collected_samples
from autograder.course.model import assignment
from autograder.reference.literate import BEGIN, END, source_cells
from autograder.reference.released import released_notebook

Notebook = dict[str, Any]
"""A notebook as JSON."""

GIVEN = (
    "Aaliyah", "Ada", "Amir", "Ana", "Anouk", "Aylin", "Ben", "Bohdan", "Carlos", "Chen", "Chloé",
    "Daan", "Dina", "Elif", "Emil", "Fatima", "Fay", "Giulia", "Hana", "Haruto", "Ines", "Ivan",
    "Jakub", "Jin", "Kofi", "Lars", "Leila", "Lena", "Linh", "Luca", "Maja", "Mateo", "Mei", "Mia",
    "Nadia", "Noah", "Noor", "Olga", "Omar", "Paul", "Priya", "Rafael", "Rosa", "Sami", "Sofia",
    "Søren", "Tariq", "Thandi", "Tomás", "Uma", "Viktor", "Wei", "Yara", "Yusuf", "Zoë", "Zuzana",
)  # fmt: skip
FAMILY = (
    "Abdi", "Adeyemi", "Ahmed", "Andersen", "Bakker", "Bauer", "Brown", "Cohen", "Costa",
    "da Silva", "Dubois", "Dvořák", "Eriksson", "Farah", "Ferrari", "García", "Haddad", "Hansen",
    "Horvat", "Ito", "Ivanova", "Jansen", "Johnson", "Kaya", "Kim", "Kowalska", "Kumar", "Lee",
    "Li", "López", "Martin", "Mbeki", "Meyer", "Müller", "Nguyen", "Novák", "O’Brien", "Okafor",
    "Olsen", "Park", "Patel", "Petrov", "Popescu", "Rahman", "Rossi", "Sato", "Schmidt",
    "Shevchenko", "Singh", "Smith", "Tanaka", "Tran", "Wang", "Weber", "Yılmaz", "Zhang",
)  # fmt: skip
REMARKS = (
    "# checked by hand on a 2x3 array",
    "# same idea as in the exercise before",
    "# TODO: ask about this in the tutorial",
    "# the shapes have to match here",
    "# see lecture 4",
)
EXPERIMENTS = (
    "a = np.arange(6.0).reshape(2, 3)\nprint(a.sum(axis=1, keepdims=True).shape)",
    "np.random.randn(3, 4) @ np.random.randn(4, 2)",
    "print(np.broadcast_shapes((5, 1), (1, 4)))",
    "rows = []\nfor row in range(200):\n    rows.append([row * column for column in range(200)])",
)
PATIENCE = "import time\ntime.sleep(60)  # wait for the download"
STUBBORN = "weights = 0.0\nfor step in range(4_000_000):\n    weights += 1e-6 * step"


@dataclass(frozen=True)
class Student:
    """Somebody who has handed in a notebook.

    kind: how the notebook came about, one of KINDS; copied_from: the other student, for a copy.
    """

    id: str
    first_name: str
    last_name: str
    kind: str
    copied_from: int | None = None

    @property
    def email(self) -> str:
        return f"{self.id}@students.example"


class Author:
    """What may stand in the notebooks of a unit."""

    def __init__(self, unit: str):
        self.unit = unit
        self.exercises = [exercise.id for exercise in assignment(unit).exercises]
        self.difficulty = {e.id: e.difficulty for e in assignment(unit).exercises}
        self.right: dict[str, list[str]] = {}
        self.wrong: dict[str, list[Sample]] = {exercise: [] for exercise in self.exercises}
        for cell in source_cells(unit):
            if cell.role == "exercise" and cell.exercise is not None:
                lines = cell.source.splitlines()
                answer = "\n".join(line for line in lines if line.strip() not in (BEGIN, END))
                self.right.setdefault(cell.exercise, []).append(answer)
        # an exercise with several cells is answered as the reference answers it
        whole = {exercise for exercise, sources in self.right.items() if len(sources) == 1}
        for sample in collected_samples(unit):
            if sample.exercise in whole:
                if sample.right:
                    self.right[sample.exercise].append(sample.source)
                else:
                    self.wrong[sample.exercise].append(sample)
        self.whole = whole

    def notebook(self) -> Notebook:
        """The notebook as it was handed out."""
        return copy.deepcopy(released_notebook(self.unit))

    def answers(self, draw: np.random.Generator, ability: float) -> dict[str, list[str]]:
        """Answers to the exercises, right or wrong as the student's ability has it."""
        found = {}
        for exercise in self.exercises:
            if exercise not in self.right:
                continue
            chance = min(0.995, ability ** (0.15 + self.difficulty[exercise] / 8))
            if exercise not in self.whole:
                if draw.random() < chance:
                    found[exercise] = self.right[exercise]
            elif draw.random() < chance:
                # most answers are much like the one that the text leads to
                others = self.right[exercise][1:] or self.right[exercise]
                usual = draw.random() < 0.5
                found[exercise] = [others[0] if usual else others[draw.integers(len(others))]]
            elif self.wrong[exercise] and draw.random() < 0.85:
                known = self.wrong[exercise]
                # some mistakes are common, most are rare
                place = int(len(known) * draw.random() ** 2.5)
                found[exercise] = [known[place].source]
        return found


def fill_in(notebook: Notebook, answers: dict[str, list[str]]) -> Notebook:
    """The notebook with answers in the cells of their exercises."""
    left = {exercise: list(sources) for exercise, sources in answers.items()}
    for cell in notebook["cells"]:
        marks = cell["metadata"].get("autograder", {})
        if marks.get("role") == "exercise" and left.get(marks["exercise"]):
            cell["source"] = left[marks["exercise"]].pop(0)
    return notebook


def with_own_cells(notebook: Notebook, draw: np.random.Generator, sources: list[str]) -> Notebook:
    """The notebook with cells of the student's own between the others."""
    for source in sources:
        place = int(draw.integers(len(notebook["cells"]) // 2, len(notebook["cells"])))
        cell = {
            "cell_type": "code",
            "execution_count": int(draw.integers(1, 200)),
            "id": f"{draw.integers(2**32):08x}",
            "metadata": {},
            "outputs": [],
            "source": source,
        }
        notebook["cells"].insert(place, cell)
    return notebook


# The kinds of students: a function of the author, of draws, and of the exercises' answers each


def working(author: Author, draw: np.random.Generator) -> str:
    """Everything tried, most of it right."""
    answers = author.answers(draw, ability=float(draw.beta(6, 1.2)))
    answers = {
        exercise: [_with_remark(source, draw) for source in sources]
        for exercise, sources in answers.items()
    }
    own = [str(draw.choice(EXPERIMENTS)) for _ in range(draw.poisson(0.6))]
    return json.dumps(with_own_cells(fill_in(author.notebook(), answers), draw, own))


def half_done(author: Author, draw: np.random.Generator) -> str:
    """The first exercises answered, and then no more time."""
    answers = author.answers(draw, ability=float(draw.beta(4, 2)))
    done = author.exercises[: int(draw.integers(1, len(author.exercises)))]
    answers = {exercise: answers[exercise] for exercise in done if exercise in answers}
    return json.dumps(fill_in(author.notebook(), answers))


def untouched(author: Author, draw: np.random.Generator) -> str:
    """The notebook as it was handed out."""
    return json.dumps(author.notebook())


def _syntax_error(notebook: Notebook, author: Author, draw: np.random.Generator) -> str:
    answers = [c for c in notebook["cells"] if _role(c) == "exercise"]
    cell = answers[draw.integers(len(answers))]
    cell["source"] = "".join(cell["source"]).replace("):", ")", 1).replace("->", ">", 1)
    return json.dumps(notebook)


def _given_cell_lost(notebook: Notebook, author: Author, draw: np.random.Generator) -> str:
    given = [c for c in notebook["cells"] if _role(c) == "given"]
    notebook["cells"].remove(given[draw.integers(len(given))])
    return json.dumps(notebook)


def _given_cell_edited(notebook: Notebook, author: Author, draw: np.random.Generator) -> str:
    given = [c for c in notebook["cells"] if _role(c) == "given"]
    cell = given[draw.integers(len(given))]
    cell["source"] = "".join(cell["source"]) + '\nprint("got this far")'
    return json.dumps(notebook)


def _own_error(notebook: Notebook, author: Author, draw: np.random.Generator) -> str:
    return json.dumps(with_own_cells(notebook, draw, ["print(reslt)", "1 / 0"]))


def _cut_off(notebook: Notebook, author: Author, draw: np.random.Generator) -> str:
    text = json.dumps(notebook)
    return text[: int(len(text) * draw.uniform(0.2, 0.9))]


def _wrong_file(notebook: Notebook, author: Author, draw: np.random.Generator) -> str:
    return "This is my homework, sorry for the format.\n"


MISHAPS = (_syntax_error, _given_cell_lost, _given_cell_edited, _own_error, _cut_off, _wrong_file)


def broken(author: Author, draw: np.random.Generator) -> str:
    """Well done, and then something happened to the file."""
    answers = author.answers(draw, ability=0.95)
    notebook = fill_in(author.notebook(), answers)
    return MISHAPS[draw.integers(len(MISHAPS))](notebook, author, draw)


def slow(author: Author, draw: np.random.Generator) -> str:
    """Well done, but for an endless loop, a cell that waits, or one that computes for long."""
    answers = author.answers(draw, ability=0.95)
    way = draw.integers(4)
    own = [[], [PATIENCE], [STUBBORN], [STUBBORN, STUBBORN]][way]
    if way == 0:
        tried = [e for e in answers if e in author.whole and _endless(answers[e][0])]
        if tried:
            chosen = tried[draw.integers(len(tried))]
            answers[chosen] = [_endless(answers[chosen][0])]
    return json.dumps(with_own_cells(fill_in(author.notebook(), answers), draw, own))


def _endless(source: str) -> str:
    """The answer with a loop in its first function that never ends; nothing if it has none."""
    functions = [n for n in ast.walk(_parsed(source)) if isinstance(n, ast.FunctionDef)]
    if not functions:
        return ""
    lines = source.splitlines(keepends=True)
    last = functions[0].body[-1]
    margin = " " * last.col_offset
    loop = f"{margin}while True:\n{margin}    pass\n"
    return "".join([*lines[: last.lineno - 1], loop, *lines[last.lineno - 1 :]])


def _role(cell: dict[str, Any]) -> str:
    role: str = cell["metadata"].get("autograder", {}).get("role", "")
    return role


def _parsed(source: str) -> ast.Module:
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _with_remark(source: str, draw: np.random.Generator) -> str:
    return f"{draw.choice(REMARKS)}\n{source}" if draw.random() < 0.15 else source


class Renaming(ast.NodeTransformer):
    """Renames the local variables of functions, as one does who hopes that nobody notices."""

    def __init__(self, style: int):
        self.style = style
        self.names: dict[str, str] = {}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        stored = {
            name.id
            for name in ast.walk(node)
            if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Store)
        }
        outer = {
            name
            for statement in ast.walk(node)
            if isinstance(statement, (ast.Global, ast.Nonlocal))
            for name in statement.names
        }
        arguments = {argument.arg for argument in ast.walk(node) if isinstance(argument, ast.arg)}
        before = self.names
        for name in sorted(stored - outer - arguments):
            self.names = self.names | {name: (f"{name}_", f"my_{name}", f"{name}2")[self.style]}
        self.generic_visit(node)
        self.names = before
        return node

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(self.names.get(node.id, node.id), node.ctx)


def disguise(text: str, draw: np.random.Generator) -> str:
    """Another student's notebook, its variables renamed and its comments gone."""
    notebook = json.loads(text)
    style = int(draw.integers(3))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if _role(cell) == "exercise" and (tree := _parsed(source)).body:
            cell["source"] = ast.unparse(Renaming(style).visit(tree))
    return json.dumps(notebook)


KINDS = {
    "working": 0.80,
    "half done": 0.10,
    "untouched": 0.025,
    "broken": 0.04,
    "slow": 0.01,
    "copied": 0.025,
}
"""How a notebook comes about, and the share of the class."""
WRITERS: dict[str, Callable[[Author, np.random.Generator], str]] = {
    "working": working,
    "half done": half_done,
    "untouched": untouched,
    "broken": broken,
    "slow": slow,
}
"""What makes a notebook of a kind, where it is not copied."""


def simulated(unit: str, students: int, seed: int) -> Iterator[tuple[Student, str]]:
    """The students of a class, and the text of the notebook of each.

    The first students of a larger class are those of a smaller one.
    """
    author = Author(unit)
    enrolled = _enrolled(students, seed)
    for number, student in enumerate(enrolled):
        draw = np.random.default_rng([abs(seed), 2, number])
        if student.copied_from is None:
            yield student, WRITERS[student.kind](author, draw)
        else:
            other = np.random.default_rng([abs(seed), 2, student.copied_from])
            text = WRITERS[enrolled[student.copied_from].kind](author, other)
            yield student, disguise(text, draw)


def _enrolled(count: int, seed: int) -> list[Student]:
    draw = np.random.default_rng([abs(seed), 1])
    shares = np.array(list(KINDS.values()))
    students: list[Student] = []
    originals: list[int] = []
    for number in range(count):
        kind = list(KINDS)[draw.choice(len(KINDS), p=shares / shares.sum())]
        first, last = draw.choice(GIVEN), draw.choice(FAMILY)
        pick = draw.random()
        if kind == "copied" and not originals:
            kind = "working"
        copied_from = originals[int(pick * len(originals))] if kind == "copied" else None
        if kind == "working":
            originals.append(number)
        student_id = f"s{20_261_000 + number * 7 + int(draw.integers(7))}"
        students.append(Student(student_id, str(first), str(last), kind, copied_from))
    return students


def make_class(unit: str, folder: Path, students: int, seed: int) -> list[Path]:
    """Writes a submission a student where nbgrader looks for it, and the list of the students as
    `nbgrader db student import` reads it. Returns the notebooks' paths."""
    paths = []
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "students.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("id", "first_name", "last_name", "email"))
        for student, text in simulated(unit, students, seed):
            table.writerow((student.id, student.first_name, student.last_name, student.email))
            path = folder / student.id / assignment(unit).folder / f"{unit}.ipynb"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            paths.append(path)
    return paths
