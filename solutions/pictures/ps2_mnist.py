"""Draws more pictures of ps2_mnist: `python solutions/pictures/ps2_mnist.py`."""

import math
from collections.abc import Callable, Sequence

from first_units import HERE, Point, axes, card, curve, grid, line, rect, text


def dot(x: float, y: float, css: str = "s") -> str:
    return f'<circle cx="{x:.4g}" cy="{y:.4g}" r="5" class="{css}"/>'


def function(
    f: Callable[[float], float],
    slope: Callable[[float], float],
    title: str,
    where: Sequence[tuple[float, str]],
) -> str:
    """A curve with tangents, each with a remark."""
    x0, y0, scale = 130, 165, 40
    low, high = -2.2, 1.15 if f(2) > 3 else 2.2
    points = [(low + (high - low) * i / 60, f(low + (high - low) * i / 60)) for i in range(61)]
    parts = [axes(x0, y0, 100, 100, 130), curve(x0, y0, (scale, scale), points)]
    parts += [text(18, 26, title, "bold left"), text(x0 + 108, y0 + 4, "x", "small")]
    for at, remark in where:
        tangent = [(at + d, f(at) + slope(at) * d) for d in (-0.35, 0.35)]
        parts.append(curve(x0, y0, (scale, scale), tangent, "thick red-line"))
        parts.append(dot(x0 + scale * at, y0 - scale * f(at)))
        parts.append(text(270, y0 - scale * f(at) + 5, remark, "red left"))
    return card(500, 270 if f(2) < 0 else 200, parts)


def negative() -> str:
    return function(
        lambda x: -x,
        lambda x: -1,
        "y = −x",
        [(-1, "at −1 the slope is −1"), (1.5, "and at 1.5, and everywhere")],
    )


def exponential() -> str:
    return function(
        math.exp,
        math.exp,
        "y = exp x",
        [(0, "at 0: height 1, slope 1"), (1, "at 1: height 2.718, slope 2.718")],
    )


def shares(a: str, b: str, caption: str) -> str:
    """What a sum, a difference, a product and a quotient send back to their inputs a and b."""
    parts = []
    for number, (sign, to_a, to_b) in enumerate(
        (
            ("+", "g", "g"),
            ("−", "g", "−g"),
            ("×", f"g · {b}", f"g · {a}"),
            ("÷", f"g / {b}", f"−g · {a} / {b}²"),
        )
    ):
        x = 20 + 215 * number
        parts += [
            rect(x, 40, 36, 32, "p", 4) + text(x + 18, 61, a, "code"),
            rect(x, 120, 36, 32, "q", 4) + text(x + 18, 141, b, "code"),
            rect(x + 110, 80, 36, 32, "box", 16) + text(x + 128, 101, sign, "bold"),
            line([(x + 110, 90), (x + 38, 60)], "way", arrow=True),
            line([(x + 110, 104), (x + 38, 132)], "way", arrow=True),
            text(x + 84, 60, to_a, "blue bold"),
            text(x + 84, 146, to_b, "blue bold"),
            line([(x + 186, 96), (x + 148, 96)], "way", arrow=True),
            text(x + 170, 88, "g", "blue bold"),
        ]
    parts.append(text(430, 24, caption, "small"))
    return card(870, 170, parts)


def amax() -> str:
    """The largest of each row, and who gets the gradient."""
    won = [["off", "p", "off"], ["q", "off", "q"]]
    rows = [["p"], ["q"]]
    parts = [
        text(90, 26, "x", "bold code"),
        grid(30, 40, [[1, 7, 3], [5, 2, 5]], won),
        line([(158, 70), (206, 70)], arrow=True),
        text(182, 60, "amax", "small"),
        text(240, 26, "out", "bold code"),
        grid(220, 40, [[7], [5]], rows),
        text(380, 26, "grad_out", "bold code"),
        grid(360, 40, [[10], [20]], rows),
        line([(408, 70), (456, 70)], arrow=True),
        text(532, 26, "answer", "bold code"),
        grid(472, 40, [[0, 10, 0], [10, 0, 10]], won),
        text(604, 61, "one winner takes it all", "blue left"),
        text(604, 91, "two winners: half each", "brown left"),
    ]
    return card(780, 116, parts)


def jacobian(letter: str) -> str:
    """The slopes of a log_softmax of three numbers. letter: that of the probabilities."""
    values = (0.6, 0.3, 0.1)
    below = "₁₂₃"
    parts = [text(190, 26, f"∂y / ∂x for {letter} = (0.6, 0.3, 0.1)", "bold")]
    for j in range(3):
        parts.append(text(130 + 90 * j, 52, f"x{below[j]}"))
        parts.append(text(60, 84 + 46 * j, f"y{below[j]}"))
    for i in range(3):
        for j, value in enumerate(values):
            x, y = 85 + 90 * j, 60 + 46 * i
            parts.append(rect(x, y, 90, 46, "p" if i == j else "q"))
            name, number = f"{letter}{below[j]}", (i == j) - value
            parts.append(text(x + 45, y + 20, f"1 − {name}" if i == j else f"−{name}", "bold"))
            parts.append(text(x + 45, y + 37, f"{number:+.1f}".replace("-", "−"), "small"))
    parts += [
        text(380, 90, f"each column: the same −{letter},", "left"),
        text(380, 110, "and 1 more on the diagonal", "left"),
        text(380, 146, "with g for the gradient of y,", "left"),
        text(380, 166, "the gradient of x is", "left"),
        text(380, 190, f"g − {letter} · (sum of all g)", "left blue bold"),
    ]
    return card(610, 216, parts)


def shift() -> str:
    """Two logits beyond the last exponent that float32 can hold, moved to 0 and below."""

    def at(z: float) -> float:
        return 90 + 4.6 * (z + 15)

    y = 96
    parts = [
        rect(at(88.7), y - 30, at(112) - at(88.7), 60, "s"),
        line([(at(-15), y), (at(114), y)]),
        text((at(88.7) + at(112)) / 2, y + 48, "here exp is inf in float32", "red"),
        text(at(-15) - 50, y + 5, "logits", "bold"),
    ]
    for tick in (0, 50):
        parts += [line([(at(tick), y - 4), (at(tick), y + 4)]), text(at(tick), y + 22, tick)]
    for start, end, height in ((100, 0, 62), (90, -10, 44)):
        parts.append(dot(at(start), y))
        parts.append(dot(at(end), y, "r"))
        parts.append(text(at(start), y + 22, start, "red"))
        arch = [(at(start), y - 8), (at(start) - 12, y - height), (at(end) + 12, y - height)]
        parts.append(line([*arch, (at(end), y - 8)], "way", arrow=True))
    parts.append(text(at(-10), y + 22, "−10", "green"))
    parts.append(text(at(45), y - 70, "both less c = 100: the loss stays the same", "blue"))
    return card(760, 166, parts)


def batches() -> str:
    """Forty products of 8 matrices and 5 matrices, and who gets which shares."""
    size, left, top = 26, 150, 76
    parts = [
        text(left + 65, 24, "y: 5 matrices", "bold"),
        text(66, top + 110, "x: 8", "bold"),
        text(66, top + 128, "matrices", "bold"),
    ]
    for j in range(5):
        parts.append(rect(left + size * j, top - 40, size, 24, "q" if j == 1 else "off"))
    for i in range(8):
        y = top + size * i
        parts.append(rect(left - 40, y, 24, size, "p" if i == 2 else "off"))
        for j in range(5):
            css = "r" if (i, j) == (2, 1) else "p" if i == 2 else "q" if j == 1 else "off"
            parts.append(rect(left + size * j, y, size, size, css))
    right = left + 5 * size
    parts += [
        text(66, top + 8 * size + 26, "8 · 5 products", "bold"),
        line([(right + 8, top + 2.5 * size), (right + 60, top + 2.5 * size)], "way"),
        text(right + 70, top + 2.5 * size - 4, "one matrix of x is in a whole row:", "left blue"),
        text(right + 70, top + 2.5 * size + 14, "add up 5 shares", "left blue bold"),
        line([(left + 1.5 * size, top + 212), (left + 1.5 * size, top + 242),
              (right + 60, top + 242)], "line"),
        text(right + 70, top + 238, "one matrix of y is in a whole column:", "left brown"),
        text(right + 70, top + 256, "add up 8 shares", "left brown bold"),
    ]  # fmt: skip
    return card(620, 346, parts)


STEPS = 8


def by_sgd(gradients: Sequence[float]) -> list[float]:
    places = [0.0]
    for g in gradients:
        places.append(places[-1] - 0.1 * g)
    return places


def by_adam(gradients: Sequence[float]) -> list[float]:
    places, m, v = [0.0], 0.0, 0.0
    for t, g in enumerate(gradients, 1):
        m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
        places.append(places[-1] - 0.1 * (m / (1 - 0.9**t)) / math.sqrt(v / (1 - 0.99**t)))
    return places


def adam() -> str:
    """Where three weights are after each of eight steps, by SGD and by Adam."""
    weights = [
        ("gradient always 4", [4.0] * STEPS),
        ("gradient always 0.2", [0.2] * STEPS),
        ("gradient 4, −4, 4, −4 ...", [4.0 * (-1) ** t for t in range(STEPS)]),
    ]
    parts = [text(370, 26, "SGD", "bold"), text(690, 26, "Adam", "bold")]
    for number, (name, gradients) in enumerate(weights):
        y = 66 + 56 * number
        parts.append(text(20, y + 5, name, "left"))
        for x, by, scale in ((490, by_sgd, 80.0), (810, by_adam, 280.0)):
            parts.append(line([(x - 270, y), (x + 10, y)]))
            points: list[Point] = [
                (x + scale * place, y - 14 + 28 * step / STEPS)
                for step, place in enumerate(by(gradients))
            ]
            parts.append(line(points, "way"))
            parts += [
                f'<circle cx="{a:.4g}" cy="{b:.4g}" r="3.5" class="blue"/>' for a, b in points
            ]
    parts.append(text(370, 226, "as the gradient is: 3.2, 0.16 and 0.4 wide", "small"))
    parts.append(text(690, 226, "about 0.1 a step, less where signs change", "small"))
    parts.append(text(20, 226, "a dot for each step", "small left"))
    return card(860, 240, parts)


EXTRA = ".red-line { stroke: #a40e26; }"


def main() -> None:
    pictures = {
        "ps2_negative": negative(),
        "ps2_exp": exponential(),
        "ps2_shares": shares("x", "y", "g = grad_out arrives from the right"),
        "ps2_amax": amax(),
        "ps2_jacobian": jacobian("p"),
        "jacobian": jacobian("s"),
        "ps2_shift": shift(),
        "ps2_batches": batches(),
        "ps2_adam": adam(),
    }
    for name, svg in pictures.items():
        styled = svg.replace("</style>", EXTRA + "</style>", 1)
        (HERE / f"{name}.svg").write_text(styled, encoding="utf-8")


if __name__ == "__main__":
    main()
