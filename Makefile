# Everything a newcomer runs. Needs Python 3.11 or newer and make; the rest is installed into this folder.
PYTHON ?= python3
VENV := .venv/bin/python
LOCAL := $(VENV) -m supervision.local
THROWAWAY := $(LOCAL) exec --throwaway --
AS_IN_PRODUCTION := BEHIND_TLS=true SITE_URL=https://supervision.example ALLOWED_HOSTS=supervision.example
LOCKS := requirements requirements-local requirements-node requirements-dev


.DEFAULT_GOAL := help
.PHONY: help demo demo-reset install install-dev test check check-django bench lock tour

help: ## Show these lines
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 14

demo: install ## Run the platform with the demonstration data until Ctrl-C
	@exec $(LOCAL) demo

demo-reset: install ## Delete the demonstration data
	@exec $(LOCAL) reset

test: install-dev ## Run the whole suite, a process for each core (ARGS='-k words' for a part)
	@exec $(THROWAWAY) python -m tests.suite $(ARGS)

check: install-dev ## Lint, types, imports, migrations, deployment settings, translations
	$(VENV) -m ruff check .
	$(VENV) -m ruff format --check .
	$(VENV) -m djlint --quiet --lint --check templates
	.venv/bin/lint-imports
	@exec $(THROWAWAY) $(MAKE) --no-print-directory check-django

check-django: # what needs settings
	python -m mypy
	python manage.py makemigrations --check --dry-run
	env $(AS_IN_PRODUCTION) python manage.py check --deploy --fail-level WARNING
	python manage.py check_translations

tour: install-dev ## Take the pictures of the README with the browser tests
	@exec $(THROWAWAY) sh -c 'python -m tests.suite tests/browser && python -m tests.browser.tour'

bench: install-dev ## Measure ratios against the bare stack
	@exec $(THROWAWAY) python -m tests.bench

install:
	@$(PYTHON) supervision/local/install.py

install-dev:
	@$(PYTHON) supervision/local/install.py --dev

lock: install-dev ## Pin the newest allowed packages and assets
	for name in $(LOCKS); do \
	  $(VENV) -m piptools compile --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe \
	    --no-header --no-emit-index-url --no-emit-find-links --output-file $$name.txt $$name.in || exit 1; \
	done
	PATH="$$PATH:$$PWD/.venv/bin" npm update --package-lock-only
