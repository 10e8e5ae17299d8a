"""Ways to show a report: in a terminal, as JSON, as JUnit XML, as a page."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup


def code(text: str) -> Markup:
    """Text as HTML, with what stands between backticks as code."""
    from markupsafe import Markup, escape

    return Markup(re.sub(r"`([^`]*)`", r"<code>\1</code>", str(escape(text))))


def breakable(name: str) -> Markup:
    """A name as HTML that may be broken after an underscore where there is little room."""
    from markupsafe import Markup, escape

    return escape(name).replace("_", Markup("_<wbr>"))


@functools.cache
def template(name: str) -> Template:
    """One of the package's HTML templates. All that is put into it is escaped.

    Raises ModuleNotFoundError where jinja2 is not installed, as it is with Jupyter.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("autograder", "reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"code": code, "breakable": breakable}
    return environment.get_template(name)
