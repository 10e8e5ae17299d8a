"""*Run All* in every instructor's notebook: nothing stops, and every check is green."""

import pytest
from nbclient import NotebookClient

from autograder.course.model import assignment_names
from autograder.reference.literate import source_notebook


def shown(cell):
    """What stands under a cell, as text."""
    outputs = cell.get("outputs", [])
    return "".join(out.get("text") or out.get("data", {}).get("text/plain", "") for out in outputs)


@pytest.mark.parametrize("unit", assignment_names())
def test_a_notebook_with_every_answer_right_runs_from_top_to_bottom(unit, monkeypatch, tmp_path):
    """On the small digits, as where nothing can be downloaded."""
    monkeypatch.delenv("AUTOGRAD_MNIST_DIR", raising=False)
    monkeypatch.setenv("AUTOGRAD_MNIST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("AUTOGRAD_MNIST_OFFLINE", "1")
    notebook = source_notebook(unit)
    NotebookClient(
        notebook,
        timeout=600,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code if cell.source.strip())
    checks = [cell for cell in code if cell.source.lstrip().startswith('check("')]
    assert checks
    assert [cell.source for cell in checks if not shown(cell).startswith("✔")] == []
    assert code[-1].source == "check()"
    assert shown(code[-1]).startswith(f"All {len(checks)} exercises pass.")
