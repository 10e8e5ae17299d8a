"""What the dispatcher makes of graders that fail, with a backend that only fails."""

import pytest

from autograder.classroom.dispatch import Dispatcher, Settings, Task


class Failing(Dispatcher):
    """Every task comes back at once, with an error."""

    def __init__(self, tasks, error):
        super().__init__(tasks, {}.__getitem__, Settings())
        self.error = error

    def room(self):
        return 2

    def submit(self, task, key):
        self.come.put((task.number, self.error))

    def abandon(self, task):
        raise AssertionError("nothing hangs")

    def close(self):
        pass


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (EOFError(), "the process that graded it ended."),
        (TypeError("unhashable\ntype"), "graded it failed (TypeError: unhashable type)."),
    ],
)
def test_what_never_comes_back_is_given_up_with_the_reason(error, said):
    tasks = [Task(number, f"hw{number}.ipynb", b"") for number in range(3)]
    outcomes = list(Failing(tasks, error).run())
    assert sorted(task.number for task, _ in outcomes) == [0, 1, 2]
    for _, graded in outcomes:
        assert said in graded.report.error
        assert not graded.settled


def test_the_settings_of_a_run_can_be_looked_up():
    """A worker keeps a grader by its settings, accommodations among them."""
    assert hash(Settings()) == hash(Settings())
