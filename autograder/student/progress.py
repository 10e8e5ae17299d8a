"""A progress bar that leaves one line in a saved notebook, where tqdm's own leaves one a step."""

from __future__ import annotations

import builtins
import io
from collections.abc import Iterable
from typing import Any

from tqdm import tqdm


class Line(io.TextIOBase):
    """A line of output of a notebook: what is written to it takes the place of what was there."""

    encoding = "utf-8"

    def __init__(self) -> None:
        from IPython.display import display

        self.shown = display({"text/plain": ""}, raw=True, display_id=True)

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if text != "\n":  # with which tqdm ends a bar that stays
            self.shown.update({"text/plain": text.strip()}, raw=True)
        return len(text)


def progress_bar(items: Iterable[Any], title: str = "", leave: bool = True) -> tqdm[Any]:
    """The items one by one, and meanwhile a line that says how many there have been.

    leave: whether the line stays once there are no more.
    """
    shell = getattr(builtins, "get_ipython", lambda: None)()
    file = Line() if hasattr(shell, "kernel") else None
    return tqdm(items, desc=title or None, leave=leave, file=file)
