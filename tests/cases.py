"""The inputs of exercises' cases, and their gradients by HIPS autograd."""

from itertools import islice

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from autograder.course.model import hidden_instances, public_instance


def drawn(unit, exercise, case_name, seed=0):
    """The inputs of the case of that name, drawn from a seed."""
    (case,) = [case for case in unit[exercise].cases if case.name == case_name]
    return case.draw(np.random.default_rng(seed))


def instances(unit, exercise_id, seeds=(0, 1, 2), without=()):
    """The public inputs of each case, and those that grading draws, as parameters of a test.

    without: words in the names of cases that are left out.
    """
    exercise, found = unit[exercise_id], []
    for case in exercise.cases:
        if any(word in case.name for word in without):
            continue
        inputs = [public_instance(exercise, case)]
        for seed in seeds:
            inputs += islice(hidden_instances(exercise, case, seed), case.draws)
        found += [
            pytest.param(each, id=f"{exercise_id}-{case.name}-{k}") for k, each in enumerate(inputs)
        ]
    return found


def vjp(function, argument, values, grad_out):
    """The gradient of sum(grad_out * function(*values)) for one of the values, by HIPS autograd."""
    values = [np.asarray(value, dtype=float) for value in values]
    return autograd.grad(lambda *xs: anp.sum(grad_out * function(*xs)), argument)(*values)
