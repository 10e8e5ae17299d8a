"""Draws pictures of ps3_closures to ps6_babygrad: `python solutions/pictures/later_units.py`."""

import math
from collections.abc import Callable

from first_units import HERE, card, grid, line, rect, sums, text
from ps2_mnist import shares


def closure() -> str:
    """Two closures from one function, and the closure on the result of a product."""
    parts = [text(200, 28, "create_function, called twice", "bold code")]
    for x, name, value, css in ((14, "add_five", 5, "p"), (206, "add_seven", 7, "q")):
        parts += [
            text(x + 90, 62, name, "code bold"),
            rect(x, 74, 180, 84, "box", 6),
            text(x + 90, 98, "add_to(x)", "code"),
            text(x + 90, 114, "return x + what_to_add", "code tiny"),
            rect(x + 20, 124, 140, 26, css, 4),
            text(x + 90, 142, f"what_to_add = {value}", "code tiny"),
        ]
    parts += [
        text(590, 28, "a * b, computed once", "bold code"),
        rect(430, 52, 90, 40, "p", 6),
        text(475, 77, "a = 2", "code"),
        rect(430, 124, 90, 40, "q", 6),
        text(475, 149, "b = 3", "code"),
        rect(580, 88, 90, 40, "box", 6),
        text(625, 113, "6", "code"),
        line([(520, 72), (580, 100)], arrow=True),
        line([(520, 144), (580, 118)], arrow=True),
        rect(700, 62, 150, 92, "box", 6),
        text(775, 54, "grad_fn", "code bold"),
        text(775, 84, "backward(grad_out)", "code tiny"),
        rect(712, 94, 126, 22, "p", 4),
        text(775, 109, "a, for b's gradient", "tiny"),
        rect(712, 122, 126, 22, "q", 4),
        text(775, 137, "b, for a's gradient", "tiny"),
        line([(700, 108), (672, 108)], "line dash"),
        text(200, 186, "the same code, a memory each", "small"),
        text(650, 186, "the result carries what its gradient will need", "small"),
    ]
    return card(870, 204, parts)


def broadcast() -> str:
    """A row copied into two rows, and the two rows of upstream gradients added up."""
    colors = ["p", "q", "r"]
    forward = [["10", "20", "30"]]
    parts = [
        text(180, 26, "forward: copied", "bold"),
        *(grid(20, 75, forward, [colors]), text(80, 128, "B, (1, 3)", "small")),
        line([(148, 90), (196, 90)], arrow=True),
        *(grid(206, 60, forward * 2, [colors] * 2), text(266, 144, "as used, (2, 3)", "small")),
        text(590, 26, "backward: summed", "bold"),
        grid(400, 60, [["1", "4", "7"], ["2", "1", "6"]], [colors] * 2),
        text(460, 144, "upstream, (2, 3)", "small"),
        line([(528, 90), (576, 90)], arrow=True),
        grid(586, 75, [["1 + 2", "4 + 1", "7 + 6"]], [colors], 58),
        text(673, 128, "gradient of B, (1, 3)", "small"),
    ]
    return card(790, 160, parts)


def norms() -> str:
    """Which numbers share a mean: a column in BatchNorm1d, a row in LayerNorm1d."""
    numbers = [["1", "4", "0", "3"], ["3", "8", "2", "7"], ["2", "0", "1", "5"]]
    parts = []
    for x, title, below, css in (
        (70, "BatchNorm1d", "one mean for each feature, over the batch",
         [["p", "q", "r", "s"]] * 3),
        (470, "LayerNorm1d", "one mean for each example, over its features",
         [[color] * 4 for color in "pqr"]),
    ):  # fmt: skip
        parts += [
            text(x + 80, 28, title, "bold code"),
            text(x + 80, 54, "features →", "small"),
            text(x - 34, 112, "batch", "small"),
            text(x - 34, 126, "↓", "small"),
            grid(x, 66, numbers, css),
        ]
        columns = title == "BatchNorm1d"
        if columns:
            means = ["2", "4", "1", "5"]
            parts += [grid(x, 180, [means], [["p", "q", "r", "s"]])]
            parts += [text(x + 196, 200, "means, (4,)", "small left")]
            parts += [
                line([(x + 20 + 40 * i, 158), (x + 20 + 40 * i, 177)], arrow=True) for i in range(4)
            ]
        else:
            parts += [grid(x + 186, 66, [["2"], ["5"], ["2"]], [["p"], ["q"], ["r"]])]
            parts += [text(x + 206, 180, "means, (3, 1)", "small")]
            parts += [
                line([(x + 162, 81 + 30 * i), (x + 183, 81 + 30 * i)], arrow=True) for i in range(3)
            ]
        parts.append(text(x + 110, 238, below, "small"))
    return card(790, 254, parts)


def dilate() -> str:
    """A convolution with stride 2, and what its backward pass slides over."""
    window = {(i, j) for i in range(3) for j in range(3)}
    image = [["" for _ in range(5)] for _ in range(5)]
    first = [["p" if (i, j) in window else "off" for j in range(5)] for i in range(5)]
    spread = [["0" for _ in range(3)] for _ in range(3)]
    for i, j, name in ((0, 0, "a"), (0, 2, "b"), (2, 0, "c"), (2, 2, "d")):
        spread[i][j] = name
    colors = {"a": "p", "b": "q", "c": "r", "d": "s", "0": "off"}
    small, marks = [["a", "b"], ["c", "d"]], [["p", "q"], ["r", "s"]]
    parts = [
        text(175, 26, "forward, stride 2", "bold"),
        grid(20, 46, image, first, 30),
        *(rect(80, 46, 90, 90, "frame q-line"), rect(20, 106, 90, 90, "frame r-line")),
        rect(80, 106, 90, 90, "frame s-line"),
        text(112, 218, "image (5, 5), four windows (3, 3)", "small"),
        line([(180, 121), (226, 121)], arrow=True),
        grid(236, 91, small, marks),
        text(276, 174, "result (2, 2)", "small"),
        text(590, 26, "backward: Dilate, then a window again", "bold"),
        grid(400, 91, small, marks),
        text(440, 174, "gradient (2, 2)", "small"),
        line([(488, 121), (534, 121)], arrow=True),
        text(511, 108, "Dilate", "tiny code"),
        grid(544, 76, spread, [[colors[entry] for entry in row] for row in spread]),
        text(604, 188, "(3, 3): a row and a column", "small"),
        text(604, 203, "of zeros between", "small"),
        line([(672, 121), (718, 121)], arrow=True),
        text(695, 94, "pad by 2,", "tiny"),
        text(695, 108, "stride 1", "tiny"),
        grid(728, 46, image, [["box"] * 5] * 5, 30),
        text(803, 218, "gradient of the image (5, 5)", "small"),
    ]
    return card(900, 236, parts)


def im2col() -> str:
    """The windows of an image as the rows of a matrix, times the kernel as a column."""
    image = [["1", "2", "3"], ["4", "5", "6"], ["7", "8", "9"]]
    marks = [["p", "p", "off"], ["p", "p", "off"], ["off", "off", "off"]]
    rows = [["1", "2", "4", "5"], ["2", "3", "5", "6"], ["4", "5", "7", "8"], ["5", "6", "8", "9"]]
    parts = [
        text(80, 26, "image (3, 3)", "bold"),
        grid(20, 60, image, marks),
        text(80, 172, "windows of (2, 2)", "small"),
        line([(150, 105), (196, 105)], arrow=True),
        text(290, 26, "a window in each row", "bold"),
        grid(210, 46, rows, [["p"] * 4, *[["off"] * 4] * 3]),
        text(290, 188, "(4, 4)", "small"),
        text(392, 110, "@"),
        text(436, 26, "kernel", "bold"),
        grid(416, 46, [["1"], ["0"], ["0"], ["1"]], [["q"]] * 4),
        text(436, 188, "(4, 1)", "small"),
        text(482, 110, "="),
        grid(506, 46, [["6"], ["8"], ["12"], ["14"]], [["r"], ["off"], ["off"], ["off"]]),
        text(526, 188, "(4, 1)", "small"),
        line([(556, 105), (602, 105)], arrow=True),
        text(664, 26, "result (2, 2)", "bold"),
        grid(624, 76, [["6", "8"], ["12", "14"]], [["r", "off"], ["off", "off"]]),
        text(664, 172, "reshaped", "small"),
    ]
    return card(740, 204, parts)


def slopes() -> str:
    """Four curves, each with a tangent at a point."""
    cases: list[tuple[str, Callable[[float], float], float, tuple[float, float], str]] = [
        ("log a", math.log, 1.0, (0.14, 3.2), "slope 1/a: 1 at 1"),
        ("exp a", math.exp, 0.0, (-2.4, 1.1), "slope exp a: 1 at 0"),
        ("√a", math.sqrt, 1.0, (0.0, 3.2), "slope 1/(2√a): ½ at 1"),
        ("tanh a", math.tanh, 1.0, (-2.4, 2.4), "slope 1 − tanh²a: 0.42 at 1"),
    ]
    parts = []
    for number, (name, f, at, (low, high), below) in enumerate(cases):
        scale, middle = 34, (low + high) / 2
        x0, y0 = 100 + 205 * number - scale * middle, 118
        curve = [
            (x0 + scale * a, y0 - scale * f(a))
            for a in (low + (high - low) * i / 50 for i in range(51))
        ]
        slope = (f(at + 1e-4) - f(at - 1e-4)) / 2e-4
        tangent = [(at + d, f(at) + slope * d) for d in (-0.9, 0.9)]
        parts += [
            line([(x0 + scale * low, y0), (x0 + scale * high, y0)]),
            line(curve, "way"),
            line([(x0 + scale * a, y0 - scale * b) for a, b in tangent], "thick q-line"),
            f'<circle cx="{x0 + scale * at:.1f}" cy="{y0 - scale * f(at):.1f}" r="4" '
            'fill="#a40e26"/>',
            text(100 + 205 * number, 24, name, "bold code"),
            text(100 + 205 * number, 208, below, "small"),
        ]
    return card(830, 222, parts)


def operator() -> str:
    """An operator object between two tensors and its result."""
    parts = [
        rect(20, 50, 90, 40, "p", 6) + text(65, 75, "a = 2", "code"),
        rect(20, 140, 90, 40, "q", 6) + text(65, 165, "b = 3", "code"),
        rect(200, 40, 260, 150, "box", 8),
        text(330, 28, "Mul(), made for this call", "bold code"),
        text(330, 72, "forward(a, b)", "code"),
        text(330, 108, "self.parents = (a, b)", "code"),
        text(330, 144, "backward(partial)", "code"),
        text(330, 172, "a.grad += ...   b.grad += ...", "code tiny"),
        rect(560, 95, 90, 40, "box", 6) + text(605, 120, "6", "code"),
        text(605, 154, "fn: the object", "small"),
        line([(112, 64), (198, 64)], arrow=True),
        line([(112, 152), (160, 152), (160, 78), (198, 78)], arrow=True),
        line([(462, 68), (510, 68), (510, 106), (558, 106)], arrow=True),
        line([(558, 126), (510, 126), (510, 142), (464, 142)], "way", arrow=True),
        line([(198, 172), (112, 172)], "way", arrow=True),
        line([(198, 142), (178, 142), (178, 84), (112, 84)], "way", arrow=True),
        text(536, 60, "numbers", "small"),
        text(528, 170, "gradients", "blue small"),
    ]
    return card(680, 204, parts)


def gradient_graph() -> str:
    """The graph of y = x · x, and the graph that its walk back leaves."""
    parts = [
        text(180, 26, "forward: y = x · x at 3", "bold"),
        rect(20, 80, 80, 40, "p", 6) + text(60, 105, "x = 3", "code"),
        rect(160, 80, 60, 40, "box", 20) + text(190, 105, "Mul", "code"),
        rect(280, 80, 80, 40, "box", 6) + text(320, 105, "y = 9", "code"),
        line([(102, 92), (158, 92)], arrow=True) + line([(102, 108), (158, 108)], arrow=True),
        line([(222, 100), (278, 100)], arrow=True),
        text(610, 26, "its gradient, with create_graph", "bold"),
        rect(430, 50, 80, 40, "p", 6) + text(470, 75, "x = 3", "code"),
        rect(430, 120, 80, 40, "q", 6) + text(470, 145, "1", "code"),
        rect(560, 40, 60, 40, "box", 20) + text(590, 65, "Mul", "code"),
        rect(560, 120, 60, 40, "box", 20) + text(590, 145, "Mul", "code"),
        rect(660, 80, 60, 40, "box", 20) + text(690, 105, "Add", "code"),
        rect(760, 80, 100, 40, "r", 6) + text(810, 105, "x.grad = 6", "code tiny"),
        line([(512, 62), (558, 58)], arrow=True) + line([(512, 78), (560, 128)], arrow=True),
        line([(512, 130), (562, 74)], arrow=True) + line([(512, 146), (558, 144)], arrow=True),
        line([(622, 64), (662, 88)], arrow=True) + line([(622, 136), (662, 112)], arrow=True),
        line([(722, 100), (758, 100)], arrow=True),
        text(
            640,
            186,
            "1 · x + 1 · x = 2x, and an arrow from x: it can be differentiated again",
            "small",
        ),
    ]
    return card(880, 202, parts)


def newton() -> str:
    """Newton's first step on exp(x) - 2x: to where a parabola is flat."""

    def f(x: float) -> float:
        return math.exp(x) - 2 * x

    def place(x: float, y: float) -> tuple[float, float]:
        return 150 + 150 * x, 190 - 75 * (y - 0.3)

    xs = [-0.8 + 2.6 * i / 60 for i in range(61)]
    curve = [place(x, f(x)) for x in xs if f(x) < 2.4]
    parabola = [place(x, 1 - x + x * x / 2) for x in xs if 1 - x + x * x / 2 < 2.4]
    parts = [line(parabola, "line dash"), line(curve, "way")]
    for x, name in ((0.0, "start: 0"), (1.0, "step 1: 1")):
        (a, b), (_, floor) = place(x, f(x)), place(x, 0.3)
        parts += [
            line([(a, b), (a, floor)], "off"),
            f'<circle cx="{a:.1f}" cy="{b:.1f}" r="4.5" fill="#a40e26"/>',
            text(a, floor + 18, name, "small"),
        ]
    parts += [
        line([place(-0.8, 0.3), place(1.8, 0.3)]),
        text(520, 60, "f(x) = exp x − 2x", "blue bold left"),
        text(520, 86, "dashed: the parabola that agrees with f", "left"),
        text(520, 104, "at 0 in value, slope and curvature.", "left"),
        text(520, 130, "It is flat at 1, and there the next", "left"),
        text(520, 148, "step begins.", "left"),
    ]
    return card(800, 226, parts)


EXPONENTS = ("⁻³", "⁻²", "⁻¹", "⁰", "¹", "²", "³")


def start() -> str:
    """How large numbers are after ten layers, for three sizes of the weights."""
    parts = [
        text(250, 24, "size of the numbers, layer by layer (each mark is a factor of 10)", "bold")
    ]
    parts += [line([(60, 190 - 24 * i), (440, 190 - 24 * i)], "off") for i in range(7)]
    parts += [text(40, 194 - 24 * i, f"10{EXPONENTS[i]}", "small") for i in range(7)]
    for factor, css, words in (
        (2, "thick s-line", "weights twice as large: × 2 in each layer"),
        (1, "way", "Kaiming: about the same from layer to layer"),
        (0.5, "thick q-line", "half as large: × ½ in each layer"),
    ):
        points = [(60 + 38 * n, 118 - 24 * n * math.log10(factor)) for n in range(11)]
        parts.append(line(points, css))
        color = {"way": "blue"}.get(css, "red" if "s-" in css else "brown")
        parts.append(text(456, points[-1][1] + 4, words, f"left {color}"))
    parts.append(text(250, 212, "layer 0 to 10", "small"))
    return card(800, 226, parts)


def dropout() -> str:
    """A row in training, with zeros and with what is left made larger; and in evaluation."""
    row, kept = (
        [["1", "2", "3", "4"]],
        [["2", "0", "6", "0"], ["0", "0", "6", "8"], ["2", "4", "0", "0"]],
    )
    marks = [["off" if entry == "0" else "p" for entry in line_] for line_ in kept]
    parts = [
        text(100, 26, "x", "bold code") + grid(20, 76, row, [["p"] * 4]),
        line([(188, 91), (246, 91)], arrow=True),
        text(350, 26, "training, p = ½: three calls", "bold"),
        grid(270, 46, kept, marks),
        text(350, 158, "a zero at random, the rest × 2", "small"),
        text(620, 26, "evaluation", "bold") + grid(540, 76, row, [["p"] * 4]),
        text(620, 158, "as it is", "small"),
        text(486, 96, "or", "small"),
    ]
    return card(720, 176, parts)


EXTRA = (
    ".tiny { font-size: 11px; } .frame { fill: none; stroke-width: 2.5; } "
    ".q-line { stroke: #7d4e00; } .r-line { stroke: #116329; } .s-line { stroke: #a40e26; }"
)


def main() -> None:
    pictures = {
        "ps3_closure": closure(),
        "ps3_broadcast": broadcast(),
        "ps3_sums": sums().replace("dim=", "axis="),
        "shares": shares("a", "b", "g arrives from the right; each input gets its share"),
        "slopes": slopes(),
        "ps4_operator": operator(),
        "ps6_gradient_graph": gradient_graph(),
        "ps6_newton": newton(),
        "ps6_start": start(),
        "ps6_dropout": dropout(),
        "ps6_norms": norms(),
        "ps6_dilate": dilate(),
        "ps6_im2col": im2col(),
    }
    for name, svg in pictures.items():
        styled = svg.replace("</style>", EXTRA + "</style>", 1)
        (HERE / f"{name}.svg").write_text(styled, encoding="utf-8")


if __name__ == "__main__":
    main()
