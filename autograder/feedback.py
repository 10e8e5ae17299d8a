"""Students' work as pages: feedback for them, and formgrader's page for those who grade."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbgrader import server_extensions
from traitlets.config import Config

FORMGRADER = Path(server_extensions.__file__).parent / "formgrader" / "templates"
TEMPLATES = [str(Path(__file__).resolve().parent / "reports" / "nbgrader"), str(FORMGRADER)]

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


@pass_context
def harmless_markdown(context: Any, source: str) -> str:
    """Markdown as HTML, like nbconvert's filter, without anything that could run in a browser or
    that the page could take for a part of its own."""
    html = HTMLExporter().markdown2html(context, source)
    marks = [cell.metadata.get("nbgrader", {}) for cell in context.get("nb", {}).get("cells", ())]
    cells = tuple(mark["grade_id"] for mark in marks if "grade_id" in mark)

    def allowed(tag: str, name: str, value: str) -> bool:
        if name == "id":
            return value.removeprefix("comment-").removesuffix("-comment") not in cells
        if name == "class":
            return all(map(HARMLESS_CLASS.fullmatch, value.split()))
        if tag == "a" and name == "href" and value.startswith("data:"):
            return False
        return name in EVERYWHERE or name in OF_A_TAG.get(tag, ())

    return bleach.clean(
        html,
        tags=TAGS,
        attributes=allowed,
        protocols={*bleach.ALLOWED_PROTOCOLS, "data"},
        css_sanitizer=CSSSanitizer(),
        strip=True,
    )


class FeedbackExporter(HTMLExporter):
    """A student's feedback page: points by exercise at the top, then the notebook."""

    @property
    def default_config(self) -> Config:
        # under this class's own name, it goes before what nbgrader sets for HTMLExporter
        own = {
            "template_name": "workbook_feedback",
            "extra_template_basedirs": TEMPLATES,
            "extra_template_paths": TEMPLATES,
        }
        return Config({"FeedbackExporter": own}, **super().default_config)
