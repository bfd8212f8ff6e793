# Everything a developer runs. Each target sets up what it needs; a second run sets up nothing.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready

.PHONY: help setup demo run test check bench campaign lock clean
.DEFAULT_GOAL := help

help:            ## what can be made
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

setup: $(READY)  ## a virtual environment from the hashed lock file (uv where it is there, else pip)

demo: $(READY)   ## the whole pipeline against the sample newspapers on loopback
	$(BIN)/diembao demo

run: $(READY)    ## the daemon on the live catalogue
	$(BIN)/diembao run

test: $(READY)   ## all tests
	$(BIN)/python -m pytest

check: $(READY)  ## format, lint, types, the one way of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)  ## measurements: ratios against public floors, printed as a table
	$(BIN)/python -m bench

campaign: $(READY) ## a long attack on the program: make campaign NAME=kills|stops|hostile|ends|twins|layouts|letters
	$(BIN)/python -m tests.campaigns.$(or $(NAME),kills)

lock:            ## renew requirements.lock (needs uv): hashes, no addresses
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --upgrade -o requirements.lock

clean:           ## the environment and every cache
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache var

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Điểm báo needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv --quiet --allow-existing --python $(PYTHON) $(VENV) && \
	  uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock && \
	  uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(PYTHON) -m venv $(VENV) && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $@
