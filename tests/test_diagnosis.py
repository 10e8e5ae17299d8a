"""Diagnosis: patterns that hold for any exercise, and known mistakes."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from autograder.course.model import assignment, assignment_names
from autograder.grading.compare import compare, modified, wrong_names
from autograder.grading.diagnosis import Evidence, diagnose, summed_to
from autograder.grading.fingerprints import Behaviors, Known, sign
from autograder.inside import wire
from autograder.inside.answers import describe_error
from autograder.reference.mistakes import mistakes
from autograder.sandbox.answers import Observed, Raised, parse_error
from solutions.ps2_mnist import Tensor

UNIT = assignment("ps2_mnist")
NONE = Behaviors(())


def evidence(inputs, got, expected, after=None, case="a case"):
    answer = Observed({"result": got}, after or inputs)
    mismatch = compare(answer.values, {"result": expected}, 1e-4, 1e-6)
    return Evidence(case, inputs, answer, mismatch or modified(inputs, answer.inputs), False)


def inputs(*shape, **others):
    rng = np.random.default_rng(len(shape))
    return {
        "grad_out": rng.normal(size=shape) * 3,
        "out": rng.normal(size=shape),
        "x": rng.normal(size=shape),
        **others,
    }


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (lambda i: None, "returns-none"),
        (lambda i: (i["grad_out"] * i["out"]).tolist(), "returns-list"),
        (lambda i: -i["grad_out"] * i["out"], "sign-flipped"),
        (lambda i: i["out"], "upstream-ignored"),
        (lambda i: 2 * i["grad_out"] * i["out"], "scaled"),
        (lambda i: i["grad_out"] * i["out"] / i["x"].size, "scaled"),
        (lambda i: (i["grad_out"] * i["out"]).T, "transposed"),
        (lambda i: i["grad_out"] * i["out"] > 0, "wrong-dtype"),
        (lambda i: i["grad_out"] * i["out"] / 0, "not-finite"),
        (lambda i: np.flip(i["grad_out"] * i["out"], 0), "wrong-places"),
    ],
)
def test_patterns_name_the_mistake(answer, mistake):
    shapes = [(3, 4), (2, 5)]
    with np.errstate(all="ignore"):
        found = diagnose(
            [
                evidence(i, answer(i), i["grad_out"] * i["out"])
                for i in (inputs(*shape) for shape in shapes)
            ],
            NONE,
        )
    assert found is not None
    assert found.id == mistake


def raised(inputs, line):
    """The evidence of an answer that stops with the error of this line."""
    x, tensor = inputs["x"], Tensor(np.ones(2))
    try:
        exec(line, {"np": np, "x": x, "tensor": tensor, "deep": deep, "math": math})
    except Exception as error:
        described = describe_error(error) | {"lines": [f"line 2, in exp_back: {line}"]}
        return Evidence("a case", inputs, parse_error(described), None, False)
    raise ValueError(f"{line} raises nothing")


def deep():
    return deep()


@pytest.mark.parametrize(
    ("line", "mistake"),
    [
        ("np.log(tensor)", "ufunc-on-tensor"),
        ("math.sqrt(tensor)", "tensor-as-array"),
        ("tensor > 0", "tensor-as-array"),
        ("tensor.astype(float)", "tensor-as-array"),
        ("x * None", "none-used"),
        ("None.array", "none-used"),
        ("x.permute(0)", "array-as-object"),
        ("(2.0).shape", "number-as-array"),
        ("y = 1.5; y(2)", "number-as-array"),
        ("[1].sum()", "list-as-array"),
        ("math.no_such_thing", "other-attribute"),
        ("grad_in", "name-unknown"),
        ("def f():\n    y = y + 1\nf()", "read-before-set"),
        ("y = 'text'; y()", "not-a-function"),
        ("np.zeros(2.0)", "needs-integer"),
        ("x.sum(axis=[0])", "axes-as-list"),
        ("x[1.5]", "needs-integer"),
        ("(lambda a: a)()", "wrong-call"),
        ("np.sum()", "wrong-call"),
        ("'a' + 1", "operands"),
        ("for i in object(): pass", "not-a-sequence"),
        ("a, b = object()", "not-a-sequence"),
        ("y = np.ones(2, dtype=int); y += 0.5", "cast-in-place"),
        ("np.array([[1], [1, 2]])", "ragged"),
        ("x[99, 99]", "index-out-of-range"),
        ("{}['a']", "key-unknown"),
        ("1 / 0", "division-by-zero"),
        ("math.exp(1000)", "too-large"),
        ("deep()", "recursion-without-end"),
        ("x + np.ones(99)", "shapes-do-not-fit"),
        ("x.reshape(99)", "shapes-do-not-fit"),
        ("x.sum(axis=7)", "no-such-axis"),
        ("x @ np.ones((99, 2))", "shapes-do-not-fit"),
        ("np.concatenate([x, np.ones(99)])", "shapes-do-not-fit"),
        ("if x > 0: pass", "truth-value-of-array"),
        ("assert x is None", "own-assert"),
        ("x ^ x", "power-sign"),
        ("int(x)", "array-as-number"),
        ("np.ones((2, x.shape))", "lengths-in-a-tuple"),
        ("a, b = [1]", "taken-apart"),
        ("dict(**3)", "not-a-mapping"),
        ("open('no such file')", "no-such-file"),
        ("[1]['a']", "list-as-dictionary"),
        ("iter(type('A', (), {'__iter__': lambda self: 1})())", "not-an-iterator"),
        ("len.shape", "method-not-called"),
        ("object(x)", "class-for-an-object"),
    ],
)
def test_plain_errors_are_explained(line, mistake):
    items = [raised(inputs(3, 4), line), raised(inputs(2, 5), line)]
    found = diagnose(items, NONE)
    assert found is not None, items[0].error
    assert found.id == mistake
    # others fail in another way, or with arrays
    rng = np.random.default_rng(0)
    other = evidence(inputs(3, 4), rng.normal(size=(3, 4)), rng.normal(size=(3, 4)))
    assert diagnose([items[0], other], NONE).id == mistake


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (lambda i: i["grad_out"] * i["out"] * (i["x"] > 0), "wrong-where-negative"),
        (lambda i: i["grad_out"] * i["out"] * (i["x"] < 0), "wrong-where-positive"),
        (lambda i: i["grad_out"] * i["out"] + 1.5, "shifted"),
        (lambda i: np.array([[Tensor(1.0)]]), "object-array"),
    ],
)
def test_what_is_wrong_in_the_arrays_is_explained(answer, mistake):
    items = []
    for i in (inputs(3, 4), inputs(2, 5)):
        got = wire.restore(*wire.flatten(answer(i)))
        items.append(evidence(i, got, i["grad_out"] * i["out"]))
    assert diagnose(items, NONE).id == mistake


def test_a_call_of_the_students_own_is_not_blamed_on_the_stub():
    """Only where none of the student's lines is reached has its first line been changed."""
    outside = Raised("TypeError", "f() takes 1 positional argument but 2 were given")
    inside = replace(outside, lines=("line 2, in mul: grad_fn(1, 2)",))
    for error, mistake in ((outside, "arguments-renamed"), (inside, "wrong-call")):
        item = Evidence("a case", inputs(2), error, None, False)
        assert diagnose([item], NONE).id == mistake


def test_a_right_answer_has_no_diagnosis():
    i = inputs(2, 3)
    assert diagnose([evidence(i, i["x"], i["x"])], NONE) is None


def test_nothing_is_said_where_nothing_fits():
    rng = np.random.default_rng(0)
    items = [evidence(i, rng.normal(size=(3, 4)), i["x"]) for i in (inputs(3, 4), inputs(3, 4))]
    assert diagnose(items, NONE) is None


def test_a_pattern_must_hold_in_every_failing_case():
    one, other = inputs(3, 4), inputs(2, 5)
    items = [evidence(one, -one["x"], one["x"]), evidence(other, other["out"], other["x"])]
    assert diagnose(items, NONE) is None


def test_a_shared_feature_of_what_fails_is_named():
    fine, negative = inputs(3, 4, dim=1), inputs(3, 4, dim=-1)
    items = [evidence(fine, fine["x"], fine["x"]), evidence(negative, negative["out"], fine["x"])]
    assert diagnose(items, NONE).id == "wrong-for-negative-axes"


def observed(inputs, got, expected, case="a case"):
    """The evidence of an answer of which several values were observed."""
    mismatch = compare(got, expected, 1e-4, 1e-6)
    wrong = wrong_names(got, expected, 1e-4, 1e-6)
    return Evidence(case, inputs, Observed(got, inputs), mismatch, False, wrong=wrong)


def gradients(i, of_a, of_b, **others):
    return {"output": i["out"], "gradient of a": of_a, "gradient of b": of_b, **others}


def test_the_gradient_that_alone_is_wrong_is_named():
    several = [inputs(3, 4), inputs(2, 5)]
    items = [
        observed(i, gradients(i, i["x"], i["x"] ** 3 + 1), gradients(i, i["x"], i["out"]))
        for i in several
    ]
    found = diagnose(items, NONE)
    assert found.id == "gradient-alone"
    assert "the gradient of `b`" in found.hint


def test_a_derivative_that_is_right_and_has_no_derivative_is_told_from_a_wrong_one():
    i, second = inputs(3, 4), "gradient of the gradients with respect to a"
    got, expected = ({second: v, "gradient of a": i["x"]} for v in (np.zeros((3, 4)), i["out"]))
    assert diagnose([observed(i, got, expected)], NONE).id == "numbers-without-a-past"


def test_the_only_case_that_is_not_right_is_named():
    i = inputs(3, 4)
    fine = [evidence(i, i["x"], i["x"], case=f"case {number}") for number in range(3)]
    found = diagnose([*fine, evidence(i, i["x"] ** 2 - 3, i["x"], case="two at once")], NONE)
    assert found.id == "single-case"
    assert "two at once" in found.hint


def test_no_name_that_an_answer_has_made_up_is_in_a_hint():
    i = inputs(3, 4)
    got = gradients(i, i["x"], i["x"], secret=i["x"])
    items = [observed(i, got, gradients(i, i["x"], i["x"])) for _ in range(2)]
    found = diagnose(items, NONE)
    assert found is None or "secret" not in found.hint


def known(name, *items):
    return Known(name, "A hint.", tuple(map(sign, items)))


def test_a_known_mistake_that_behaves_alike_on_every_case_comes_first():
    i = inputs(3, 4)
    table = Behaviors(
        (
            known("another", evidence(i, i["x"] * 3, i["x"])),
            known("of-its-own", evidence(i, -i["x"] * (1 + 1e-7), i["x"])),
        )
    )
    assert diagnose([evidence(i, -i["x"], i["x"])], table).id == "of-its-own"
    assert diagnose([evidence(i, -i["x"] * 1.01, i["x"])], table).id == "scaled"


def test_of_mistakes_with_the_same_error_the_one_that_says_the_same_is_named():
    def raising(message):
        return Evidence("a case", {}, Raised("TypeError", message), None, False)

    table = Behaviors((known("one", raising("a")), known("other", raising("b"))))
    assert diagnose([raising("b")], table).id == "other"
    assert diagnose([raising("c")], table) is None


def test_one_of_two_mistakes_is_found_where_the_other_does_not_show():
    i = inputs(3, 4)
    right = evidence(i, i["x"], i["x"])
    table = Behaviors(
        (
            known("first", evidence(i, i["x"] ** 3, i["x"]), right),
            known("everywhere", evidence(i, i["x"] ** 2, i["x"]), evidence(i, i["out"], i["x"])),
        )
    )
    both = [evidence(i, i["x"] ** 3, i["x"]), evidence(i, i["out"] ** 3, i["x"])]
    assert diagnose(both, table).id == "first"
    assert diagnose([right, both[1]], table) is None


def test_a_number_that_arrays_could_carry_is_not_named():
    """Hints go to students even where arrays must not."""
    items = [evidence(i, 0.7316 * i["x"], i["x"]) for i in (inputs(3, 4), inputs(2, 5))]
    found = diagnose(items, NONE)
    assert found.id == "scaled"
    assert "0.73" not in found.hint


def test_hostile_arrays_are_compared_without_harm():
    i = inputs(3)
    odd = [np.full(3, np.nan), np.full(3, np.inf), (np.ones(2), 1), None, "text", 1e300, {"a": 2}]
    signs = [sign(evidence(i, value, i["x"])) for value in odd]
    assert len(set(signs)) == len(odd)


def test_summing_back_to_a_shape():
    array = np.ones((2, 3, 4))
    assert summed_to(array, (3, 1)).shape == (3, 1)
    assert summed_to(array, (5,)) is None


@pytest.mark.parametrize("exercise", [e.id for e in UNIT.exercises if e.id != "all_together"])
def test_every_exercise_has_known_mistakes_with_hints(exercise):
    known = mistakes("ps2_mnist", exercise).singles()
    assert len({mistake.id for mistake in known}) >= 6
    for mistake in known:
        assert len(mistake.hint) > 40
        assert "!" not in mistake.hint
        assert mistake.source.strip() not in mistake.hint


@pytest.mark.parametrize("unit", assignment_names())
def test_hints_are_read_in_terminals_and_hold_no_formula(unit):
    entries = [
        e for exercise in assignment(unit).exercises for e in mistakes(unit, exercise.id).entries
    ]
    assert [entry.id for entry in entries if re.search(r"[$\\]|\^\{", entry.hint)] == []
