# Corridor: everything a person runs here, by name. `make` alone lists it.
# Needs python3 (3.11 or newer) and make; each target makes its own environment in .venv.

PYTHON ?= python3
VENV   ?= .venv
PACK   ?= mali
AS_OF  ?= 2025-11-01
OUT    ?= out
ARGS   ?=

RUN   := $(VENV)/bin/python
SETUP := $(PYTHON) tools/setup_venv.py

# One thread for NumPy's products: at two cores threads wait for each other (see corridor/cli/__init__.py).
export OPENBLAS_NUM_THREADS ?= 1

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help brief test quick lint format types floors check docs bench wheel clean base dev python

help: ## list the targets
	@echo "Corridor: what gets in, who can get out, and how long it lasts."
	@echo
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' \
		| while IFS='|' read -r name text; do printf '%-14s %s\n' "$$name" "$$text"; done
	@echo
	@echo "Settings: PYTHON=$(PYTHON) PACK=$(PACK) AS_OF=$(AS_OF) OUT=$(OUT) ARGS= (handed to the tool)"

brief: base ## set up and write the briefing on the pack as of AS_OF into OUT
	@$(RUN) -m corridor brief --pack "$(PACK)" --as-of "$(AS_OF)" --out "$(OUT)" $(ARGS)
	@echo "The briefing lies in $(abspath $(OUT))"
	@echo "Open $(abspath $(OUT))/brief.html in a browser; no network is needed."

test: dev ## set up and run all tests; the last line is the summary
	@$(RUN) -m pytest $(ARGS)

quick: dev ## run the tests that are not marked slow
	@$(RUN) -m pytest -m "not slow" $(ARGS)

lint: dev ## style and formatting (ruff)
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .

format: dev ## rewrite files in the house format
	@$(RUN) -m ruff format .

types: dev ## types (mypy, strict)
	@$(RUN) -m mypy

floors: dev ## measured quality against its committed floors
	@$(RUN) -m corridor eval all

check: ## test, lint, types and floors, one after the other
	@$(MAKE) test
	@$(MAKE) lint
	@$(MAKE) types
	@$(MAKE) floors

docs: dev ## write docs/schemas from the records
	@$(RUN) tools/write_schemas.py docs/schemas

bench: dev ## how long each stage of a briefing takes
	@$(RUN) -m pytest benchmarks --benchmark-only -o addopts="" -o python_files="bench_*.py" $(ARGS)

wheel: dev ## build a wheel into dist/ and compare it with the tree
	@$(RUN) tools/check_wheel.py dist

clean: ## remove what was made: .venv, out, caches, dist
	@rm -rf "$(VENV)" out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

base: python
	@$(SETUP) base "$(VENV)"

dev: python
	@$(SETUP) dev "$(VENV)"

python:
	@command -v "$(PYTHON)" >/dev/null 2>&1 || { \
		echo "Stopped: no '$(PYTHON)' here. Corridor needs Python 3.11 or newer." >&2; \
		echo "Next: install it (Debian, Ubuntu: apt install python3 python3-venv), or name one:" >&2; \
		echo "      make PYTHON=/path/to/python3.11 brief" >&2; exit 1; }
