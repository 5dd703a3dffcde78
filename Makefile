# make demo: install and show danvan on the sample articles. make test: run all tests. PYTHON names another interpreter.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := $(VENV)/demo.db

.PHONY: demo test test-slow lint types layers docs catalogue clean

$(VENV)/installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "danvan needs Python 3.11 or newer; name one: make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/developing: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test,lint]'
	@touch $@

demo: $(VENV)/installed
	@rm -f $(DEMO) $(DEMO)-wal $(DEMO)-shm
	@echo '$$ danvan ingest data/samples' && DANVAN_DB=$(DEMO) $(BIN)/danvan ingest data/samples
	@echo && echo '$$ danvan search "dan van kheo" --province "Lai Châu"' && DANVAN_DB=$(DEMO) $(BIN)/danvan search "dan van kheo" --province "Lai Châu"
	@echo && echo '$$ danvan show 1' && DANVAN_DB=$(DEMO) $(BIN)/danvan show 1
	@echo && echo '$$ danvan stats --province "Lai Châu"' && DANVAN_DB=$(DEMO) $(BIN)/danvan stats --province "Lai Châu"
	@echo && echo 'The archive is $(DEMO). Go on with: DANVAN_DB=$(DEMO) $(BIN)/danvan search "Dân vận khéo"'

test: $(VENV)/developing
	$(BIN)/python -m pytest -n 2 -m 'not slow'

test-slow: $(VENV)/developing
	$(BIN)/python -m pytest -n 2 -m slow

lint: $(VENV)/developing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/developing
	$(BIN)/mypy

layers: $(VENV)/developing
	$(BIN)/lint-imports

docs: $(VENV)/developing
	$(BIN)/python docs/reference.py > docs/cli.md

catalogue: $(VENV)/developing
	$(BIN)/pybabel -q extract --add-location=file --output=$(VENV)/danvan.pot danvan_cli
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width=120 --domain=danvan --input-file=$(VENV)/danvan.pot --output-dir=data/locale
	$(BIN)/pybabel -q compile --domain=danvan --directory=data/locale

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
