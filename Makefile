# `make demo` and `make test` work in a fresh clone, with Python 3.11 or newer and make;
# `make` alone lists the targets.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

LOWEST := build/lowest

.PHONY: help demo test test-torch test-lowest audit second-order attacks fuzz lint build clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(READY)  ## grade a small class of submissions
	$(BIN)/autograder demo

test: $(READY) lint  ## everything that must hold
	$(BIN)/autograder build --check
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-torch: $(READY)  ## the tests against PyTorch, which it installs
	$(BIN)/python -m pip install --quiet --editable ".[torch]"
	$(BIN)/python -m pytest -n auto -k torch tests

test-lowest:  ## the tests with the lowest versions of pyproject.toml, in an environment of their own
	$(PYTHON) -m venv $(LOWEST)
	$(PYTHON) tests/lowest_versions.py > $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pip install --quiet --editable ".[dev]" --constraint $(LOWEST)/constraints.txt
	$(LOWEST)/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

audit: $(READY)  ## measure the grader: inputs, right answers, wrong ones, mutants
	$(BIN)/autograder audit --coverage
	$(BIN)/autograder audit
	$(BIN)/python -m pytest -n auto -m audit

second-order: $(READY)  ## two changes at a time in the reference; takes ten minutes
	$(BIN)/autograder audit --second-order

attacks: $(READY)  ## hostile notebooks, alone and in a class
	$(BIN)/python -m pytest -n 6 -m attack  # more than processors: they wait for limits

fuzz: $(READY)  ## two million frames from hostile workers
	AUTOGRADER_FUZZ=20 $(BIN)/python -m pytest -n auto tests/test_wire_fuzz.py

lint: $(READY)  ## formats, imports, types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy

build: $(READY)  ## notebooks/ and the expected values, from solutions/
	$(BIN)/autograder build

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; for another one: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $(READY)

clean:  ## remove the environment and what was made
	rm -rf .venv build
