"""`draw_graph(tensor)`: the computational graph that led to a tensor, as a picture and in words."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from html import escape
from itertools import pairwise
from statistics import fmean
from typing import Any

import numpy as np

from autograder.course.model import Engine, assignment, assignment_names
from autograder.course.text import counted

MAX_NODES = 300
MAX_ENTRIES = 6
"""How many entries an array has, at most, whose values are shown."""
LINE_HEIGHT, PADDING, CHARACTER = 16, 8, 7.3
SPACE_ABOVE, SPACE_BESIDE = 18, 44
WIDE = 700
"""From how many pixels on a picture may have to be scrolled."""


@dataclass(frozen=True)
class Drawing:
    """A picture that notebooks show. `svg` is its source, `words` is what stands in for it."""

    svg: str
    words: str
    width: float

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        # as HTML, not as an image, which would know neither the page's colors nor a text
        scrolls = ' tabindex="0" role="group" aria-label="graph"' if self.width > WIDE else ""
        html = f'<div style="overflow-x: auto"{scrolls}>{self.svg}</div>'
        return {"text/html": html, "text/plain": self.words}

    def __repr__(self) -> str:
        return self.words


@dataclass(frozen=True)
class Box:
    """What is shown of a tensor.

    kind: the operation that made it, or what kind of leaf it is. look: the class of its box.
    value, grad: what there is to read of them, in lines.
    """

    name: str
    kind: str
    look: str
    value: list[str]
    grad: list[str]

    @property
    def lines(self) -> list[str]:
        return [f"{self.name}: {self.kind}" if self.name else self.kind, *self.value, *self.grad]

    @property
    def size(self) -> tuple[float, float]:
        width = max(map(len, self.lines)) * CHARACTER + 2 * PADDING
        return width, len(self.lines) * LINE_HEIGHT + 2 * PADDING


def draw_graph(tensor: Any, names: Mapping[str, Any] | None = None) -> Drawing:
    """Draw the computational graph that led to a tensor, from left to right.

    Each box is a tensor: its name, the operation that made it (or what kind of leaf it is), and
    its value and gradient, where it has one. Of arrays with more than six entries there are only
    the shape and the norm of the gradient. Leaves that require a gradient have a thick blue border,
    and what requires none has a dashed one.

    names: where the names of tensors are looked up, such as globals() or locals(); by default,
    among the global names of the cell or function that draws.
    Raises TypeError for what is no tensor of an engine of this course, and ValueError for graphs
    of more than 300 tensors.
    """
    engines = (assignment(unit).engine for unit in assignment_names())
    engine = next((found for found in engines if found and found.knows(tensor)), None)
    if engine is None:
        raise TypeError(
            f"draw_graph takes a tensor that remembers how it was made, not a "
            f"{type(tensor).__name__}."
        )
    nodes, edges = _collect(tensor, engine)
    named = _named(sys._getframe(1).f_globals if names is None else names, engine)
    boxes = [_box(node, engine, *named.get(id(node), ("", node))) for node in nodes]
    return _drawing(boxes, edges)


def _collect(tensor: Any, engine: Engine) -> tuple[list[Any], list[tuple[int, int]]]:
    """The tensors of the graph, each once, and the pairs (parent, child) of their numbers."""
    numbers, nodes, edges = {id(tensor): 0}, [tensor], []
    for child in nodes:  # grows while it is walked
        for parent in engine.parents(child):
            if id(parent) not in numbers:
                numbers[id(parent)] = len(nodes)
                nodes.append(parent)
                if len(nodes) > MAX_NODES:
                    raise ValueError(
                        f"The graph has more than {MAX_NODES} tensors, too many to read. "
                        "Draw that of a smaller computation."
                    )
            edges.append((numbers[id(parent)], numbers[id(child)]))
    return nodes, edges


def _named(names: Mapping[str, Any], engine: Engine) -> dict[int, tuple[str, Any]]:
    """By the id of a tensor, and of the node that made it: its first name, and the tensor."""
    found: dict[int, tuple[str, Any]] = {}
    for name, value in names.items():
        if not name.startswith("_") and engine.knows(value):
            found.setdefault(id(value), (name, value))
            found.setdefault(id(getattr(value, "grad_fn", value)), (name, value))
    return found


def _box(node: Any, engine: Engine, name: str, tensor: Any) -> Box:
    operation = engine.operation(node)
    kind, wanted = type(node).__name__, is_wanted(node)
    grad = getattr(tensor, "grad", None)
    return Box(
        name,
        operation or (kind if kind != "Tensor" else "leaf" if wanted else "constant"),
        "constant" if not wanted else "made" if operation else "leaf",
        [] if (array := _array(tensor)) is tensor else _shown("value", array),
        [] if grad is None else _shown("grad", np.asarray(_array(grad))),
    )


def is_wanted(tensor: Any) -> bool:
    """Whether it requires a gradient. A node that is no tensor is there for nothing else."""
    return bool(getattr(tensor, "requires_grad", True))


def _array(tensor: Any) -> Any:
    for name in ("array", "data"):
        if isinstance(getattr(tensor, name, None), np.ndarray):
            return getattr(tensor, name)
    return tensor


def _shown(what: str, array: np.ndarray) -> list[str]:
    """A small array with its entries, a larger one in short."""
    if array.size <= MAX_ENTRIES and array.ndim <= 2 and array.dtype.kind in "biuf":
        prefix = f"{what:<6}"
        array = array + 0.0  # no -0
        text = np.array2string(
            array, separator=", ", prefix=prefix, formatter={"float_kind": "{:.4g}".format}
        )
        return f"{prefix}{text}".splitlines()
    if what == "grad":
        return [f"|grad| {np.linalg.norm(array.astype(float)):.3g}"]
    return [f"shape {array.shape}"]


def _in_words(boxes: Sequence[Box], edges: Iterable[tuple[int, int]]) -> str:
    """The graph as a list, from the leaves to the result."""
    parents: dict[int, list[int]] = {number: [] for number in range(len(boxes))}
    for parent, child in edges:
        parents[child].append(parent)
    called: dict[int, str] = {}
    lines = []
    for number in TopologicalSorter(parents).static_order():
        box = boxes[number]
        called[number] = box.name or f"({len(called) + 1})"
        made_of = " and ".join(called[parent] for parent in parents[number])
        kind = f"{box.kind} of {made_of}" if made_of else box.kind
        seen = [" ".join(" ".join(lines).split()) for lines in (box.value, box.grad) if lines]
        lines.append(f"{called[number]}: {', '.join([kind, *seen])}")
    return "\n".join(lines)


def _place(
    sizes: Sequence[tuple[float, float]], edges: Iterable[tuple[int, int]]
) -> tuple[list[tuple[float, float]], dict[tuple[int, int], list[int]]]:
    """The centers of the boxes, and by edge the numbers of the centers that it goes through.

    Columns go from inputs on the left to the result: a tensor stands to the left of all that are
    made from it. In a column, the order is that of the mean place of the neighbors, and an edge
    past a column has a place of its own there (Sugiyama, Tagawa and Toda 1981).
    """
    children: dict[int, list[int]] = {number: [] for number in range(len(sizes))}
    for parent, child in edges:
        children[parent].append(child)
    column_of: dict[int, int] = {}
    for number in TopologicalSorter(children).static_order():  # the result comes first
        column_of[number] = max((column_of[child] + 1 for child in children[number]), default=0)
    routes = {}
    for parent, child in edges:
        between = range(column_of[parent] - 1, column_of[child], -1)
        passing = range(len(column_of), len(column_of) + len(between))
        column_of |= zip(passing, between, strict=True)
        routes[parent, child] = [parent, *passing, child]
    neighbors: dict[int, list[int]] = {number: [] for number in column_of}
    columns: list[list[int]] = [[] for _ in range(max(column_of.values()) + 1)]
    for number, column in column_of.items():
        columns[column].append(number)
    for route in routes.values():
        for left, right in pairwise(route):
            neighbors[left].append(right)
            neighbors[right].append(left)
    sizes = [*sizes, *[(0.0, 0.0)] * (len(column_of) - len(sizes))]
    place: dict[int, float] = {}
    for order in (columns, columns[::-1], columns):
        for column_members in order:
            means = {
                n: fmean(place.get(other, 0.0) for other in neighbors[n] or [n])
                for n in column_members
            }
            column_members.sort(key=means.__getitem__)
            top = -sum(sizes[n][1] + SPACE_ABOVE for n in column_members) / 2
            for n in column_members:
                place[n] = top + (sizes[n][1] + SPACE_ABOVE) / 2
                top += sizes[n][1] + SPACE_ABOVE
    middles, right = [], 0.0
    for members in columns:
        width = max(sizes[n][0] for n in members)
        middles.append(right - width / 2)
        right -= width + SPACE_BESIDE
    return [(middles[column_of[n]], place[n]) for n in sorted(column_of)], routes


# In a page, the colors follow its own; a style holds for the whole page, hence the class.
STYLE = """
.computational-graph { max-width: none; height: auto; }
.computational-graph text { font: 12px ui-monospace, Menlo, Consolas, monospace;
  fill: currentColor; white-space: pre; }
.computational-graph .title { font-weight: bold; }
.computational-graph rect { fill: currentColor; fill-opacity: .04; stroke: currentColor; }
.computational-graph .constant { stroke-dasharray: 4 3; }
.computational-graph .leaf { stroke: color-mix(in srgb, #0969da 60%, currentColor);
  stroke-width: 2.5; }
.computational-graph path { fill: none; stroke: currentColor; stroke-width: 1.2; }
.computational-graph .head { fill: currentColor; }
"""


def _drawing(boxes: Sequence[Box], edges: Sequence[tuple[int, int]]) -> Drawing:
    sizes = [box.size for box in boxes]
    places, routes = _place(sizes, dict.fromkeys(edges))  # x * x has two edges to the same box
    centers = places[: len(boxes)]
    ends = list(zip(places, [*sizes, *[(0.0, 0.0)] * (len(places) - len(sizes))], strict=True))
    left = min(x - w / 2 for (x, _), (w, _) in ends) - 10
    top = min(y - h / 2 for (_, y), (_, h) in ends) - 10
    right = max(x + w / 2 for (x, _), (w, _) in ends) + 10
    bottom = max(y + h / 2 for (_, y), (_, h) in ends) + 10

    parts = []
    for (parent, child), route in routes.items():
        points = [places[number] for number in route]
        points[0] = points[0][0] + sizes[parent][0] / 2, points[0][1]
        points[-1] = points[-1][0] - sizes[child][0] / 2 - 6, points[-1][1]
        curve = "".join(
            f" C{(x1 + x2) / 2:.1f},{y1:.1f} {(x1 + x2) / 2:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
            for (x1, y1), (x2, y2) in pairwise(points)
        )
        (x1, y1), (x2, y2) = points[0], points[-1]
        parts.append(f'<path d="M{x1:.1f},{y1:.1f}{curve}"/>')
        head = f"M{x2 - 2:.1f},{y2 - 3.5:.1f} l7,3.5 l-7,3.5 z"
        parts.append(f'<path class="head" d="{head}"/>')
    for box, (x, y), (width, height) in zip(boxes, centers, sizes, strict=True):
        x, y = x - width / 2, y - height / 2
        parts.append(
            f'<g class="tensor"><rect class="{box.look}" x="{x:.1f}" y="{y:.1f}" '
            f'width="{width:.1f}" height="{height:.1f}" rx="6"/>'
        )
        for i, line in enumerate(box.lines):
            baseline = y + PADDING + (i + 0.75) * LINE_HEIGHT
            weight = ' class="title"' if i == 0 else ""
            parts.append(
                f'<text{weight} x="{x + PADDING:.1f}" y="{baseline:.1f}">{escape(line)}</text>'
            )
        parts.append("</g>")
    of = f" of {boxes[0].name}" if boxes[0].name else ""
    title = f"Computational graph{of}, {counted(len(boxes), 'tensor')}"
    words = _in_words(boxes, edges)
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="computational-graph" role="img" '
        f'width="{right - left:.0f}" height="{bottom - top:.0f}" '
        f'viewBox="{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>"
        f"<style>{STYLE}</style>{''.join(parts)}</svg>"
    )
    return Drawing(svg, f"{title}:\n{words}", right - left)
