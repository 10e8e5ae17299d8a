"""The book and the answers: one literate module for each unit of the course."""
