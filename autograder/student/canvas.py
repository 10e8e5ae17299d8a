"""`Board`: panels in the outputs of cells that show a digit, one of them a canvas to draw it on.

What is drawn reaches the kernel by Jupyter's comm messages, for which the page opens the kernel's
WebSocket itself. A library of widgets would do the same, and is more for a student to install. All
that a panel shows is in its output, so that a saved page looks the same; there, nothing reads what
is drawn.
"""

from __future__ import annotations

import base64
import itertools
import json
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

Arr = np.ndarray
View = dict[str, Any]
"""What the panels show, as JSON has it. Arrays travel as `packed` has them."""

TARGET = "autograder.board"
SIDE = 140
"""The canvas is sent as so many rows of as many pixels."""
PANELS = {
    "draw": "{text}",
    "gradient": "(A picture of the gradient. It shows in JupyterLab.)",
    "walk": "(A slider from one digit to another. It shows in JupyterLab.)",
}
"""By panel, what stands for it where no page is shown."""
SCRIPT = Path(__file__).with_name("canvas.js")


def packed(array: Arr, largest: float) -> str:
    """Numbers from -largest to largest as bytes from -127 to 127, in base64."""
    scaled = np.clip(np.rint(array * (127 / largest)), -127, 127) if largest else array * 0
    return base64.b64encode(scaled.astype(np.int8).tobytes()).decode()


class Board:
    """Several panels that show the same digit.

    view: what they show to begin with.
    drawn: called with an array (140, 140) of 0..1 when somebody has drawn; returns what they show.
    aimed: called with a digit when somebody asks how to get there; returns the same.
    """

    _number = itertools.count(1)

    def __init__(
        self, view: View, drawn: Callable[[Arr], View], aimed: Callable[[int], View]
    ) -> None:
        self.view, self.drawn, self.aimed = view, drawn, aimed
        self.id = uuid.uuid4().hex
        self.kernel = _kernel_id()
        if self.kernel:
            from comm import get_comm_manager

            get_comm_manager().register_target(f"{TARGET}.{self.id}", self._opened)

    def _opened(self, comm: Any, message: Any) -> None:
        comm.on_msg(lambda message: comm.send(self.answer(message["content"]["data"])))

    def answer(self, data: dict[str, Any]) -> View:
        """What the page is told about what it has sent."""
        try:
            if "drawing" in data:
                pixels = np.frombuffer(base64.b64decode(data["drawing"]), np.uint8)
                self.view = self.drawn(pixels.reshape(SIDE, SIDE) / 255)
            else:
                self.view = self.aimed(int(data["aim"]))
        except Exception as error:
            return {"error": f"{type(error).__name__}: {error}"}
        return self.view

    def show(self, panel: str) -> None:
        """Displays one of the panels: draw, gradient or walk."""
        if panel not in PANELS:
            raise ValueError(f"there is no panel {panel!r}; there are {', '.join(PANELS)}")
        from IPython.display import display

        place = f"board-{self.id[:8]}-{next(self._number)}"
        order = {
            "place": place, "panel": panel, "board": self.id, "target": f"{TARGET}.{self.id}",
            "kernel": self.kernel, "side": SIDE, "view": self.view,
        }  # fmt: skip
        # "</" would end the script
        text = json.dumps(order).replace("</", "<\\/")
        script = SCRIPT.read_text(encoding="utf-8")
        page = f'<div id="{place}" class="board"></div>\n<script>\n{script}\n({text});\n</script>'
        plain = PANELS[panel].format(text=self.view["text"])
        display({"text/html": page, "text/plain": plain}, raw=True)


def _kernel_id() -> str:
    """The kernel's id as a Jupyter server knows it, or nothing where there is no kernel."""
    try:
        from ipykernel.connect import get_connection_file

        name = Path(get_connection_file()).stem
    except (ImportError, RuntimeError):
        return ""
    return name.removeprefix("kernel-")
