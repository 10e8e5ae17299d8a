"""The class as pages: what they say, and what they do not tell."""

import dataclasses
import html.parser
import re

import pytest

from autograder.authoring.simulate import simulated
from autograder.classroom.journal import Result
from autograder.classroom.pages import Entry, Unit, write_class_pages
from autograder.classroom.similarity import normal_form, similar_pairs
from autograder.course.text import digest
from autograder.grading.grader import answers_of
from autograder.grading.notebook_file import Unreadable
from autograder.grading.results import CaseResult, Diagnosis, ExerciseResult, Report
from autograder.grading.submission import parse
from autograder.reference.course_version import course_version

UNIT = "ps2_mnist"
HOSTILE = "<script>alert(1)</script> & 'quotes'"


def exercise(name, status="passed", message="", diagnosis=None):
    case = CaseResult("a case", status, message)
    score = 3.0 if status == "passed" else 0.0
    return ExerciseResult(name, status, score, 3.0, message, (case,), diagnosis)


def result(student, *exercises, answers=None, error=None):
    notebook = f"submitted/{student}/{UNIT}/{UNIT}.ipynb"
    unit = UNIT if error is None else None
    report = Report(unit, notebook, 6.0 if unit else 0.0, exercises, error=error)
    content = digest(student.encode())
    return Result(content, student, unit, content, course_version(unit), 5, answers or {}, report)


MISTAKE = Diagnosis("axis-forgotten", "Which `axis` was summed over?")
ANSWER = "# by Ada Lovelace\ndef sum_back(grad_out, out, x):\n    '''Ada's'''\n    return grad_out"
CLASS = [
    result("ada", exercise("relu"), exercise("sum_back", "failed", HOSTILE, MISTAKE),
           answers={"sum_back": ANSWER}),
    result("ben", exercise("relu"), exercise("sum_back", "failed", "no", MISTAKE)),
    result("chen", exercise("relu", "timeout", "Stopped."), exercise("sum_back")),
    result("dina", exercise("relu", "not_implemented"), exercise("sum_back")),
    result("emil", error=f"submitted/emil/{UNIT}/{UNIT}.ipynb is not a notebook."),
]  # fmt: skip


@pytest.fixture(params=[False, True], ids=["numbered", "named"])
def named(request):
    return request.param


@pytest.fixture
def pages(tmp_path, named):
    written = write_class_pages(lambda: iter(CLASS), tmp_path, named)
    found = {
        path.relative_to(tmp_path).as_posix(): path.read_text("utf-8")
        for path in tmp_path.rglob("*.html")
    }
    assert written == len(found) == 5
    return found


def test_students_are_named_only_where_names_are_asked_for(pages, named):
    for student in ("ada", "ben", "chen", "dina", "emil"):
        for name, page in pages.items():
            assert re.search(rf"\b{student}\b", name) is None
            if not named:
                assert re.search(rf"\b{student}\b", page, re.IGNORECASE) is None
        assert bool(re.search(rf"\b{student}\b", pages["index.html"])) == named


def test_numbers_say_nothing_about_the_order_of_names(tmp_path):
    def order(seed):
        folder = tmp_path / str(seed)
        results = [dataclasses.replace(one, seed=seed) for one in CLASS]
        write_class_pages(lambda: iter(results), folder)
        return [
            re.search(r"Student \d+", page.read_text("utf-8"))[0]
            for page in sorted(folder.glob("students/*"))
            if "out of time" in page.read_text("utf-8")
        ]

    assert len({tuple(order(seed)) for seed in range(12)}) > 1


def test_a_mistake_is_shown_with_its_count_and_an_example_without_comments(pages):
    index = pages["index.html"]
    assert "sum_back: axis forgotten" in index
    assert "2 students" in index
    assert "Which <code>axis</code> was summed over?" in index
    assert "return grad_out" in index
    assert "Lovelace" not in index


def test_limits_and_unreadable_notebooks_are_listed(pages, named):
    index = pages["index.html"]
    assert re.search(r"Out of time, or stopped</h3>\s*<ul>.*?: relu</li>", index, re.DOTALL)
    assert ("emil" if named else "The notebook is not a notebook") in index


def test_what_comes_from_a_notebook_is_escaped(pages):
    assert all("<script" not in page for page in pages.values())
    assert any("&lt;script&gt;" in page for page in pages.values())


def test_pages_need_nothing_from_elsewhere(pages):
    for page in pages.values():
        linked = re.findall(r'(?:src|href)="([^"#]+)"', page)
        assert all(link == "../index.html" or link.startswith("students/") for link in linked)
        assert "@import" not in page
        assert "url(http" not in page


def test_links_lead_to_pages_that_are_there(pages):
    for link in re.findall(r'href="(students/[^"]+)"', pages["index.html"]):
        assert link in pages


class Outline(html.parser.HTMLParser):
    """What a screen reader goes by."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.open, self.ids = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.ids += [value for name, value in attributes if name == "id"]


def test_figures_have_descriptions_and_tables_have_headers(pages):
    outline = Outline(pages["index.html"])
    figures = [attributes for _, attributes in outline.tags if attributes.get("role") == "img"]
    assert len(figures) == 2
    assert all(len(f["aria-label"]) > 40 for f in figures)
    tables = sum(tag == "table" for tag, _ in outline.tags)
    assert tables == sum(tag == "thead" for tag, _ in outline.tags)
    assert all(a.get("scope") for tag, a in outline.tags if tag == "th")
    assert ("html", {"lang": "en"}) in outline.tags


def test_the_histogram_counts_everybody_once_and_extra_points_in_the_last_step():
    unit = Unit(UNIT, max_score=40.0)
    scores = [0.0, 3.3, 3.4, 39.9, 40.0, 55.0]
    unit.entries = [Entry("", "", score, 40.0, 1, 1, None, ()) for score in scores]
    assert unit.histogram == [2, 1, *[0] * 8, 0, 3]


def test_bars_are_as_high_and_as_wide_as_the_numbers_say(pages):
    heights = re.findall(r"<div>(\d*)<i style=\"height: ([\d.]+)%", pages["index.html"])
    assert heights == [("", "0.0")] * 3 + [("4", "85.0")] + [("", "0.0")] * 2
    widths = re.findall(r'<i class="(\w+)" style="width: ([\d.]+)%">([^<]*)', pages["index.html"])
    assert widths[:4] == [
        ("solved", "50.0", "50 %"), ("wrong", "0.0", ""), ("late", "25.0", ""),
        ("unwritten", "25.0", ""),
    ]  # fmt: skip


def test_ids_are_unique(pages):
    for page in pages.values():
        ids = Outline(page).ids
        assert len(ids) == len(set(ids))


def test_the_same_results_make_the_same_pages(tmp_path):
    for name in ("one", "other"):
        write_class_pages(lambda: iter(CLASS), tmp_path / name)
    for path in (tmp_path / "one").rglob("*.html"):
        other = tmp_path / "other" / path.relative_to(tmp_path / "one")
        assert path.read_bytes() == other.read_bytes()


def test_copies_in_a_simulated_class_are_found_and_nothing_else():
    forms, copies = [], set()
    for number, (student, text) in enumerate(simulated(UNIT, 160, seed=2)):
        try:
            answers = answers_of(parse(text.encode(), "hw.ipynb"))
        except Unreadable:
            answers = {}
        forms.append({name: normal_form(code) for name, code in answers.items()})
        if student.copied_from is not None:
            copies.add((student.copied_from, number))
    stub = answers_of(parse(next(t for s, t in simulated(UNIT, 160, seed=2)
                                 if s.kind == "untouched").encode(), "hw.ipynb"))  # fmt: skip
    common = {name: [normal_form(code)] for name, code in stub.items()}
    found = {(pair.first, pair.second) for pair in similar_pairs(forms, common)}
    assert copies
    assert found == copies
