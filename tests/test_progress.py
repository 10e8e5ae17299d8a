"""A progress bar is one line of a saved notebook, and a terminal's own elsewhere."""

import nbformat
from nbclient import NotebookClient

from autograder.student.progress import progress_bar

CELL = """
from autograder.student.progress import progress_bar
for i in progress_bar(range(300), "Epoch 1", leave={leave}):
    pass
"""


def outputs(source):
    """What a cell leaves in a saved notebook."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(notebook, kernel_name="python3").execute()
    return notebook.cells[0].outputs


def test_a_bar_leaves_one_line_in_a_notebook_and_none_on_red():
    (output,) = outputs(CELL.format(leave=True))
    assert output.output_type == "display_data"
    line = output.data["text/plain"]
    assert line.startswith("Epoch 1: 100%|")
    assert "300/300" in line
    assert not set("\r\n") & set(line)


def test_a_bar_that_does_not_stay_leaves_an_empty_line():
    (output,) = outputs(CELL.format(leave=False))
    assert output.data == {"text/plain": ""}


def test_outside_a_notebook_it_is_a_bar_on_standard_error(capsys):
    assert list(progress_bar("abc", "Letters")) == ["a", "b", "c"]
    printed = capsys.readouterr()
    assert "Letters: 100%" in printed.err
    assert printed.out == ""


def test_an_error_stops_it_where_it_was():
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(f"{CELL.format(leave=True).rstrip()}; 1 / (i - 2)")]
    )
    client = NotebookClient(notebook, kernel_name="python3", allow_errors=True)
    client.execute()
    shown, error = notebook.cells[0].outputs
    assert "2/300" in shown.data["text/plain"]
    assert error.ename == "ZeroDivisionError"
