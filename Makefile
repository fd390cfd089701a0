# One word runs everything. `make run` and `make test` need Python >= 3.11 and a network, no more is assumed.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help

help: ## what there is to make
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

.venv/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "whoholds needs Python 3.11 or newer: make PYTHON=python3.12 run")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

.venv/.test: .venv/.run requirements-test.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

run: .venv/.run ## install, load the first report, serve on http://127.0.0.1:8000
	$(BIN)/whoholds load isis-detainee-transfer
	$(BIN)/whoholds serve

lock: .venv/.test ## refresh the lock files from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  pyproject.toml --extra test --extra py2neo -c requirements.lock -o requirements-test.lock

.PHONY: help run lock
