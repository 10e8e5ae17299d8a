"""The version of this project, and its only place."""

VERSION = "0.2.0"
