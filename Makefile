# Every target works as the first command on a fresh clone: it makes .venv and installs what the lock names.
PYTHON ?= python3
VENV ?= .venv
RUN := $(VENV)/bin
# The same with what makes a busy bot faster, to measure by how much.
FAST := $(VENV)-fast
# One more than there are processors: many tests wait for a process to start, or for the other side of a wire.
TESTERS = $(shell $(RUN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')
PIP := bin/pip install --quiet --disable-pip-version-check

.PHONY: demo run test test-page check bench lock schema clean

demo: $(VENV)/installed  ## The whole bot on your machine, with a chat in the browser. No account, no token.
	@$(RUN)/python -m bot sandbox

run: $(VENV)/installed  ## The bot on Discord. The token comes from DISCORD_TOKEN, .env or DISCORD_TOKEN_FILE.
	@$(RUN)/python -m bot run

test: $(VENV)/installed  ## Run all tests but those of the sandbox's page by itself.
	$(RUN)/pytest --numprocesses $(TESTERS) --dist worksteal -m "not page"

test-page: $(VENV)/installed  ## Run those: after a change to the page.
	$(RUN)/pytest --numprocesses $(TESTERS) --dist worksteal -m page

check: $(VENV)/installed  ## Lint, types, import contracts, packs, labelled queries.
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/studyhall check
	$(RUN)/studyhall evaluate tests/evaluation/fitting.yaml --at-least 0.94 --harm-at-most 0.02

bench: $(VENV)/installed $(FAST)/installed  ## Measure speed against named peers, in one run.
	$(RUN)/python -m tests.benchmarks.lookup
	$(RUN)/python -m tests.benchmarks.packs
	$(RUN)/python -m tests.benchmarks.storage
	$(RUN)/python -m tests.benchmarks.quizzes
	$(RUN)/python -m tests.benchmarks.discord_bot $(FAST)/bin/python

schema: $(VENV)/installed  ## Write the JSON Schemas that editors use for packs.
	$(RUN)/python -m knowledge.pack_schema

lock:  ## Choose versions anew (needs uv). Hashes only: no download addresses.
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade --group dev pyproject.toml --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		--upgrade --extra fast --constraint requirements.lock pyproject.toml --output-file requirements-fast.lock

clean:
	rm -rf $(VENV) $(FAST) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Studyhall needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.13")'
	$(PYTHON) -m venv $(VENV)
	$(VENV)/$(PIP) --require-hashes --requirement requirements.lock
	$(VENV)/$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(FAST)/installed: requirements-fast.lock
	$(PYTHON) -m venv $(FAST)
	$(FAST)/$(PIP) --require-hashes --requirement requirements-fast.lock
	@touch $@
