"""Second-order mutants: of each kind some, always the same, none the source or one token away."""

import ast

import numpy as np
import pytest

from autograder.authoring.mutants import mutants
from autograder.authoring.second_order import (
    effects_added,
    moved_or_dropped,
    second_order,
    state_added,
    two_tokens,
)

SOURCE = '''
def answer(x: Arr, y: Tensor):
    """Something."""
    seen = []
    total = x - y.array
    for part in x:
        if part > 0:
            total = total + part
        seen.append(part)
    return total * 2
'''


def sample(source=SOURCE, size=40):
    return second_order(source, np.random.default_rng(3), size)


def test_a_sample_is_bounded_repeatable_and_different():
    found = sample()
    assert len({mutant.source for mutant in found}) == len(found) == 40
    assert found == sample()
    assert ast.unparse(ast.parse(SOURCE)) not in {mutant.source for mutant in found}


def test_a_sample_has_all_four_kinds():
    changes = " ".join(mutant.change for mutant in sample())
    for sign in ("; then ", ", dropped", "kept", "on the way out"):
        assert sign in changes


def test_every_change_is_valid_python_and_keeps_the_docstring():
    for kind in (moved_or_dropped, state_added, effects_added):
        for change, text in kind(ast.parse(SOURCE)):
            functions = [n for n in ast.parse(text).body if isinstance(n, ast.FunctionDef)]
            answer = next(function for function in functions if function.name == "answer")
            inside = ast.unparse(answer)
            assert "Something." in inside, change


@pytest.mark.parametrize("kind", [moved_or_dropped, state_added, effects_added])
def test_the_tree_is_as_it_was_afterwards(kind):
    tree = ast.parse(SOURCE)
    assert len(list(kind(tree))) > 3
    assert ast.unparse(tree) == ast.unparse(ast.parse(SOURCE))


def test_two_tokens_are_not_one_and_seldom_undo_each_other():
    source = "def answer(x, y):\n    return x - y"
    single = {mutant.source for mutant in mutants(source)}
    found = list(two_tokens(source, np.random.default_rng(0), 200))
    right = []
    for change, text in found:
        assert text not in single, change
        exec(text, names := {})
        if names["answer"](7.0, 2.0) == 5.0 and names["answer"](3.0, 11.0) == -8.0:
            right.append(change)
    assert len(found) > 10 * len(right)


def test_a_token_that_is_right_after_all_is_none_of_two():
    source = "def answer(x, y):\n    return x * y.T"
    known = ["line 9: x -> -x"]
    assert "x -> -x" not in " ".join(
        change for change, _ in two_tokens(source, np.random.default_rng(0), 100, known)
    )


def test_statements_that_do_not_meet_are_not_swapped():
    source = "def answer(x):\n    a = x + 1\n    b = x + 2\n    a += b\n    return a"
    swapped = [c for c, _ in moved_or_dropped(ast.parse(source)) if c.endswith("next statement")]
    assert swapped == [
        "line 3: b = x + 2, after the next statement",
        "line 4: a += b, after the next statement",
    ]


def test_state_and_effects_change_what_a_function_does():
    tree = ast.parse(
        "def answer(x: Arr):\n    start = []\n    start.append(x[0])\n    return start"
    )
    kept = dict(state_added(tree))
    exec(kept["line 2: start = [], as a mutable default"], scope := {"Arr": list})
    assert scope["answer"]([1]) == [1]
    assert scope["answer"]([2]) == [1, 2]
    effects = dict(effects_added(tree))
    exec(effects["answer: x *= 2 on the way out"], scope)
    array = np.array([1.0])
    scope["answer"](array)
    assert array[0] == 2.0
