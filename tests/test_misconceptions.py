"""How known mistakes behave, as it is stored with the course."""

from autograder.course import assignment
from autograder.misconceptions import Scratch

ENDLESS = """
def negative_back(grad_out, out, x):
    (result,) = map(lambda g: negative_back(g, out, x), [-grad_out])
    return result
"""


def test_a_mistake_behaves_the_same_however_deep_the_caller_is(public_key):
    exercise = assignment("ps2_mnist")["negative_back"]
    trials = [(t.inputs, t.expected, t.case.rule) for t in public_key.trials(exercise)]
    scratch = Scratch("ps2_mnist")

    def deeper(levels):
        if levels:
            return deeper(levels - 1)
        return scratch.behaviour(exercise, ENDLESS, trials)

    shallow = deeper(0)
    said = {"type": "RecursionError", "message": "calls itself without end"}
    assert shallow[0] == {"error": said}
    assert all(deeper(levels) == shallow for levels in range(1, 12))


def test_the_reference_is_back_after_a_mistake(public_key):
    exercise = assignment("ps2_mnist")["negative_back"]
    trials = [(t.inputs, t.expected, t.case.rule) for t in public_key.trials(exercise)]
    scratch = Scratch("ps2_mnist")
    scratch.behaviour(exercise, ENDLESS, trials)
    assert set(map(str, scratch.behaviour(exercise, "pass", trials))) == {"{'right': True}"}
