"""Students' work as pages: feedback for them, and formgrader's page for those who grade.

bleach, which nbconvert brings along, knows which properties of CSS are harmless and which schemes
of links; with nh3, these lists would stand here.
"""

from __future__ import annotations

import base64
import glob
import html as html_text
import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import bleach
from bleach.css_sanitizer import ALLOWED_CSS_PROPERTIES, CSSSanitizer
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbformat import NotebookNode
from nbgrader import server_extensions
from nbgrader.preprocessors import GetGrades
from traitlets.config import Config

from autograder.course.places import PACKAGE
from autograder.grading.notebook_file import is_notebook_name

FORMGRADER = Path(server_extensions.__file__).parent / "formgrader" / "templates"
TEMPLATES = [str(PACKAGE / "reports" / "nbgrader"), str(FORMGRADER)]

TAGS = {
    *bleach.ALLOWED_TAGS, "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "span", "div",
    "table", "thead", "tbody", "tr", "th", "td", "img", "br", "hr", "sub", "sup", "del", "details",
    "summary", "dl", "dt", "dd",
    # drawings
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "defs", "marker", "title",
}  # fmt: skip
EVERYWHERE = [
    "style", "align", "role", "aria-label", "width", "height",
    "viewbox", "viewBox", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx",
    "dy", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "transform",
    "text-anchor", "font-size", "font-family", "font-weight", "marker-end", "orient", "opacity",
    "refX", "refY", "refx", "refy", "markerWidth", "markerHeight", "markerwidth", "markerheight",
]  # fmt: skip
OF_A_TAG = {
    **bleach.ALLOWED_ATTRIBUTES,
    "img": ["src", "alt", "title"],
    "details": ["open"],
}
HARMLESS_CLASS = re.compile(r"highlight|anchor-link|[a-z][a-z0-9]{0,2}")
"""Those of highlighted code. Others would get the looks, and the clicks, of a page's buttons."""


REFERENCE = re.compile(r"\\|image-set|url\s*\(\s*(?!['\"]?#)", re.IGNORECASE)
"""In an attribute: something elsewhere that a browser would fetch, or how CSS can hide it."""


class PastedPictures(dict[str, Any]):
    """The attachments of a cell. There is one of every name: what is missing says so."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> Any:
        found = self.get(name) or self.get(unquote(name))
        if isinstance(found, dict) and all(isinstance(data, str) for data in found.values()):
            return found or MISSING
        return MISSING


MISSING = {
    "image/svg+xml": base64.b64encode(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="190" height="24">'
        b'<text x="2" y="17" font-family="sans-serif" font-size="14">This picture is missing.'
        b"</text></svg>"
    ).decode()
}


@pass_context
def harmless_markdown(context: Any, source: str) -> str:
    """Markdown as HTML, like nbconvert's filter, without anything that could run in a browser or
    that the page could take for a part of its own."""
    pictures = PastedPictures(context.get("cell", {}).get("attachments") or {})
    try:
        html = HTMLExporter().markdown2html({"cell": {"attachments": pictures}}, source)
    except Exception:  # whatever a student's text does to the renderer, the text can be read
        html = f"<pre>{html_text.escape(source)}</pre>"
    marks = [cell.metadata.get("nbgrader", {}) for cell in context.get("nb", {}).get("cells", ())]
    cells = tuple(mark["grade_id"] for mark in marks if "grade_id" in mark)

    def allowed(tag: str, name: str, value: str) -> bool:
        if name == "id":
            return value.removeprefix("comment-").removesuffix("-comment") not in cells
        if name == "class":
            return all(map(HARMLESS_CLASS.fullmatch, value.split()))
        if tag == "a" and name == "href" and value.startswith("data:"):
            return False
        if tag == "img" and name == "src":  # others would be fetched, which tells who looks
            return value.lstrip().lower().startswith("data:image/")
        if name in EVERYWHERE and REFERENCE.search(value):
            return False
        return name in EVERYWHERE or name in OF_A_TAG.get(tag, ())

    harmless: str = bleach.clean(
        html,
        tags=TAGS,
        attributes=allowed,
        protocols={*bleach.ALLOWED_PROTOCOLS, "data"},
        css_sanitizer=CSSSanitizer(ALLOWED_CSS_PROPERTIES - {"cursor"}),
        strip=True,
    )
    return harmless


class GradesSoFar(GetGrades):
    """nbgrader's own, which takes an answer that waits for a person for one with 0 points.

    Marks these cells as `waiting`, and has their points in `resources.nbgrader.waiting`.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        self.waiting = 0.0
        nb, resources = super().preprocess(nb, resources)
        resources["nbgrader"]["waiting"] = self.waiting
        return nb, resources

    def _get_score(self, cell: NotebookNode, resources: dict[str, Any]) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(
            cell.metadata.nbgrader["grade_id"],
            self.notebook_id,
            self.assignment_id,
            self.student_id,
        )
        cell.metadata.nbgrader["waiting"] = waits(grade)
        self.waiting += grade.max_score if waits(grade) else 0.0


def waits(grade: Any) -> bool:
    """Whether nobody has given an answer its points yet, and somebody has to."""
    by_hand = grade.manual_score is not None
    return bool(grade.needs_manual_grade and grade.auto_score is None and not by_hand)


class FeedbackExporter(HTMLExporter):
    """A student's feedback page: points by exercise at the top, then the notebook."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if hasattr(self.parent, "assignments"):
            see_all(self.parent)

    @property
    def default_config(self) -> Config:
        # under this class's own name, it goes before what nbgrader sets for HTMLExporter
        own = {
            "template_name": "workbook_feedback",
            "extra_template_basedirs": TEMPLATES,
            "extra_template_paths": TEMPLATES,
        }
        return Config({"FeedbackExporter": own}, **super().default_config)


def see_all(converter: Any) -> None:
    """Has nbgrader convert what it does not see by itself: the work of students in whose names it
    takes brackets for a pattern, and notebooks whose names end in .IPYNB."""
    coursedir = converter.coursedir
    wanted = f"{coursedir.notebook_id}.ipynb".lower()
    folders = converter._format_source(coursedir.assignment_id, coursedir.student_id)
    for folder in glob.glob(folders):
        if folder not in converter.assignments and Path(folder).is_dir():
            names = [path.name for path in Path(folder).iterdir() if is_notebook_name(path.name)]
            found = [f"{folder}/{name}" for name in names if fnmatchcase(name.lower(), wanted)]
            if found:
                converter.assignments[folder] = found
