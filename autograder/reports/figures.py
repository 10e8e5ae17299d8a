"""Figures of a class as SVG, to stand inside a page: in its colours, with no file beside it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence

import matplotlib
from markupsafe import Markup
from matplotlib.figure import Figure

from autograder.course_version import digest

WIDTH = 4.3
"""Inches; a phone is about as wide, so that the letters are not shrunk there."""
INK = "#010203"  # stands for the page's own colour of text
SOLVED, WRONG, LATE, UNWRITTEN = "#1f77b4", "#e08214", "#9467bd", "#8a8a8a55"
STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "autograder",
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 10.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "text.color": INK,
    "axes.labelcolor": INK,
    "axes.edgecolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}


def score_distribution(scores: Sequence[float], max_score: float, description: str) -> Markup:
    """How many students have how many points."""
    steps = max(1, min(12, round(max_score)))
    edges = [max_score * step / steps for step in range(steps + 1)]
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 2.4), layout="constrained")
        axes = figure.subplots()
        # the last bin takes those with extra points, too
        counts, _, bars = axes.hist(
            [min(score, max_score) for score in scores], edges, color=SOLVED, rwidth=0.9
        )
        axes.bar_label(bars, [f"{int(n)}" if n else "" for n in counts], fontsize=9.5, padding=2)
        axes.set(xlabel="points", ylabel="students", xlim=(0, max_score))
        axes.yaxis.get_major_locator().set_params(integer=True)
        axes.margins(y=0.15)
        return as_svg(figure, description)


def solved_shares(shares: Mapping[str, Sequence[float]], description: str) -> Markup:
    """By exercise, how many per cent have solved it, are wrong, out of time, not there yet."""
    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(WIDTH, 0.75 + 0.28 * len(shares)), layout="constrained")
        axes = figure.subplots()
        names = list(shares)
        left = [0.0] * len(names)
        kinds = (("solved", SOLVED), ("not right", WRONG), ("out of time or stopped", LATE),
                 ("not written", UNWRITTEN))  # fmt: skip
        for k, (label, color) in enumerate(kinds):
            widths = [shares[name][k] for name in names]
            axes.barh(names, widths, left=left, color=color, label=label, height=0.72)
            left = [before + width for before, width in zip(left, widths, strict=True)]
        for row, name in enumerate(names):
            if shares[name][0] >= 12:
                axes.text(2, row, f"{shares[name][0]:.0f} %", color="white", va="center",
                          fontsize=9.5)  # fmt: skip
        axes.invert_yaxis()
        axes.set(xlim=(0, 100), xlabel="per cent of the class")
        axes.tick_params(axis="y", length=0)
        figure.legend(loc="outside upper left", ncols=2, frameon=False, fontsize=9.5)
        return as_svg(figure, description)


def as_svg(figure: Figure, description: str) -> Markup:
    """The figure as an element of a page, with a description for those who cannot see it."""
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None, "Creator": None})
    text = file.getvalue()
    text = text[text.index("<svg") :].replace(INK, "currentColor")
    text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    # sizes come from the page
    text = re.sub(r'<svg ([^>]*?)(?:width|height)="[^"]*"', r"<svg \1", text)
    text = re.sub(r'<svg ([^>]*?)(?:width|height)="[^"]*"', r"<svg \1", text)
    # ids must not meet those of another figure
    mark = digest(description.encode())[:8]
    text = re.sub(r'(\bid="|"#|\(#)', rf"\g<1>{mark}-", text)
    name = Markup.escape(description)
    return Markup(text.replace("<svg ", f'<svg role="img" aria-label="{name}" ', 1))
