"""`draw_graph(tensor)`: the computational graph that led to a tensor, as a picture."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np

from autograder.course import Engine, assignment, assignment_names

MAX_NODES = 300
LINE_HEIGHT, PADDING, CHARACTER = 16, 8, 7.2


class Drawing:
    """A picture that notebooks show. `svg` is its source."""

    def __init__(self, svg: str):
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg


def draw_graph(tensor: Any) -> Drawing:
    """Draw the computational graph that led to a tensor.

    Each box is a tensor: the operation that made it (or what kind of leaf it is), its shape, and
    the norm of its gradient where it has one. Leaves that require a gradient are blue, and what
    requires none has a dashed border.
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
    return Drawing(_render(nodes, edges, engine))


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


def _label(tensor: Any, engine: Engine) -> list[str]:
    operation = engine.operation(tensor)
    kind = type(tensor).__name__
    wanted = bool(getattr(tensor, "requires_grad", False))
    title = operation or (kind if kind != "Tensor" else "leaf" if wanted else "constant")
    lines = [title, f"shape {tuple(np.shape(_array(tensor)))}"]
    grad = getattr(tensor, "grad", None)
    if grad is not None:
        lines.append(f"|grad| {np.linalg.norm(np.asarray(_array(grad), dtype=float)):.3g}")
    return lines


def _array(tensor: Any) -> Any:
    for name in ("array", "data"):
        if isinstance(getattr(tensor, name, None), np.ndarray):
            return getattr(tensor, name)
    return tensor


def _size(label: list[str]) -> tuple[float, float]:
    width = max(map(len, label)) * CHARACTER + 2 * PADDING
    return width, len(label) * LINE_HEIGHT + 2 * PADDING


def _place(
    sizes: list[tuple[float, float]], edges: list[tuple[int, int]]
) -> list[tuple[float, float]]:
    """The centres of the boxes, in layers from inputs down to the result."""
    from grandalf.graphs import Edge, Graph, Vertex
    from grandalf.layouts import SugiyamaLayout, VertexViewer

    if len(sizes) == 1:
        return [(0.0, 0.0)]
    vertices = [Vertex(number) for number in range(len(sizes))]
    for vertex, (width, height) in zip(vertices, sizes, strict=True):
        vertex.view = VertexViewer(width, height)
    different = dict.fromkeys(edges)  # x * x has two edges between the same boxes
    graph = Graph(vertices, [Edge(vertices[a], vertices[b]) for a, b in different])
    layout = SugiyamaLayout(graph.C[0])
    layout.xspace, layout.yspace = 24, 36
    layout.init_all()
    layout.draw(5)
    return [tuple(map(float, vertex.view.xy)) for vertex in vertices]


STYLE = """
text { font: 12px ui-monospace, Menlo, Consolas, monospace; fill: #1f2328; }
.title { font-weight: bold; }
rect { fill: #f6f8fa; stroke: #57606a; stroke-width: 1.2; }
.constant { stroke-dasharray: 4 3; }
.leaf { fill: #ddf4ff; stroke: #0969da; }
path { fill: none; stroke: #57606a; stroke-width: 1.2; }
"""


def _render(nodes: list[Any], edges: list[tuple[int, int]], engine: Engine) -> str:
    labels = [_label(node, engine) for node in nodes]
    sizes = [_size(label) for label in labels]
    centres = _place(sizes, edges)
    left = min(x - w / 2 for (x, _), (w, _) in zip(centres, sizes, strict=True)) - 10
    top = min(y - h / 2 for (_, y), (_, h) in zip(centres, sizes, strict=True)) - 10
    right = max(x + w / 2 for (x, _), (w, _) in zip(centres, sizes, strict=True)) + 10
    bottom = max(y + h / 2 for (_, y), (_, h) in zip(centres, sizes, strict=True)) + 10

    parts = []
    for parent, child in dict.fromkeys(edges):
        (x1, y1), (x2, y2) = centres[parent], centres[child]
        y1, y2 = y1 + sizes[parent][1] / 2, y2 - sizes[child][1] / 2 - 5
        middle = (y1 + y2) / 2
        parts.append(
            f'<path d="M{x1:.1f},{y1:.1f} C{x1:.1f},{middle:.1f} {x2:.1f},{middle:.1f} '
            f'{x2:.1f},{y2:.1f}" marker-end="url(#arrow)"/>'
        )
    for node, label, (x, y), (width, height) in zip(nodes, labels, centres, sizes, strict=True):
        wanted = bool(getattr(node, "requires_grad", False))
        kind = "constant" if not wanted else "made" if engine.operation(node) else "leaf"
        parts.append(
            f'<g class="tensor"><rect class="{kind}" x="{x - width / 2:.1f}" '
            f'y="{y - height / 2:.1f}" width="{width:.1f}" height="{height:.1f}" rx="6"/>'
        )
        for i, line in enumerate(label):
            baseline = y - height / 2 + PADDING + (i + 0.75) * LINE_HEIGHT
            weight = ' class="title"' if i == 0 else ""
            parts.append(
                f'<text{weight} x="{x:.1f}" y="{baseline:.1f}" text-anchor="middle">'
                f"{escape(line)}</text>"
            )
        parts.append("</g>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="computational graph of '
        f'{len(nodes)} tensors" width="{right - left:.0f}" height="{bottom - top:.0f}" '
        f'viewBox="{left:.1f} {top:.1f} {right - left:.1f} {bottom - top:.1f}">'
        f"<style>{STYLE}</style>"
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="5" refY="5" markerWidth="7" '
        'markerHeight="7" orient="auto"><path d="M1,1 L9,5 L1,9 z" style="fill:#57606a"/>'
        "</marker></defs>" + "".join(parts) + "</svg>"
    )
