# One command to run, one to test. Everything else is for people who work on PeerHub.
PYTHON ?= python3
V := .venv
PY := $(V)/bin/python
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
# Some machines forbid it, and then each process compiles 2,400 modules anew: 3.4 s instead of 1.4.
export PYTHONDONTWRITEBYTECODE :=
.PHONY: help run test check manage shots bench faults browser turn fonts pins

help:
	@echo "make run               start everything, with the demo world   (PORT= DATABASE_URL= REDIS_URL=)"
	@echo "make test              set everything up and run every check and test"
	@echo "make check             format, lint, types, contracts: the quick part of make test"
	@echo "make manage ARGS=…     manage.py against the running servers, or servers of its own"
	@echo "make shots             screenshots of every page in the demo world, into shots/"
	@echo "make bench NAME=…      a measurement of tests/bench/: booking, feed, flags, matching, rooms, screening"
	@echo "make faults NAME=…     a fault of tests/faults/: worker, servers, rooms, flags, reminders, followups, money"
	@echo "make pins              resolve requirements/*.in again"

run: $(V)/local.ok fonts
	@exec $(PY) -m peerhub.stack run

test: $(V)/dev.ok browser turn fonts
	@bash .ci/checks
	$(PY) -m tests.run

check: $(V)/dev.ok
	@bash .ci/checks

manage: $(V)/local.ok
	@exec $(PY) -m peerhub.stack manage $(ARGS)

shots: $(V)/dev.ok browser fonts
	@env -u SHOTS DATABASE_URL=postgres://nobody:nothing@127.0.0.1:9/none REDIS_URL=redis://127.0.0.1:9/0 DJANGO_SETTINGS_MODULE=peerhub.settings.test $(PY) -m tests.shots
	SHOTS=1 $(PY) -m pytest -q -p no:cacheprovider tests/browser/test_main_job.py

bench: $(V)/dev.ok
	@exec $(PY) -m peerhub.stack.alone tests.bench.$(NAME) $(ARGS)

faults: $(V)/dev.ok
	@exec $(PY) -m peerhub.stack.alone tests.faults.$(NAME) $(ARGS)

$(V)/local.ok: requirements/local.txt
	@bash .ci/environment $(PYTHON) $(V) $<
	touch $@

$(V)/dev.ok: requirements/dev.txt
	@bash .ci/environment $(PYTHON) $(V) $<
	touch $@ $(V)/local.ok

browser:
	@bash .ci/browser

turn:
	@bash .ci/turn

fonts: | $(V)/local.ok
	@test -e static/fonts/fonts.css || $(PY) -m peerhub.stack fonts

pins:
	@for name in uv base local dev; do
	  $(V)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	    --override requirements/without.in requirements/$$name.in -o requirements/$$name.txt
	done
