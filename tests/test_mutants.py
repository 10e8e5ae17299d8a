"""Mutants: each is one change away from the source, and none is the source."""

import ast

import pytest

from autograder.authoring.audit import mutated_reference
from autograder.authoring.mutants import mutants


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("return x - y", {"x + y", "y - x", "x", "y", "-(x - y)"}),
        ("return x @ y.T", {"x * y.T", "y.T @ x", "x @ y", "x", "y.T"}),
        ("return f(x, y, axis=1)", {"f(y, x, axis=1)", "f(x, y)", "f(x, y, axis=2)", "x"}),
        ("return -x", {"x", "--x", "-y"}),
        ("return (x > y) * x", {"(x < y) * x", "(x >= y) * x", "x > y"}),
    ],
)
def test_operators_signs_factors_and_arguments_are_changed(body, expected):
    found = {mutant.source for mutant in mutants(f"def answer(x, y):\n    {body}")}
    assert {f"def answer(x, y):\n    return {change}" for change in expected} <= found


def test_each_mutant_differs_from_the_source_and_from_the_others():
    source = "def answer(x, y):\n    z = x * 2\n    return z / y if x is not None else y"
    found = [mutant.source for mutant in mutants(source)]
    assert len(set(found)) == len(found) > 10
    assert ast.unparse(ast.parse(source)) not in found


def test_signatures_docstrings_and_annotations_are_left_alone():
    source = 'def answer(x: "a" = 1) -> "b":\n    """Two."""\n    return x'
    for mutant in mutants(source):
        node = ast.parse(mutant.source).body[0]
        assert ast.get_docstring(node) == "Two."
        assert ast.unparse(node.args) == "x: 'a'=1"


def test_every_mutant_of_the_reference_is_valid_python():
    samples = mutated_reference("ps2_mnist")
    assert len(samples) >= 500
    for sample in samples:
        compile(sample.source, sample.what, "exec")
