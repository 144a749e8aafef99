# Two commands matter: make run and make test. PORT and PYTHON may be given, as in: make run PORT=8001
PYTHON ?= python3
PORT ?= 8000
PREPARE = $(PYTHON) -I hiring/prepare.py

.PHONY: run test setup check lint bench pictures lock

run: ## Everything on one address, with a story to walk through; Ctrl-C stops it
	@$(PREPARE)
	@GATEPOST_MODE=$${GATEPOST_MODE:-demo} .venv/bin/python -m hiring.serving --port $(PORT)

test: ## Everything that must hold
	@$(PREPARE) tests
	@.venv/bin/python -m tests.run everything

setup: ## All that run and test prepare, with nothing started
	@$(PREPARE) tests

check: ## The fast half: lint, and the tests that need neither a browser nor patience
	@$(PREPARE) tools
	@.venv/bin/python -m tests.run fast

lint: ## Style, layers, templates, missing migrations, deployment settings
	@$(PREPARE) tools
	@.venv/bin/python -m tests.run lint

bench: ## The figures of tests/benchmarks
	@$(PREPARE) tools
	@.venv/bin/python -m pytest tests/benchmarks -s

pictures: ## README's pictures, taken anew from the demo
	@$(PREPARE) tests
	@.venv/bin/python -m tests.pictures

COMPILE = uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-header --no-emit-index-url --no-emit-find-links

lock: ## After changing what pyproject.toml asks for
	@$(COMPILE) --group dev -o requirements-dev.lock
	@$(COMPILE) -c requirements-dev.lock -o requirements.lock
