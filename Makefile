# Needs python3 (3.11 or newer) and make; everything else comes from the lock files.
PYTHON ?= python3
BIN := .venv/bin

# Gold corpora for the tests that measure; unset where they are not at hand.
GEOMAP_CORPORA ?= $(wildcard $(abspath ../shared/bench/corpora))
export GEOMAP_CORPORA

.PHONY: help demo test test-browser check format bench bench-accuracy lock clean

help:
	@echo "make demo            set everything up; map and report of the example articles, paths printed"
	@echo "make test            the whole test suite"
	@echo "make test-browser    only the tests in a real browser (installs Debian's chromium if it can)"
	@echo "make check           ruff and mypy, as CI runs them"
	@echo "make bench           speed and size, each beside a named peer"
	@echo "make bench-accuracy  accuracy on the gold corpora (GEOMAP_CORPORA)"

# One stamp a lock file: the demo installs what users get, the tests what developers need.
.venv/.users: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.developers: requirements-dev.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: .venv/.users
	$(BIN)/geomap gazetteer build
	$(BIN)/geomap map examples/articles --output maps/examples.html --title "geomap examples"
	$(BIN)/geomap ingest examples/articles --store maps/examples.gpkg --update
	$(BIN)/geomap report maps/examples.gpkg --output maps/report --title "geomap examples"

test: .venv/.developers
	$(BIN)/pytest

test-browser: .venv/.developers
	@command -v chromium >/dev/null 2>&1 || scripts/install_browser.sh
	$(BIN)/pytest -m browser

check: .venv/.developers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.developers
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.developers
	$(BIN)/python -m benchmarks speed

bench-accuracy: .venv/.developers
	$(BIN)/python -m benchmarks accuracy

lock:
	scripts/lock.sh

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
