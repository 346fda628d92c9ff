# `make help` is the manual: it is drawn from the comments behind the targets.

PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
RUN := $(BIN)/python -m
INSTALLED := .venv/requirements.lock

.DEFAULT_GOAL := help
.PHONY: help up down demo servers trace test check faults bench year load lock schemas diagram \
	mechanisms rebuild-view retain verify-audit venv image clean

help: ## Show this help
	@awk 'BEGIN {FS = ":.*## "} \
		/^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Use it
up: $(INSTALLED) ## Start everything on this machine; Ctrl-C stops it (PORT=8080, DETACH=1: in the background)
	@$(RUN) deploy.local.up --port $(PORT) $(if $(filter-out 0,$(DETACH)),--detach)

down: $(INSTALLED) ## Stop what `make up` started
	@$(RUN) deploy.local.down

demo: $(INSTALLED) ## Play the whole story through the public API and check every step
	@$(RUN) deploy.local.demo

trace: $(INSTALLED) ## Show one whistle's path through all services (WHISTLE=wh-…)
	@$(RUN) deploy.local.trace $(WHISTLE)

##@ Check it
test: $(INSTALLED) ## Run every test that needs no browser and no long load
	@$(RUN) pytest --ignore=tests/browser

check: $(INSTALLED) ## Check format, style, types and layers, and run the unit tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check --no-cache
	$(BIN)/basedpyright
	$(BIN)/lint-imports
	$(RUN) pytest tests/unit

faults: $(INSTALLED) ## Break things under load and account for every accepted command (minutes)
	@$(RUN) tests.faults.run $(ARGS)

bench: $(INSTALLED) ## Measure the product against a bare program that does the same durable work
	@$(RUN) loadtests.bench $(ARGS)

year: $(INSTALLED) ## Live through a year of a district in minutes, and judge it (ARGS="--share 4": a quarter)
	@$(RUN) tests.year $(ARGS)

load: $(INSTALLED) ## Play the load profiles and judge them (minutes)
	@$(RUN) loadtests.load $(ARGS)

##@ Work on it
venv: $(INSTALLED) ## Make .venv from requirements.lock, if it changed

servers: $(INSTALLED) ## Start only RabbitMQ and MongoDB, and print how to reach them
	@$(RUN) deploy.local.servers

schemas: $(INSTALLED) ## Write the schemas of events that changed, and the AsyncAPI document
	@$(RUN) deploy.contracts

diagram: $(INSTALLED) ## Draw the state machines from their tables
	@$(RUN) deploy.contracts.diagram

mechanisms: $(INSTALLED) ## Show which mechanisms have a test
	@$(RUN) tests.mechanisms

lock: $(INSTALLED) ## Write requirements.lock anew from pyproject.toml (newest versions)
	@$(RUN) deploy.local.lock

image: $(INSTALLED) ## Build the container image without a Docker engine, and see every process start from it
	@deploy/image.sh
	@$(RUN) deploy.local.image_check whistle

clean: down ## Stop everything and delete its data, logs and caches
	rm -rf .local .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

##@ Operate it
rebuild-view: $(INSTALLED) ## Build the gateway's view again from what the services said
	@$(RUN) deploy.local.within gateway.rebuild $(ARGS)

retain: $(INSTALLED) ## Take out personal data whose time is over (ARGS=--dry-run: only count)
	@$(RUN) deploy.local.within gateway.retention $(ARGS)

verify-audit: $(INSTALLED) ## Check that nobody changed the audit log
	@$(RUN) deploy.local.within gateway.verify_audit $(ARGS)

$(INSTALLED): requirements.lock
	@$(PYTHON) deploy/local/venv.py
