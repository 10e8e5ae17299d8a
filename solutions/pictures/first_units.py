"""Draws the pictures of ps1_backprop and ps2_mnist: `python solutions/pictures/first_units.py`."""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).parent

# A white card in light and dark pages; every color of a letter has a contrast of 4.5 or more.
STYLE = """text { font: 13px system-ui, sans-serif; fill: #1f2328; text-anchor: middle; }
.small { font-size: 12px; fill: #57606a; } .bold { font-weight: 600; } .left { text-anchor: start; }
.code { font-family: ui-monospace, monospace; } .line, path { fill: none; stroke: #57606a; }
.box { fill: #f6f8fa; stroke: #57606a; } .off { fill: #fff; stroke: #8c959f; }
.p { fill: #ddf4ff; stroke: #0550ae; } .q { fill: #fff1c9; stroke: #7d4e00; }
.r { fill: #dafbe1; stroke: #116329; } .s { fill: #ffe1e6; stroke: #a40e26; }
.blue { fill: #0550ae; } .brown { fill: #7d4e00; } .green { fill: #116329; } .red { fill: #a40e26; }
.way { stroke: #0550ae; stroke-width: 2.5; } .thick { stroke-width: 2.5; }
.dash { stroke-dasharray: 5 4; }"""
ARROW = (
    '<defs><marker id="arrow" viewBox="0 0 10 10" refX="8" refY="5" markerUnits="userSpaceOnUse" '
    'markerWidth="9" markerHeight="9" orient="auto"><path d="M1,1 L9,5 L1,9 z" '
    'style="fill:#57606a"/></marker></defs>'
)
Point = tuple[float, float]


def card(width: int, height: int, parts: Iterable[str]) -> str:
    """A picture on a white card."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}"><style>{STYLE}</style>{ARROW}<rect width="{width}" height="{height}" '
        f'rx="8" fill="#ffffff"/>{"".join(parts)}</svg>\n'
    )


def text(x: float, y: float, words: object, css: str = "") -> str:
    kind = f' class="{css}"' if css else ""
    return f'<text{kind} x="{x:g}" y="{y:g}">{words}</text>'


def rect(x: float, y: float, width: float, height: float, css: str, rx: int = 0) -> str:
    return (
        f'<rect class="{css}" x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{rx}"/>'
    )


def line(points: Sequence[Point], css: str = "line", arrow: bool = False) -> str:
    end = ' marker-end="url(#arrow)"' if arrow else ""
    steps = " ".join(f"{x:.4g},{y:.4g}" for x, y in points)
    return f'<polyline class="{css}" fill="none" points="{steps}"{end}/>'


def grid(
    x: float,
    y: float,
    rows: Sequence[Sequence[object]],
    css: Sequence[Sequence[str]],
    width: int = 40,
) -> str:
    """Cells of a matrix, each with its class."""
    parts = []
    for i, row in enumerate(rows):
        for j, entry in enumerate(row):
            left, top = x + j * width, y + i * 30
            parts.append(rect(left, top, width, 30, css[i][j]))
            parts.append(text(left + width / 2, top + 20, entry))
    return "".join(parts)


# ps1: the walk back through f = d * log(d), d = a * b

NODES = {"a": (60, 60), "b": (60, 140), "d": (220, 100), "e": (370, 55), "f": (510, 100)}
FROM = {"a": "a = 2", "b": "b = 3", "d": "d = 6", "e": "e = 1.79", "f": "f = 10.75"}
MADE = {"a": "leaf", "b": "leaf", "d": "a × b", "e": "log d", "f": "d × e"}
INPUTS = [("d", "a"), ("d", "b"), ("e", "d"), ("f", "d"), ("f", "e")]
SHARE_AT = {
    ("d", "a"): (146, 62), ("d", "b"): (146, 146), ("e", "d"): (282, 62), ("f", "d"): (365, 128),
    ("f", "e"): (462, 60),
}  # fmt: skip


def turn(
    now: set[str], shares: dict[tuple[str, str], str], grads: list[str], leaves: list[str]
) -> str:
    """One turn: who has it, which shares are sent, and what is in `grads` afterwards."""
    parts = []
    for child, parent in INPUTS:
        (x1, y1), (x2, y2) = NODES[child], NODES[parent]
        lift = {("f", "e"): -8, ("e", "d"): 8}.get((child, parent), 0)
        sent = (child, parent) in shares
        parts.append(
            line([(x1 - 46, y1 + lift), (x2 + 48, y2 + lift / 4)], "way" if sent else "line", sent)
        )
        if sent:
            x, y = SHARE_AT[child, parent]
            parts.append(text(x, y, shares[child, parent], "blue bold"))
    for name, (x, y) in NODES.items():
        parts.append(rect(x - 45, y - 22, 90, 44, "p thick" if name in now else "box", 6))
        parts.append(text(x, y - 2, FROM[name], "bold") + text(x, y + 14, MADE[name], "small"))
    parts.append(rect(590, 20, 190, 160, "box", 6))
    parts.append(text(604, 44, "grads", "bold left code"))
    for number, entry in enumerate(grads or ["(empty)"]):
        parts.append(text(604, 68 + 22 * number, entry, "left code blue"))
    for number, entry in enumerate(leaves):
        parts.append(text(604, 142 + 22 * number, entry, "left code green"))
    return card(800, 200, parts)


def walk() -> dict[str, str]:
    """The turns of the walk, in order."""
    turns = [
        turn(set(), {}, ["f: 1"], []),
        turn({"f"}, {("f", "d"): "1 · e = 1.79", ("f", "e"): "1 · d = 6"}, ["d: 1.79", "e: 6"], []),
        turn({"e"}, {("e", "d"): "6 / d = 1"}, ["d: 1.79 + 1 = 2.79"], []),
        turn(
            {"d"},
            {("d", "a"): "2.79 · 3", ("d", "b"): "2.79 · 2"},
            ["a: 8.38", "b: 5.58"],
            [],
        ),
        turn({"a", "b"}, {}, [], ["a.grad = 8.38", "b.grad = 5.58"]),
    ]
    return {f"walk_{number}": picture for number, picture in enumerate(turns)}


# ps1: broadcasting and back


def broadcast() -> str:
    """A new axis and a stretched axis: copied forward, summed backward."""
    two = ["p", "q"]
    parts = [
        text(140, 26, "forward: copied", "bold"),
        text(530, 26, "backward: summed", "bold"),
        grid(20, 90, [[10, 20]], [two]),
        text(60, 140, "(2,)", "small"),
        line([(108, 105), (146, 105)], arrow=True),
        grid(156, 60, [[10, 20]] * 3, [two] * 3),
        text(196, 168, "(3, 2)", "small"),
        grid(370, 60, [[1, 2], [3, 4], [5, 6]], [two] * 3),
        text(410, 168, "(3, 2)", "small"),
        line([(458, 105), (496, 105)], arrow=True),
        grid(506, 90, [["1+3+5", "2+4+6"]], [two], 64),
        text(570, 140, "(2,)", "small"),
        text(690, 110, "a new axis", "small"),
    ]
    three = [["p"], ["q"], ["r"]]
    parts += [
        grid(40, 200, [[7], [8], [9]], three),
        text(60, 308, "(3, 1)", "small"),
        line([(108, 245), (146, 245)], arrow=True),
        grid(156, 200, [[7, 7], [8, 8], [9, 9]], [row * 2 for row in three]),
        text(196, 308, "(3, 2)", "small"),
        grid(370, 200, [[1, 2], [3, 4], [5, 6]], [row * 2 for row in three]),
        text(410, 308, "(3, 2)", "small"),
        line([(458, 245), (496, 245)], arrow=True),
        grid(538, 200, [["1+2"], ["3+4"], ["5+6"]], three, 64),
        text(570, 308, "(3, 1)", "small"),
        text(690, 250, "a stretched axis", "small"),
    ]
    return card(760, 322, parts)


# ps2: sums along axes, forward and back


def sums() -> str:
    """A matrix summed along axis 0, axis 1 and both, and how the gradient comes back."""
    letters = ["abc", "def"]
    columns, rows, all_one = [list("pqr")] * 2, [["p"] * 3, ["q"] * 3], [["p"] * 3] * 2
    cases = [
        ("dim=0", columns, [["a+d", "b+e", "c+f"]], [list("pqr")], 40, [list("uvw")] * 2),
        ("dim=1", rows, [["a+b+c"], ["d+e+f"]], [["p"], ["q"]], 60, [["u"] * 3, ["v"] * 3]),
        ("dim=None", all_one, [["a+b+c+d+e+f"]], [["p"]], 110, [["u"] * 3] * 2),
    ]
    parts = []
    for number, (title, colors, summed, kinds, width, back) in enumerate(cases):
        x = 30 + 245 * number
        middle = x + 60
        parts += [text(middle, 26, title, "bold code"), grid(x, 40, letters, colors)]
        parts.append(line([(middle, 104), (middle, 124)], arrow=True))
        top = 130 if len(summed) == 2 else 145
        wide = width * len(summed[0])
        parts.append(grid(middle - wide / 2, top, summed, kinds, width))
        grad = [["u"], ["v"]] if len(summed) == 2 else [list("uvw")] if width == 40 else [["u"]]
        parts.append(grid(middle - 20 * len(grad[0]), top + 82, grad, kinds))
        parts.append(line([(middle, 278), (middle, 298)], arrow=True))
        parts.append(grid(x, 304, back, colors))
    parts += [
        text(745, 76, "x", "small left"),
        text(745, 166, "out", "small left"),
        text(745, 246, "grad_out", "small left"),
        text(745, 340, "answer", "small left"),
    ]
    return card(820, 382, parts)


# ps2: permute as a turning block

AXES = [("A = 2", "red", "s"), ("B = 3", "blue", "p"), ("C = 4", "green", "r")]


def block(x: float, y: float, order: Sequence[int]) -> str:
    """A block whose axis 0 goes into the page, axis 1 down, axis 2 to the right.

    order: which axis of the first block each of the three is.
    """
    lengths = [(2, 3, 4)[axis] for axis in order]
    unit, slant = 26, 14
    deep, high, wide = lengths
    parts = []
    for i in range(high):
        for j in range(wide):
            parts.append(rect(x + j * unit, y + i * unit, unit, unit, "box"))
    for k in range(deep):
        for j in range(wide):
            corner = x + j * unit + k * slant, y - k * slant
            parts.append(_face(corner, (unit, 0), (slant, -slant)))
        for i in range(high):
            corner = x + wide * unit + k * slant, y + i * unit - k * slant
            parts.append(_face(corner, (slant, -slant), (0, unit)))
    names = [AXES[axis] for axis in order]
    edge = "thick"
    far = (x + deep * slant, y - deep * slant)
    for (name, color, _), ends, (at_x, at_y) in (
        (names[0], [(x, y), far], (x + deep * slant / 2 - 26, y - deep * slant / 2 - 6)),
        (names[1], [(x, y), (x, y + high * unit)], (x - 26, y + high * unit / 2 + 5)),
        (
            names[2],
            [(x, y + high * unit), (x + wide * unit, y + high * unit)],
            (x + wide * unit / 2, y + high * unit + 18),
        ),
    ):
        stroke = {"red": "#a40e26", "blue": "#0550ae", "green": "#116329"}[color]
        (x1, y1), (x2, y2) = ends
        parts.append(
            f'<path class="{edge}" style="stroke:{stroke};stroke-width:4" '
            f'd="M{x1:g},{y1:g} L{x2:g},{y2:g}"/>'
        )
        parts.append(text(at_x, at_y, name, f"bold {color}"))
    return "".join(parts)


def _face(corner: Point, one: Point, other: Point) -> str:
    (x, y), (a, b), (c, d) = corner, one, other
    points = f"{x:g},{y:g} {x + a:g},{y + b:g} {x + a + c:g},{y + b + d:g} {x + c:g},{y + d:g}"
    return f'<polygon class="box" points="{points}"/>'


def permute() -> str:
    """The block of x, turned, and turned back."""
    parts = [
        text(130, 26, "x, shape (A, B, C)", "bold"),
        block(70, 90, (0, 1, 2)),
        text(278, 108, "permute", "small"),
        text(278, 126, "(2, 0, 1)", "code"),
        line([(238, 136), (318, 136)], arrow=True),
        text(430, 26, "out, shape (C, A, B)", "bold"),
        block(380, 112, (2, 0, 1)),
        text(568, 108, "permute", "small"),
        text(568, 126, "(1, 2, 0)", "code"),
        line([(528, 136), (608, 136)], arrow=True),
        text(720, 26, "x again, (A, B, C)", "bold"),
        block(660, 90, (0, 1, 2)),
    ]
    return card(840, 205, parts)


# ps2: curves


def curve(
    x: float, y: float, scale: tuple[float, float], points: Sequence[Point], css: str = "way"
) -> str:
    return line([(x + scale[0] * a, y - scale[1] * b) for a, b in points], css)


def axes(x: float, y: float, left: float, right: float, up: float) -> str:
    return line([(x - left, y), (x + right, y)]) + line([(x, y + 12), (x, y - up)])


def bends() -> str:
    """relu and its slope, and the larger of x and 1."""
    parts = []
    for x, bend, title in ((130, 0.0, "relu(x) = max(x, 0)"), (410, 1.0, "max(x, 1)")):
        parts += [text(x, 24, title, "bold"), axes(x, 160, 100, 100, 120)]
        parts.append(curve(x, 160, (40, 40), [(-2.4, bend), (bend, bend), (2.5, 2.5)]))
        parts.append(text(x - 62, 160 - 40 * bend - 8, "slope 0", "blue"))
        parts.append(
            text(x + (56 if bend else 36), 88 - 36 * (1 - bend) - 24 * bend, "slope 1", "blue")
        )
        at = x + 40 * bend, 160 - 40 * bend
        parts.append(f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="5" class="s"/>')
        parts.append(text(at[0] + 44, at[1] + 19, "slope 0.5", "red"))
        parts.append(text(x + 108, 164, "x", "small"))
    x = 690
    parts += [text(x, 24, "the slope of relu", "bold"), axes(x, 160, 100, 100, 120)]
    parts += [
        curve(x, 160, (40, 80), [(-2.4, 0), (0, 0)]),
        curve(x, 160, (40, 80), [(0, 1), (2.4, 1)]),
    ]
    parts.append(
        f'<circle cx="{x}" cy="120" r="5" class="s"/>' + text(x + 44, 124, "0.5 here", "red")
    )
    parts += [text(x - 12, 84, "1", "small"), text(x + 108, 164, "x", "small")]
    return card(820, 190, parts)


def surprise() -> str:
    """Minus the logarithm of a probability."""
    x, y, scale = 60, 200, (360, 42)
    points = [(p / 100, -math.log(p / 100)) for p in [1.3, 2, 3, 4, 6, 8, *range(10, 101, 5)]]
    parts = [line([(x, y), (x + 380, y)]), line([(x, y), (x, 10)]), curve(x, y, scale, points)]
    for p, words, css in (
        (0.1, "guessing one of ten: 2.303", "brown"),
        (0.269, "p = 0.269: 1.313", "red"),
        (0.731, "p = 0.731: 0.313", "green"),
    ):
        at = x + scale[0] * p, y + scale[1] * math.log(p)
        parts.append(f'<circle cx="{at[0]:g}" cy="{at[1]:g}" r="5" class="s"/>')
        parts.append(text(at[0] + 12, at[1] - 8, words, f"left {css}"))
    for tick in (0, 0.5, 1):
        parts.append(text(x + scale[0] * tick, y + 20, f"{tick:g}", "small"))
    for tick in (1, 2, 3, 4):
        parts.append(text(x - 14, y - scale[1] * tick + 5, tick, "small"))
    parts.append(text(x + 190, y + 36, "probability of the right class", "small"))
    parts.append(text(x + 12, 22, "loss = −log p", "bold left"))
    return card(480, 246, parts)


# ps2: row times column


def shaded(rows: int, columns: int, css: str, row: int | None = None, column: int | None = None):
    return [
        [css if row in (i, None) and column in (j, None) else "off" for j in range(columns)]
        for i in range(rows)
    ]


def matmul() -> str:
    """One entry of M; one entry of the gradient of X."""
    x = [["X₁₁", "X₁₂", "X₁₃"], ["X₂₁", "X₂₂", "X₂₃"]]
    y = [["Y₁₁", "Y₁₂"], ["Y₂₁", "Y₂₂"], ["Y₃₁", "Y₃₂"]]
    m = [["M₁₁", "M₁₂"], ["M₂₁", "M₂₂"]]
    g = [["G₁₁", "G₁₂"], ["G₂₁", "G₂₂"]]
    answer = [["", "", ""], ["", "?", ""]]
    parts = [
        text(60, 26, "forward: row 2 of X times column 1 of Y", "bold left"),
        grid(20, 75, x, shaded(2, 3, "p", row=1)),
        text(164, 110, "@"),
        grid(188, 60, y, shaded(3, 2, "q", column=0)),
        text(292, 110, "="),
        grid(314, 75, m, shaded(2, 2, "r", row=1, column=0)),
        text(470, 26, "backward: who carries X₂₂ to the loss?", "bold left"),
        grid(440, 75, answer, shaded(2, 3, "p", row=1, column=1)),
        text(584, 110, "from"),
        grid(614, 75, g, shaded(2, 2, "r", row=1)),
        text(714, 110, "and"),
        grid(742, 60, y, shaded(3, 2, "q", row=1)),
        text(215, 178, "M₂₁ = X₂₁Y₁₁ + X₂₂Y₂₁ + X₂₃Y₃₁", "small"),
        text(640, 178, "gradient of X₂₂ = G₂₁Y₂₁ + G₂₂Y₂₂", "small"),
    ]
    return card(850, 196, parts)


# ps2: one number a row


def pick() -> str:
    """logprobs[arange(n), labels]: the number that each row gives."""
    rows = [
        ["−0.3", "−1.9", "−2.5", "−3.0"],
        ["−2.2", "−0.2", "−3.1", "−3.3"],
        ["−1.4", "−1.2", "−1.9", "−1.1"],
    ]
    labels = [0, 1, 3]
    css = [["p" if j == label else "off" for j in range(4)] for label in labels]
    parts = [text(70, 26, "arange(0, 3)", "code"), text(158, 26, "labels", "code")]
    for i, label in enumerate(labels):
        parts += [text(70, 66 + 30 * i, i), text(158, 66 + 30 * i, label)]
        parts.append(line([(455, 61 + 30 * i), (505, 61 + 30 * i)], arrow=True))
    for j in range(4):
        parts.append(text(260 + 50 * j, 38, j, "small"))
    parts += [grid(235, 46, rows, css, 50)]
    parts += [
        grid(515, 46, [[row[k]] for row, k in zip(rows, labels, strict=True)], [["p"]] * 3, 50)
    ]
    parts.append(text(335, 158, "logprobs, shape (3, 4)", "small"))
    parts.append(text(540, 158, "(3,)", "small"))
    return card(600, 172, parts)


# ps2: gradient descent in a bowl


def bowl() -> str:
    """Twelve steps down f(x, y) = x² / 2 + 2 y², with three learning rates."""
    parts = []
    for number, (lr, verdict) in enumerate(
        ((0.05, "too small: hardly moves"), (0.4, "about right"), (0.51, "too large: climbs out"))
    ):
        x, y, scale = 140 + 270 * number, 120, 40
        for radius in (0.4, 0.9, 1.5, 2.2):
            parts.append(
                f'<ellipse class="line" style="stroke:#8c959f" cx="{x}" cy="{y}" '
                f'rx="{radius * scale * 1.25:g}" ry="{radius * scale / 1.6:g}"/>'
            )
        place, path = (-2.6, 0.85), []
        for _ in range(13):
            path.append((x + scale * place[0], y - scale * place[1]))
            place = (place[0] * (1 - lr), place[1] * (1 - 4 * lr))
        parts.append(line(path, "way"))
        parts += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3" fill="#0550ae"/>' for a, b in path]
        parts.append(text(x, y + 6, "★", "red"))
        parts += [text(x, 24, f"learning rate {lr:g}", "bold"), text(x, 208, verdict, "small")]
    return card(820, 222, parts)


def main() -> None:
    pictures = {f"ps1_{name}": picture for name, picture in walk().items()}
    pictures["ps1_broadcast"] = broadcast()
    for drawn in (sums, permute, bends, surprise, matmul, pick, bowl):
        pictures[f"ps2_{drawn.__name__}"] = drawn()
    for name, svg in pictures.items():
        (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
