# Two commands: `make book` builds the book, `make test` checks everything. Both set up .venv first.
PYTHON ?= python3
VENV ?= .venv
UV_VERSION := 0.13.9

# Compiled once, modules load three times as fast; pages and outputs do not depend on the reader's own settings.
export PYTHONDONTWRITEBYTECODE :=
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV

# A HOME that cannot be written has no room for uv's cache.
ifeq ($(shell mkdir -p "$${UV_CACHE_DIR:-$${XDG_CACHE_HOME:-$$HOME/.cache}/uv}" 2>/dev/null && echo yes),)
export UV_NO_CACHE := 1
endif

BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_TO_TEST := $(VENV)/.ready-to-test
# The programs of an environment name the folder that it was made in: moved or copied, it is made anew.
MOVED := $(shell test -s $(READY) && test "$$(cat $(READY))" != "$(CURDIR)" && echo moved)
# What starts no book, no kernel, no browser and no cluster.
QUICK := $(addprefix tests/,analysis chapter disk html index ledger notebooks tables language test_errors.py \
  test_packaging.py test_project.py test_prose.py test_workflows.py)
.DEFAULT_GOAL := help
.NOTPARALLEL:  # one target after the other, whatever -j says: two builds in one folder lock each other out
.PHONY: moved book pdf epub test quick hostile faults states lab reproduce licences audit sbom secrets refresh scenarios \
  pins bench clean help

book: $(READY)  ## Check, run and compile the book; says where to open it
	@$(BIN)/evidence book

quick: $(READY_TO_TEST)  ## In under a minute: style, types, imports, ledger, and the tests that start no book and no kernel
	@$(BIN)/ruff check -q && $(BIN)/mypy && $(BIN)/lint-imports --no-cache
	@$(BIN)/evidence check && $(BIN)/evidence tables --check && $(BIN)/evidence lint
	@$(BIN)/python -m pytest -q -n 2 --ignore tests/ledger/test_add_a_source.py $(QUICK)

test: $(READY_TO_TEST)  ## Check everything: ledger, tables, chapters, links, and the tests
	@echo "== style, types, imports"; $(BIN)/ruff check -q && $(BIN)/mypy && $(BIN)/lint-imports --no-cache
	@echo "== ledger and tables"; $(BIN)/evidence check && $(BIN)/evidence tables --check
	@echo "== chapters and settings"; $(BIN)/evidence lint && $(BIN)/evidence scenarios --check
	@echo "== book"; $(BIN)/evidence book
	@echo "== tests and stored outputs"; $(BIN)/python -m pytest -q --durations=5 \
	  -n 4 --dist loadfile --no-loadscope-reorder --nbval tests chapters

hostile: $(READY_TO_TEST)  ## Some two thousand inputs and faults meant to do harm: nothing runs, hangs or is lost
	@$(BIN)/python -m pytest -q -n 2 -m hostile --ignore tests/hostile/test_failing.py tests/hostile

faults: $(READY_TO_TEST)  ## One write, rename, sync or fork after the other fails; takes long
	@$(BIN)/python -m pytest -q -n 2 -m hostile tests/hostile/test_failing.py

states: $(READY_TO_TEST)  ## Two hundred states by the answer functions against whole runs of the notebooks, to the letter
	@$(BIN)/python -m pytest -q -n 2 -m large tests/scenarios tests/browser

lab: LAB := $(VENV)/lab
lab:  ## A chapter in Jupyter Lab, which gets an environment of its own, by a real browser: run, changed, run again, saved
	@$(MAKE) VENV=$(LAB) $(LAB)/.ready-to-test
	@$(LAB)/bin/uv pip install -q --python $(LAB)/bin/python -c $(LAB)/pins.txt jupyterlab==4.6.6
	@$(LAB)/bin/python -m pytest -q -m lab tests/browser/test_lab.py

reproduce:  ## Build twice from clones, under all that may differ, and compare every byte
	@.ci/reproduce

licences: $(READY_TO_TEST)  ## The licences of all packages that are pinned
	@$(BIN)/python .ci/licences.py requirements.txt

audit: $(READY_TO_TEST)  ## Ask the network whether a pinned package has a known hole
	@$(BIN)/uv tool run pip-audit==2.9.0 --strict --require-hashes --disable-pip -r $(VENV)/pins.txt

sbom: $(READY)  ## List all packages that are pinned for machines (CycloneDX): _build/sbom.cdx.json
	@mkdir -p _build && $(BIN)/uv tool run --from cyclonedx-bom==7.5.0 cyclonedx-py requirements \
	  --pyproject pyproject.toml --output-reproducible -o _build/sbom.cdx.json $(VENV)/pins.txt

secrets:  ## Look for keys and tokens in what git knows
	@$(PYTHON) .ci/secrets.py

refresh: $(READY)  ## Run the chapters and store their new outputs in them
	@$(BIN)/evidence tables && $(BIN)/evidence refresh

scenarios: $(READY)  ## Compute ahead what the chapters say at other values, where that is stale (minutes)
	@$(BIN)/evidence tables && $(BIN)/evidence scenarios

pdf: $(READY_TO_TEST)  ## Print the book with Chromium, or one page of it: CHAPTER=name; linked on the opening page
	@$(BIN)/evidence book && $(BIN)/evidence pdf $(CHAPTER)

epub: $(READY)  ## Pack the book for e-readers; linked on the opening page
	@$(BIN)/evidence book && $(BIN)/evidence epub

bench: $(READY_TO_TEST)  ## Time ours and the others side by side; PART=book, runs, tests … for one alone
	@$(BIN)/python -m benchmarks $(PART) $(if $(DATE),--date "$(DATE)")

pins: $(READY)  ## Compile requirements.txt anew from pyproject.toml
	@printf -- '-e .[test]\n' > .pins.in
	@$(BIN)/uv pip compile -q --universal --python-version 3.11 --no-annotate --upgrade --generate-hashes \
	  --custom-compile-command 'make pins' .pins.in -o requirements.txt && sed -i '/^-e/d' requirements.txt; \
	  status=$$?; rm -f .pins.in; exit $$status

clean:  ## Remove what was built; .venv stays
	@rm -rf _build build *.egg-info

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# Python's own pip can fill another environment; giving that one a pip of its own would take seven seconds more.
FETCH := install -q --disable-pip-version-check uv==$(UV_VERSION)
FETCH_UV_WITH_OUR_PIP = { $(PYTHON) -m venv --without-pip $(VENV) && \
	$(PYTHON) -m pip --python $(BIN)/python $(FETCH) 2>/dev/null; }
FETCH_UV_WITH_ITS_OWN_PIP = { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip $(FETCH); }

# Ours alone: what it needs is there, and what builds it is held to the same hashes.
OURS := $(BIN)/uv pip install -q --python $(BIN)/python --no-deps --build-constraints $(VENV)/pins.txt -e .

# In ASCII: Python reads such files in the signs of the locale, and would not start where the path has others.
define FIND_ANALYSIS
import os, sysconfig
with open(os.path.join(sysconfig.get_path("purelib"), "report.pth"), "w") as file:
    print(f"import sys; sys.path.append({os.getcwd()!a})", file=file)
endef
export FIND_ANALYSIS

# The pinned packages, with uv, which pip fetches; done once, and again when the pins change. No byte is installed
# whose hash does not stand in requirements.txt.
$(READY): requirements.txt pyproject.toml $(MOVED)
	@echo "setting up $(VENV), once (under a minute)"
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit( \
	  "Python 3.11 or later is needed, this is %d.%d; name another: make PYTHON=python3.12 book" % sys.version_info[:2])'
	@$(if $(MOVED),rm -rf $(VENV))
	@test -x $(BIN)/uv || $(FETCH_UV_WITH_OUR_PIP) || $(FETCH_UV_WITH_ITS_OWN_PIP) || { rm -rf $(VENV); \
	  echo "no virtual environment could be made; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@sed '/^-e/d' requirements.txt > $(VENV)/pins.txt
	@started=$$(date +%s); $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes \
	    -c $(VENV)/pins.txt -r pyproject.toml && $(OURS) && \
	  echo "  installed in $$(($$(date +%s) - started)) s"
	@$(BIN)/python -c "$$FIND_ANALYSIS"
	@printf '%s\n' "$(CURDIR)" > $@

$(READY_TO_TEST): $(READY)
	@echo "adding what the tests need"
	@$(BIN)/uv pip install -q --python $(BIN)/python --require-hashes -r $(VENV)/pins.txt && $(OURS)
	@touch $@
