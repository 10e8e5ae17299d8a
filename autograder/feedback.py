"""Students' feedback pages, as `nbgrader generate_feedback` writes them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bleach
from bleach.css_sanitizer import CSSSanitizer
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbgrader import server_extensions
from traitlets.config import Config

TEMPLATES = Path(__file__).resolve().parent / "reports" / "feedback"
FORMGRADER = Path(server_extensions.__file__).parent / "formgrader"
NBGRADER_TEMPLATES = FORMGRADER / "templates"
STYLES = FORMGRADER / "static" / "node_modules" / "bootstrap" / "dist" / "css"

TAGS = {
    *bleach.ALLOWED_TAGS, "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "span", "div",
    "table", "thead", "tbody", "tr", "th", "td", "img", "br", "hr", "sub", "sup", "del", "details",
    "summary", "dl", "dt", "dd",
    # drawings
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "defs", "marker", "title",
}  # fmt: skip
EVERYWHERE = [
    "class", "id", "style", "align", "role", "aria-label", "width", "height",
    "viewbox", "viewBox", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx",
    "dy", "points", "fill", "stroke", "stroke-width", "stroke-dasharray", "transform",
    "text-anchor", "font-size", "font-family", "font-weight", "marker-end", "orient", "opacity",
    "refX", "refY", "refx", "refy", "markerWidth", "markerHeight", "markerwidth", "markerheight",
]  # fmt: skip
ATTRIBUTES = {
    **bleach.ALLOWED_ATTRIBUTES,
    "*": EVERYWHERE,
    "img": ["src", "alt", "title"],
    "details": ["open"],
    "a": lambda tag, name, value: name in ("href", "title") and not value.startswith("data:"),
}


@pass_context
def harmless_markdown(context: Any, source: str) -> str:
    """Markdown as HTML, like nbconvert's filter, without anything that could run in a browser."""
    html = HTMLExporter().markdown2html(context, source)
    return bleach.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
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
            "template_name": "workbook",
            "extra_template_basedirs": [str(TEMPLATES), str(NBGRADER_TEMPLATES)],
            "extra_template_paths": [str(STYLES), str(NBGRADER_TEMPLATES)],
        }
        return Config({"FeedbackExporter": own}, **super().default_config)
