# One word runs everything. `make run` and `make test` need Python >= 3.11 and a network; no more is assumed.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# processes that share the tests out among them; each starts engines of its own and needs some 2 GB
WORKERS ?= 2
SHARED := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# where such tests are that start nothing; reading the others would take longer than running these
UNIT := tests/audit tests/cypher tests/fuzz tests/graph tests/ingest tests/world $(wildcard tests/test_*.py) \
	--ignore tests/fuzz/test_operations.py --ignore tests/fuzz/test_readers.py
LOCK := uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header
.DEFAULT_GOAL := help
# the tests are 50,000 lines that pytest rewrites; without bytecode each process does it anew in each run
unexport PYTHONDONTWRITEBYTECODE

help: ## what there is to make
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

.venv/.run: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("whoholds needs Python 3.11 or newer: make PYTHON=python3.12 run" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --editable .
	@$(BIN)/python -m compileall -q app graph ingest whoholds
	@touch $@

.venv/.test: .venv/.run requirements-test.lock
	$(PIP) --require-hashes -r requirements-test.lock
	@touch $@

# what the benchmark compares with; a peer that has nothing for this machine is left out of the table
.venv/.bench: .venv/.test requirements-bench.lock
	-$(PIP) --require-hashes -r requirements-bench.lock
	@touch $@

# programs that check what is around the code; an environment of their own, so that they change nothing of ours
.venv/tools/.tools: requirements-tools.lock
	@test -x .venv/tools/bin/python || $(PYTHON) -m venv .venv/tools
	.venv/tools/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-tools.lock
	@touch $@

run: .venv/.run ## install, load the sources shipped, serve on http://127.0.0.1:8000
	$(BIN)/whoholds load reference isis-detainee-transfer reported-figures ucdp-actor ucdp-dyadic
	$(BIN)/whoholds serve

release: .venv/.test ## the wheel in dist/, tried in empty environments of Python 3.11 to 3.13 as far as they are here
	$(BIN)/python -m tests.release $(PYTHONS)

contract: .venv/.test ## add what is new under /v1 to the contract that tests hold, and ask its examples anew
	$(BIN)/python -m tests.app.contract

docs: .venv/.run ## the guide as files for any web server, in build/docs; a service has it at /guide
	$(BIN)/python -m app.guide build/docs

check: .venv/.test ## style, types and the import map; the same of the page where Node 20 or newer is there
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if node -e 'process.exitCode = parseInt(process.versions.node) < 20 ? 1 : 0' 2>/dev/null; then $(MAKE) --no-print-directory check-page; \
	else echo "The page is not checked: install Node 20 or newer, with npm."; test -z "$$CI"; fi

check-page: app/web/node_modules ## style of the page: eslint, prettier
	cd app/web && npm run --silent lint && npm run --silent check

test: .venv/.test chromium ## all tests but the long ones, on the embedded engine, on a real Neo4j and in a real browser
	$(BIN)/python -m tests.engines.class_archive
	$(BIN)/python -m pytest $(SHARED) -m "not long" --examples 30

long: .venv/.test chromium ## before a release: what takes long by its nature, and each property with all of its examples
	$(BIN)/python -m tests.engines.class_archive
	$(BIN)/python -m pytest $(SHARED) -m "long or hypothesis"

unit: .venv/.test ## the tests that start nothing: no engine, no service, no browser
	$(BIN)/python -m pytest $(SHARED) -m "not engine and not long" --examples 10 $(UNIT)

attack: .venv/.test ## what strangers may try, against services on both engines of its own; the graph is compared before and after
	$(BIN)/python -m pytest tests/attack tests/app/test_gate.py tests/app/test_hanging_engine.py

audit: .venv/.test .venv/tools/.tools ## licences and known vulnerabilities of everything that is locked, Python and page
	$(BIN)/python -m tests.audit .venv/tools/bin/pip-audit

sbom: .venv/.test .venv/tools/.tools ## what whoholds is made of, as CycloneDX in build/sbom (the page's needs npm)
	$(BIN)/python -m tests.audit.sbom .venv/tools/bin build/sbom

check-docker: .venv/tools/.tools ## Docker Compose, hadolint and Caddy read their files; no engine is needed
	.venv/tools/bin/docker-compose config --quiet
	.venv/tools/bin/hadolint Dockerfile
	.venv/tools/bin/caddy validate --config Caddyfile 2>/dev/null || .venv/tools/bin/caddy validate --config Caddyfile

soak: .venv/.test ## 16 clients at full speed for MINUTES=30 with loads in between: no error, and memory stays flat
	$(BIN)/python -m tests.bench.soak --minutes $(or $(MINUTES),30) --engine $(or $(ENGINE),embedded)

load-test: .venv/.test ## answers a second and their times by question, on both engines, with and without the cache
	$(BIN)/python -m tests.bench.load_test

chromium: ## install Chromium for the tests of the page, where it is missing and apt-get may
	@sh tests/web/chromium.sh

bench: .venv/.bench ## ratios against bare drivers and peers, in one run; plots in build/bench
	$(BIN)/python -m tests.bench

bench-xl: .venv/.bench ## everyone's network of ten million statements
	$(BIN)/python -m tests.bench --only network --sizes S L XL

import-big: .venv/.test ## a million statements into a real Neo4j by neo4j-admin, against importing ready-made files
	$(BIN)/python -m tests.bench --only import --imports L

oracle: .venv/.test ## 10,000 questions on random worlds: both engines against the oracle
	WHOHOLDS_ORACLE_WORLDS=500 $(BIN)/python -m pytest tests/app/test_oracle.py
	WHOHOLDS_COLUMN_WORLDS=5000 $(BIN)/python -m pytest tests/graph/alliances

.PHONY: parity
parity: .venv/.test ## rows, graphs and answers are the same on the embedded engine, Neo4j 5.26 and 2026.09 (needs Java 25)
	$(BIN)/python -m pytest tests/parity

pictures: .venv/.run ## draw the pictures of docs/time-and-numbers.md
	$(BIN)/python -m docs.pictures.draw

app/web/node_modules: app/web/package-lock.json
	cd app/web && npm ci --silent
	@touch $@

torture: .venv/.test ## kill the loader and the embedded engine 200 times each, Neo4j 50 times, at random; make PIECES=4 torture does a part, and the next run goes on
	$(BIN)/python -m tests.torture $(if $(PIECES),--pieces $(PIECES))

fuzz: .venv/.test ## what strangers may send, at random: MINUTES=5 a reader, EXAMPLES=1000 an operation, STRINGS=1000000 of Cypher; make PIECES=4 fuzz does a part, ONLY=http, cypher or files, and the next run goes on
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),5) --examples $(or $(EXAMPLES),1000) --strings $(or $(STRINGS),1000000) $(if $(PIECES),--pieces $(PIECES)) $(if $(ONLY),--only $(ONLY))

page: .venv/.run app/web/node_modules ## build the page into app/static (needs Node 20 or newer)
	$(BIN)/python -c 'import json; from app.main import create_app; print(json.dumps(create_app().openapi()))' > app/web/openapi.json
	cd app/web && npm run --silent types && npm test --silent && npm run --silent build

shots: .venv/.test chromium ## the page at four sizes, light and dark, as pictures in build/shots
	$(BIN)/python -m tests.web.shots

web-bench: .venv/.test chromium ## how soon the page has drawn another day, in a browser without a graphics card
	$(BIN)/python -m tests.web.bench

lock: ## renew the lock files from pyproject.toml (needs uv 0.7 or newer)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra test --extra py2neo -c requirements.lock -o requirements-test.lock
	$(LOCK) pyproject.toml --extra peers -c requirements-test.lock -o requirements-bench.lock
	$(LOCK) --group tools -o requirements-tools.lock

clean: ## stop the engine; remove the virtual environment, caches and data
	-$(BIN)/whoholds stop
	rm -rf .venv .cache .whoholds .mypy_cache .ruff_cache

.PHONY: help run release contract docs check check-page test long unit attack chromium pictures bench bench-xl import-big oracle torture fuzz page shots web-bench audit sbom check-docker soak load-test lock clean
