"""*Run All* on a notebook as it is handed out: it goes on after what is not solved yet."""

import json

import nbformat
import pytest
from nbclient import NotebookClient
from nbgrader.utils import determine_grade
from nbgrader.validator import Validator

from autograder.reference.literate import GO_ON_TAG
from autograder.reference.released import released_notebook, released_units


@pytest.fixture(scope="module", params=released_units())
def run(request, tmp_path_factory):
    """A released notebook after Jupyter has run all of it, as it would in front of a student."""
    notebook = nbformat.reads(json.dumps(released_notebook(request.param)), as_version=4)
    folder = tmp_path_factory.mktemp("run")
    client = NotebookClient(
        notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute()
    return notebook


def errors(cell):
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


def test_all_cells_run_though_no_exercise_is_solved(run):
    code = [cell for cell in run.cells if cell.cell_type == "code" and cell.source.strip()]
    assert all(cell.execution_count for cell in code)
    assert any(errors(cell) for cell in code)


def test_only_cells_that_say_so_go_on_after_an_error(run):
    for cell in run.cells:
        if errors(cell):
            assert GO_ON_TAG in cell.metadata.tags
    definitions = [
        cell
        for cell in run.cells
        if cell.metadata.get("autograder", {}).get("role") == "exercise"
        and cell.source.startswith(("def ", "class "))
    ]
    assert definitions
    assert not any(GO_ON_TAG in cell.metadata.get("tags", []) for cell in definitions)


def test_nbgrader_and_its_validation_still_see_every_error(run):
    checks = [c for c in run.cells if c.metadata.get("autograder", {}).get("role") == "check"]
    checks = [cell for cell in checks if cell.metadata.nbgrader.grade]
    failed = {cell.id for cell in Validator()._get_failed_cells(run)}
    bonus = {cell.id for cell in checks if not cell.metadata.nbgrader.points}
    assert {cell.id for cell in checks if errors(cell)} <= failed
    assert {cell.id for cell in checks} - failed <= bonus
    for cell in checks:
        assert determine_grade(cell) == (0, cell.metadata.nbgrader.points)
