# `make demo` and `make test` work in a fresh clone, with Python 3.11 or newer and make.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.PHONY: demo test audit attacks fuzz lint build clean

demo: $(READY)  ## grade a small class of submissions
	$(BIN)/autograder demo

test: $(READY) lint  ## everything that must hold
	$(BIN)/autograder build --check
	$(BIN)/python -m pytest -n auto --dist loadfile

audit: $(READY)  ## measure the grader: right answers, wrong ones, mutants
	$(BIN)/autograder audit

attacks: $(READY)  ## hostile notebooks, alone and in a class
	$(BIN)/python -m pytest -n 6 -m attack  # more than processors: they wait for limits

fuzz: $(READY)  ## two million frames from hostile workers
	AUTOGRADER_FUZZ=20 $(BIN)/python -m pytest -n auto tests/test_wire_fuzz.py

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

build: $(READY)  ## notebooks/ and the expected values, from solutions/
	$(BIN)/autograder build

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; for another one: make PYTHON=python3.12 ..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $(READY)

clean:
	rm -rf .venv build
