"""The key to grade a unit's answers with."""

import pytest

from autograder.grading.answer_key import ReferenceKey


@pytest.fixture(scope="module")
def key(request):
    """The instructor's key of the unit that the module is about, its UNIT."""
    return ReferenceKey(request.module.UNIT.name, 5)
