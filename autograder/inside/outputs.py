"""What a notebook cell prints, shows and draws, as far as a page may show it: text and PNG."""

from __future__ import annotations

import base64
import contextlib
import io
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

KINDS = ("stdout", "stderr", "result", "display")
MAX_ITEMS = 200
MAX_FIGURES = 2**20
"""Bytes that the figures of one cell may take together."""
DOTS_PER_INCH = 72


class CellOutputs:
    """The outputs of one cell, in their order; the first `limit` characters of text are kept.

    items: dicts with "kind" (one of KINDS), "text", and "png" (uint8 array, or None).
    """

    def __init__(self, limit: int):
        self.items: list[dict[str, Any]] = []
        self.room, self.room_for_figures = limit, MAX_FIGURES

    def add(self, kind: str, text: str = "", png: bytes | None = None) -> None:
        text = str(text[: self.room])
        if png is not None and len(png) > self.room_for_figures:
            png = None
        if not (text or png):
            return
        last = self.items[-1] if self.items else None
        self.room -= len(text)
        if last is not None and last["kind"] == kind and kind in ("stdout", "stderr"):
            last["text"].append(text)
        elif len(self.items) < MAX_ITEMS:
            self.room_for_figures -= len(png or b"")
            image = None if png is None else np.frombuffer(png, np.uint8)
            self.items.append({"kind": kind, "text": [text], "png": image})

    def add_formats(self, kind: str, formats: dict[str, Any]) -> None:
        """Adds what IPython makes of an object: {"text/plain": ..., "image/png": ...}."""
        png, text = formats.get("image/png"), formats.get("text/plain")
        with contextlib.suppress(ValueError):
            png = base64.b64decode(png) if isinstance(png, str) else png
        self.add(
            kind,
            text if isinstance(text, str) else "",
            bytes(png) if isinstance(png, (bytes, bytearray)) else None,
        )

    def draw_figures(self) -> None:
        """Adds the open figures of matplotlib as Jupyter would show them, and closes them."""
        pyplot = sys.modules.get("matplotlib.pyplot")
        if pyplot is None:
            return
        for number in pyplot.get_fignums():
            image = io.BytesIO()
            pyplot.figure(number).savefig(
                image, format="png", dpi=DOTS_PER_INCH, bbox_inches="tight"
            )
            self.add("display", png=image.getvalue())
        pyplot.close("all")

    def clear(self) -> None:
        self.items.clear()

    def text(self) -> str:
        """What was printed."""
        printed = (item for item in self.items if item["kind"] in ("stdout", "stderr"))
        return "".join("".join(item["text"]) for item in printed)

    def shown(self) -> list[dict[str, Any]]:
        """The items, each text in one piece."""
        return [item | {"text": "".join(item["text"])} for item in self.items]


@contextlib.contextmanager
def captured(limit: int) -> Iterator[CellOutputs]:
    """Standard output and error go to capped outputs."""
    outputs = CellOutputs(limit)
    with (
        contextlib.redirect_stdout(Stream(outputs, "stdout")),
        contextlib.redirect_stderr(Stream(outputs, "stderr")),
    ):
        yield outputs


class Stream(io.TextIOBase):
    """Standard output or error of a cell."""

    encoding = "utf-8"

    def __init__(self, outputs: CellOutputs, kind: str):
        self.outputs, self.kind = outputs, kind

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.outputs.add(self.kind, text)
        return len(text)
