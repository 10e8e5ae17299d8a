"""`load_reader`: the weights of a small network that reads digits."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

READER = Path(__file__).parent / "reader.npz"


@dataclass(frozen=True, eq=False)
class Reader:
    """relu(x @ w1 + b1) @ w2 + b2 makes ten scores of pixels x from 0 (paper) to 1 (ink).

    w1: shape (784, hidden). b1: (hidden,). w2: (hidden, 10). b2: (10,). All float32.
    """

    w1: np.ndarray
    b1: np.ndarray
    w2: np.ndarray
    b2: np.ndarray


def load_reader() -> Reader:
    """The network that ships with the course, from `make_reader`."""
    with np.load(READER) as stored:
        return Reader(**{name: stored[name].astype(np.float32) for name in stored})
