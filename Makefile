# Every target does its own set-up. Bare `make` lists them.

PYTHON ?= python3
VENV   := .venv
RUN    := $(VENV)/bin
READY  := $(VENV)/.ready
LOCKED := --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
          pyproject.toml

.DEFAULT_GOAL := help
.PHONY: help demo test check bench site serve image lock clean

help: ## List the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

demo: $(READY) ## Make a throw-away desk in build/demo and walk through it
	@rm -rf build/demo
	@$(RUN)/desk demo build/demo

test: $(READY) ## Run every test; finds or fetches a browser for them
	@chromium=$$($(RUN)/python tests/support/chromium.py) && \
	 PLAINDESK_CHROMIUM="$$chromium" $(RUN)/python -m pytest --numprocesses=auto --dist=loadfile --durations=10

check: $(READY) ## Lint, types and import order first, then every other test
	@$(RUN)/python -m pytest -x tests/test_house.py
	@chromium=$$($(RUN)/python tests/support/chromium.py) && \
	 PLAINDESK_CHROMIUM="$$chromium" $(RUN)/python -m pytest --numprocesses=auto --dist=loadfile --durations=10 --ignore=tests/test_house.py

bench: $(READY) ## Measure speed and size
	@$(RUN)/python -m tests.bench
	@$(RUN)/python -m tests.bench.peers
	@$(RUN)/python -m tests.bench.site
	@$(RUN)/python -m tests.bench.hands

site: $(READY) ## Build the help centre into build/site
	@$(RUN)/desk site build --output build/site

serve: $(READY) ## Show the help centre while you write
	@$(RUN)/desk site serve

image: $(READY) ## Build a container image for CI (needs docker or podman)
	@rm -rf build/image
	@$(RUN)/hatchling build -t wheel -d build/image
	@$(shell command -v podman || echo docker) build --file Containerfile --tag plaindesk .

lock: ## Renew both lock files from pyproject.toml (needs uv)
	@uv pip compile $(LOCKED) --extra dev --upgrade --output-file requirements.lock
	@uv pip compile $(LOCKED) --constraint requirements.lock --output-file requirements-run.lock

clean: ## Remove everything that make made
	@rm -rf $(VENV) build .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find tooling tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Built without isolation, so that the build tool is the locked one too.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Plaindesk needs Python 3.11 or newer; name one: make PYTHON=python3.12") if sys.version_info < (3, 11) else None'
	@echo "Setting up $(VENV), once; it takes about a minute." >&2
	@$(PYTHON) -m venv $(VENV)
	@echo "  installing what Plaindesk needs ..." >&2
	@$(RUN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@echo "  installing Plaindesk itself ..." >&2
	@$(RUN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
