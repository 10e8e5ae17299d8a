"""What an answer calls, found by watching: aliases, methods, decorators, registered functions."""

import functools
import sys

import numpy as np
import pytest

from autograder.course.model import Case, Exercise, Namespace
from autograder.inside.calls import entered


def exercise(name, *names, **options):
    case = Case("a case", lambda rng: {})
    return Exercise(
        id=name, points=1, difficulty=1, importance=1, minutes=(1, 2), names=names,
        probe=lambda ns, inputs: {}, cases=(case,), **options,
    )  # fmt: skip


def ids_entered(source, call, *exercises):
    names, seen = {"np": np, "functools": functools}, set()
    exec(source, names)
    with entered(exercises, Namespace(names), seen):
        exec(call, names)
    return seen


PLAIN = "def f(x): return x\n"
WAYS = {
    "by its name": (PLAIN, "f(1)"),
    "by another name": (f"{PLAIN}g = f\n", "g(1)"),
    "in a table": (f"{PLAIN}table = {{'f': f}}\n", "table['f'](1)"),
    "as an operator": (
        f"{PLAIN}class T:\n    __matmul__ = lambda self, other: f(other)\n", "T() @ 1",
    ),
    "by map": (PLAIN, "list(map(f, [1]))"),
    "through a helper": (f"{PLAIN}def helper(x): return f(x)\n", "helper(1)"),
    "what it has made": (
        "def f(x):\n    def inner(y): return x\n    return inner\ng = f(1)\n", "g(2)",
    ),
    "decorated": (
        "def twice(function):\n    def call(x): return function(function(x))\n    return call\n"
        "@twice\ndef f(x): return x\n", "f(1)",
    ),
    "wrapped and cached": ("@functools.lru_cache\ndef f(x): return x\n", "f(1)"),
    "an object that can be called": (
        "class F:\n    def __call__(self, x): return x\nf = F()\n", "f(1)",
    ),
    "partial": ("f = functools.partial(lambda x, y: x, 1)\n", "f(2)"),
    "a class": ("class f:\n    def __init__(self): pass\n", "f()"),
    "a static method": ("class f:\n    @staticmethod\n    def g(): pass\n", "f.g()"),
    "a property": ("class f:\n    @property\n    def g(self): return 1\n", "f().g"),
    "one that raises": (
        "def f(x): raise NotImplementedError\n", "try: f(1)\nexcept Exception: pass",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_code_is_found_however_it_is_reached(way):
    source, call = WAYS[way]
    assert ids_entered(source, call, exercise("one", "f")) == {"one"}
    assert ids_entered(source, "np.sum([1])", exercise("one", "f")) == set()


def test_a_function_that_is_only_named_or_shadowed_is_not_entered():
    source = f"{PLAIN}def caller(f=None): return f is None\ndef other(x): return x\n"
    assert ids_entered(source, "f; caller()", exercise("one", "f")) == set()
    assert ids_entered(source, "other(1)", exercise("one", "f"), exercise("two", "other")) == {
        "two"
    }


def test_registered_functions_are_watched():
    source = "table = {'f': lambda x: x}\n"
    one = exercise("one", registers=lambda ns: ns.table.values())
    assert ids_entered(source, "table['f'](1)", one) == {"one"}


@pytest.mark.parametrize("one", [
    exercise("one", "absent"), exercise("one", registers=lambda ns: [ns.np.no_such_thing]),
])  # fmt: skip
def test_what_is_not_there_is_said(one):
    assert ids_entered(PLAIN, "f(1)", one) == {"one?"}


def test_a_profiler_that_runs_already_goes_on_afterwards():
    def mine(frame, event, arg):
        pass

    sys.setprofile(mine)
    try:
        ids_entered(PLAIN, "f(1)", exercise("one", "f"))
        assert sys.getprofile() is mine
    finally:
        sys.setprofile(None)
