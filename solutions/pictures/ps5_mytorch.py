"""Draws the pictures of ps5_mytorch: `python solutions/pictures/ps5_mytorch.py`."""

from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

HERE = Path(__file__).parent

# The graph of d = a * b + a; e = (d + c) + 3

PLACES = {
    "a": (70, 60), "b": (70, 150), "mul": (250, 105), "d": (420, 60), "c": (420, 150),
    "s": (590, 60), "three": (590, 150), "e": (760, 60),
}  # fmt: skip
TITLES = {
    "a": ("AccumulateGrad", "a = 3"),
    "b": ("None", "b = 4"),
    "mul": ("Mul", "ctx: a = 3, b = 4"),
    "d": ("Add", "of d = 15"),
    "c": ("AccumulateGrad", "c = 2"),
    "s": ("Add", "of d + c = 17"),
    "three": ("None", "the number 3"),
    "e": ("Add", "of e = 20"),
}
EDGES = [
    ("mul", "a"), ("mul", "b"), ("d", "mul"), ("d", "a"), ("s", "d"), ("s", "c"), ("e", "s"),
    ("e", "three"),
]  # fmt: skip
WIDTH, HEIGHT = 118, 44
STYLE = """text { font: 12px system-ui, sans-serif; fill: #1f2328; text-anchor: middle; }
.small { font-size: 11px; fill: #57606a; } .title { font-weight: 600; }
.box { fill: #f6f8fa; stroke: #57606a; } .none { fill: #fff; stroke: #57606a; stroke-dasharray: 4 3; }
.new { fill: #ddf4ff; stroke: #0969da; stroke-width: 2; } path { fill: none; stroke: #57606a; }
.way { stroke: #0969da; stroke-width: 2.5; } .gradient { fill: #0550ae; font-weight: 600; }
.dropped { fill: #a40e26; font-weight: 600; } .stored { fill: #116329; font-weight: 600; }"""


def graph(
    shown: set[str],
    new: set[str],
    gradients: dict[tuple[str, str], str] | None = None,
    stored: dict[str, str] | None = None,
) -> str:
    """The nodes that are there, some of them new or at work.

    gradients: what is handed on along an edge now. stored: what stands under a leaf's node.
    """
    gradients, parts = gradients or {}, []
    for child, parent in EDGES:
        if not {child, parent} <= shown:
            continue
        (x1, y1), (x2, y2) = PLACES[child], PLACES[parent]
        x1, x2 = x1 - WIDTH / 2, x2 + WIDTH / 2
        if (child, parent) == ("d", "a"):
            path, at = f"M{x1},{y1 - 10} C{x1 - 60},8 {x2 + 70},8 {x2 + 4},{y2 - 8}", (245, 18)
        else:
            down = 16 if y1 < y2 else -8 if y1 > y2 else 0
            path, at = f"M{x1},{y1 + down} L{x2 + 4},{y2}", ((x1 + x2) / 2, (y1 + y2) / 2 - 8)
            if parent == "b":
                at = ((x1 + x2) / 2 + 30, (y1 + y2) / 2 + 26)
            elif parent in ("c", "three"):
                at = ((x1 + x2) / 2 - 34, (y1 + y2) / 2 + 2)
        text = gradients.get((child, parent))
        css = ' class="way"' if text and TITLES[parent][0] != "None" else ""
        parts.append(f'<path{css} d="{path}" marker-end="url(#arrow)"/>')
        if text:
            kind = "dropped" if TITLES[parent][0] == "None" else "gradient"
            parts.append(f'<text class="{kind}" x="{at[0]:.0f}" y="{at[1]:.0f}">{text}</text>')
    for name in PLACES:
        if name not in shown:
            continue
        (x, y), (title, below) = PLACES[name], TITLES[name]
        css = "new" if name in new else "none" if title == "None" else "box"
        parts.append(
            f'<rect class="{css}" x="{x - WIDTH / 2}" y="{y - HEIGHT / 2}" width="{WIDTH}" '
            f'height="{HEIGHT}" rx="6"/><text class="title" x="{x}" y="{y - 3}">{title}</text>'
            f'<text class="small" x="{x}" y="{y + 13}">{below}</text>'
        )
        if stored and name in stored:
            parts.append(f'<text class="stored" x="{x}" y="{y + 37}">{stored[name]}</text>')
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 830 200" width="830" height="200">'
        f"<style>{STYLE}</style>"
        '<defs><marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerUnits="userSpaceOnUse" '
        'markerWidth="8" markerHeight="8" orient="auto"><path d="M1,1 L9,5 L1,9 z" style="fill:#57606a"/></marker>'
        '</defs><rect width="830" height="200" rx="8" fill="#ffffff"/>'
        + "".join(parts)
        + "</svg>\n"
    )


def turns() -> dict[str, str]:
    """The pictures of the graph by name: how it grows, and how it is walked back."""
    grown = [{"mul", "a", "b"}, {"d"}, {"s", "c"}, {"e", "three"}]
    pictures, shown = {}, set()
    for number, new in enumerate(grown, 1):
        shown = shown | new
        pictures[f"forward_{number}"] = graph(shown, new)
    first, second = {"a": "a.grad = 4"}, {"a": "a.grad = 4 + 1 = 5"}
    walk = [
        ({"e"}, {}, {}),
        ({"e"}, {("e", "s"): "1", ("e", "three"): "1, dropped"}, {}),
        ({"s"}, {("s", "d"): "1", ("s", "c"): "1, later"}, {}),
        ({"d"}, {("d", "mul"): "1", ("d", "a"): "1, later"}, {}),
        ({"mul"}, {("mul", "a"): "4", ("mul", "b"): "3, dropped"}, {}),
        ({"a"}, {("mul", "a"): "4"}, first),
        ({"a"}, {("d", "a"): "1"}, second),
        ({"c"}, {("s", "c"): "1"}, {**second, "c": "c.grad = 1"}),
    ]
    for number, (at_work, gradients, stored) in enumerate(walk, 1):
        stored = {**stored, "e": "1 arrives"} if number == 1 else stored
        pictures[f"backward_{number}"] = graph(shown, at_work, gradients, stored)
    return pictures


# One neuron in batch normalization


def batch_normalization() -> plt.Figure:
    """One neuron over a batch: as it comes, normalized, shifted and stretched; in evaluation."""
    rng = np.random.default_rng(3)
    x = rng.normal(6.0, 2.0, 12)
    later = rng.normal(8.0, 2.0, 3)
    hat = (x - x.mean()) / x.std()
    running_mean, running_var = 5.6, 4.4
    rows = [
        ("a batch of 12, as it comes", x),
        ("training: normalized with its\nown mean and variance", hat),
        ("training: after gamma = 1.5\nand beta = 1", 1.5 * hat + 1),
        ("another batch, of 3", later),
        (
            "evaluation: normalized with the\nrunning averages 5.6 and 4.4,\nthen gamma and beta",
            1.5 * (later - running_mean) / np.sqrt(running_var) + 1,
        ),
    ]
    figure, axes = plt.subplots(len(rows), 1, figsize=(7, 4.2), sharex=True, layout="constrained")
    for axis, (title, values) in zip(axes, rows, strict=True):
        axis.axvspan(values.mean() - values.std(), values.mean() + values.std(), color="#ddf4ff")
        axis.axvline(values.mean(), color="#0969da", linewidth=1.5)
        axis.plot(values, np.zeros_like(values), "o", color="#1f2328", markersize=5, alpha=0.7)
        axis.set(yticks=[], xlim=(-4, 13), ylim=(-1, 1))
        axis.set_ylabel(title, rotation=0, ha="right", va="center", fontsize=9)
        axis.spines[["left", "right", "top"]].set_visible(False)
    axes[-1].set_xlabel("output; line: mean, band: one deviation each way")
    return figure


# Momentum in a narrow valley


def valley() -> plt.Figure:
    """Fifteen steps down f(x, y) = x² / 4 + 15 y² / 2, without and with momentum."""
    slopes = np.array([0.5, 15.0])
    grid_x, grid_y = np.meshgrid(np.linspace(-9, 3, 200), np.linspace(-2.4, 2.4, 120))
    figure, axes = plt.subplots(1, 2, figsize=(8, 2.8), sharey=True, layout="constrained")
    for axis, momentum in zip(axes, (0.0, 0.6), strict=True):
        place, delta = np.array([-8.0, 1.8]), np.zeros(2)
        path = [place]
        for _ in range(15):
            delta = momentum * delta - 0.12 * slopes * place
            place = place + delta
            path.append(place)
        height = slopes[0] * grid_x**2 / 2 + slopes[1] * grid_y**2 / 2
        axis.contour(grid_x, grid_y, height, levels=12, colors="#8c959f", linewidths=0.6)
        axis.plot(*np.array(path).T, "o-", color="#0969da", markersize=3.5, linewidth=1.2)
        axis.plot(0, 0, "*", color="#a40e26", markersize=11)
        axis.set_title(f"momentum {momentum}, 15 steps", fontsize=10)
    return figure


def main() -> None:
    for name, svg in turns().items():
        (HERE / f"ps5_{name}.svg").write_text(svg, encoding="utf-8")
    mpl.rcParams.update(
        {"svg.fonttype": "none", "svg.hashsalt": "ps5", "font.family": "sans-serif"}
    )
    for name, figure in {"batchnorm": batch_normalization(), "momentum": valley()}.items():
        figure.savefig(HERE / f"ps5_{name}.svg", metadata={"Date": None}, facecolor="white")


if __name__ == "__main__":
    main()
