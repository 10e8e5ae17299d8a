"""The answers: literate modules, expected values, known mistakes, versions of the course."""
