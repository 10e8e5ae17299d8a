"""The ways in: `grade.py`, the `autograder` command, pytest, and the process beside a kernel."""
