"""Runs the reference: what each probe observes of it."""

from __future__ import annotations

import functools
import importlib
import json
import math
import threading
from pathlib import Path
from typing import Any

import numpy as np

from autograder.course.import_path import package_in
from autograder.course.model import Exercise, Inputs, Namespace, Observed
from autograder.course.places import RELEASED, ROOT, SOLUTIONS
from autograder.inside import wire

REFERENCE_LOCK = threading.RLock()
"""Held while reference code runs: engines have switches, and NumPy a generator, for all threads."""


class NoReference(Exception):
    """The course's `solutions/` are not there; the message says so."""


def observe(exercise: Exercise, namespace: Namespace, inputs: Inputs) -> Observed:
    """What the probe observes of a trusted namespace, apart from anything that changes later."""
    np.random.seed(0)  # for layers that initialize themselves
    skeleton, arrays = wire.flatten(exercise.probe(namespace, wire.restore(*wire.flatten(inputs))))
    observed: Observed = wire.restore(skeleton, arrays)
    return observed


def reference_path(unit: str) -> Path:
    """The file of a unit's solution module. Raises NoReference where the course has none."""
    path = SOLUTIONS / f"{unit}.py"
    if not path.exists():
        raise NoReference(
            f"This needs the reference, and {path} is not there. "
            "To check your own work without it, use: python grade.py"
        )
    return path


def reference(unit: str) -> Any:
    """The solution module of a unit. Raises NoReference where the course has none."""
    reference_path(unit)
    package_in(ROOT, "solutions")
    return importlib.import_module(f"solutions.{unit}")


class Stored(dict[str, Any]):
    """What `save_public` stored, by exercise, each read when it is asked for first."""

    def __init__(self, manifest: dict[str, str], pieces: dict[str, np.ndarray]):
        super().__init__()
        self.manifest, self.pieces = manifest, pieces

    def __missing__(self, exercise_id: str) -> Any:
        skeleton, described = json.loads(self.manifest[exercise_id])
        arrays = [
            self.pieces[name][start : start + math.prod(shape)].reshape(shape)
            for name, start, shape in described
        ]
        self[exercise_id] = wire.restore(skeleton, arrays)
        return self[exercise_id]


@functools.cache
def load_public(unit: str) -> Stored:
    """What is stored with the course, by exercise."""
    return read_public(RELEASED / f"{unit}.npz")


def read_public(path: Path) -> Stored:
    """What `save_public` stored, by exercise."""
    with np.load(path, allow_pickle=False) as stored:
        pieces = {name: stored[name] for name in stored.files if name != "manifest"}
        return Stored(json.loads(str(stored["manifest"])), pieces)
