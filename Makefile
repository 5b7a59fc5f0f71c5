# Every target works as the first command on a fresh clone: it makes .venv and installs what the lock names.
PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin

.PHONY: demo test check bench lock schema clean

demo: $(VENV)/installed  ## Show the terminal answering.
	@sh deploy/demo.sh $(RUN)/studyhall

test: $(VENV)/installed  ## Run all tests.
	$(RUN)/pytest

check: $(VENV)/installed  ## Lint, types, import contracts, packs, labelled queries.
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/studyhall check
	$(RUN)/studyhall evaluate tests/evaluation/fitting.yaml --at-least 0.94 --harm-at-most 0.02

bench: $(VENV)/installed  ## Measure speed against named peers, in one run.
	$(RUN)/python -m tests.benchmarks.lookup
	$(RUN)/python -m tests.benchmarks.packs

schema: $(VENV)/installed  ## Write the JSON Schemas that editors use for packs.
	$(RUN)/python -m knowledge.pack_schema

lock:  ## Choose versions anew (needs uv). Hashes only: no download addresses.
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade --group dev pyproject.toml --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade --extra fast --constraint requirements.lock pyproject.toml --output-file requirements-fast.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Studyhall needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(RUN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
