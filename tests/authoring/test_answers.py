"""Notebooks with answers, to hand out after the deadline."""

import pytest

from autograder.authoring.answers import answered_notebook, write_answers
from autograder.reference.literate import BEGIN, END


@pytest.fixture(scope="module", params=["ps1_backprop", "ps4_functions"])
def notebook(request):
    return answered_notebook(request.param)


def test_it_has_the_answers_and_no_marks_of_a_submission(notebook):
    text = "\n".join(cell.source for cell in notebook.cells)
    assert BEGIN not in text
    assert END not in text
    assert not any("nbgrader" in cell.metadata for cell in notebook.cells)
    assert "--hand-in" not in text


def test_it_says_why_an_answer_is_so_and_what_does_not_work():
    cells = {cell.id: cell.source for cell in answered_notebook("ps1_backprop").cells}
    assert "return grad_out / x" in cells["log_back"]
    assert "<details open><summary>Hint" in cells["text-log_back"]
    assert "- You multiply where the slope of the logarithm would divide." in cells["why-log_back"]


def test_what_was_to_be_mended_is_mended():
    (loss,) = (
        cell.source
        for cell in answered_notebook("ps4_functions").cells
        if "class CrossEntropyLoss" in cell.source
    )
    assert "t1" not in loss


def test_each_assignment_has_its_folder(tmp_path):
    path = write_answers("ps6_tensors", tmp_path)
    assert path == tmp_path / "ps6_babygrad" / "ps6_tensors.ipynb"
    assert path.exists()
