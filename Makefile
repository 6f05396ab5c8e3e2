# One name for each thing a developer does. `make` lists them.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
EXAMPLES := examples/assessments

.PHONY: help demo test lint types layers unit golden schemas guide bench tools clean

help: ## List these commands
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/run ## Check every example, render each to Word and HTML, say where the files are
	@echo
	@$(BIN)/eia check $(EXAMPLES); code=$$?; test $$code -le 1 || exit $$code
	@echo
	@$(BIN)/eia render $(EXAMPLES) --output build/demo
	@echo
	@$(BIN)/eia accessibility build/demo
	@echo
	@cd examples/register-failing && ../../$(BIN)/eia register
	@echo
	@echo "The findings above belong to the examples made to show faults. The reports are in build/demo/."

test: tools .venv/dev lint types layers unit ## Everything: lint, types, layers, and every test, browser and Word included

lint: .venv/dev ## Style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev ## Strict type check
	$(BIN)/mypy

layers: .venv/dev ## Which module may import which
	$(BIN)/lint-imports --no-cache

unit: .venv/dev ## The tests alone
	$(BIN)/pytest -n auto

golden: .venv/dev ## Rewrite the kept findings and reports; read the difference before you commit it
	$(BIN)/pytest -q --update-golden -m golden

schemas: .venv/dev ## Rewrite what is made of the forms: the composed schemas, and each form ready to be read
	$(BIN)/python scripts/write_schemas.py

guide: .venv/dev ## Rewrite docs/rules.md from the pages of the rules
	$(BIN)/eia rules --form common --format markdown > docs/rules.md

bench: .venv/dev ## Measure against other tools on the same files (about ten minutes)
	$(BIN)/pip install -q --group bench
	$(BIN)/python -m benchmarks

tools: ## The system's own tools that tests read our files with: LibreOffice, Chromium, pdftoppm
	@sh scripts/install-tools.sh

clean: ## Remove everything that was made
	rm -rf .venv build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache

.venv/bin/python:
	@sh scripts/make-venv.sh "$(PYTHON)"

.venv/run: .venv/bin/python pyproject.toml
	$(BIN)/pip install -q -e .
	@touch $@

.venv/dev: .venv/bin/python pyproject.toml
	$(BIN)/pip install -q -e . --group lint --group test
	@touch $@ .venv/run
