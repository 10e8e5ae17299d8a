"""This grader among nbgrader's exporters and preprocessors."""
