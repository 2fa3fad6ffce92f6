# Targets install what they need; required are Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# Amazon's rendering engine for screens, for the tests; without npm those tests are skipped.
ENGINE := $(if $(shell command -v npm),node_modules/ready)
# The extra "voice" has an environment of its own, so that nothing else depends on it.
VOICE := .venv-voice
VOICE_READY := $(VOICE)/ready
# If it exists and is not older than the lock file, the console uses it for speech recognition.
TALK = $(if $(shell test $(VOICE_READY) -nt requirements/development.lock && echo yes),$(VOICE),$(VENV))/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run talk test check fuzz bench voice format lock clean wheel lambda deploy-check store-check

help:
	@echo "make run     the test console, at http://127.0.0.1:8080/; another port: make run PORT=8081"
	@echo "make talk    talk to Cramp Coach in this terminal"
	@echo "make test    every test"
	@echo "make check   style, types, content, interaction model"
	@echo "make fuzz    100,000 unusual requests, a quarter of an hour"
	@echo "make voice   speech recognition, and spoken phrases through it; 220 MB more, some minutes"
	@echo "make bench   the skill beside bare Flask and Amazon's adapters, some five minutes"
	@echo "make format  format the code"
	@echo "make lock    update the lock files"
	@echo "make wheel   the release, in dist/"
	@echo "make lambda  the artefact for AWS Lambda, in build/lambda/"
	@echo "make deploy-check  check deploy/ and the Dockerfile"
	@echo "make store-check   send the package to a stand-in with Amazon's tool; installs 200 MB"

# The environment is created from the lock file, and again only when that changes.
$(READY): requirements/development.lock
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Cramp Coach needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11")'
	@echo "Setting up $(VENV) (once; a minute or two) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements/development.lock
	@touch $@

node_modules/ready: package-lock.json
	@echo "Setting up node_modules (once; half a minute) ..."
	@npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

# The interaction model, from the utterances and the names in content/; committed.
MODEL := interaction_model/en.json
$(MODEL): $(shell find interaction_model content -name '*.yaml') $(wildcard skill/interaction_model/*.py) | $(READY)
	@$(BIN)/python -m skill.interaction_model build

# The compiled content; without it a start takes half a second longer. The seed is the order of its
# sets, so that two builds are the same.
CONTENT := build/content.compiled
$(CONTENT): $(READY) $(MODEL) $(wildcard interaction_model/*/language.yaml) $(shell find content skill/catalog skill/common skill/understanding -name '*.yaml' -o -name '*.py')
	@PYTHONHASHSEED=0 $(BIN)/python -m skill.catalog compile

# The trained classifier of the console; without it the console trains for ten seconds at each start.
LEARNT := build/learnt/ready
$(LEARNT): $(READY) $(MODEL) $(wildcard interaction_model/*/language.yaml interaction_model/*/built_in.yaml interaction_model/*/off_topic.txt skill/understanding/*.py skill/console/nlu/*.py skill/console/nlu/classifier/*.py)
	@echo "Training the classifier (ten seconds, once for each change) ..."
	@$(BIN)/python -m skill.console.nlu.classifier.classifier_cache
	@touch $@

run talk test: $(MODEL) $(LEARNT)

# Without npm or its registry, the console's page draws screens itself and says so.
PORT ?= 8080
run: $(CONTENT)
	@$(if $(ENGINE),$(MAKE) -s --no-print-directory $(ENGINE) || echo "Amazon's engine for screens could not be set up; going on without it.",:)
	@$(TALK)/python -m skill.console web --port $(PORT) --open

talk: $(CONTENT)
	@$(TALK)/python -m skill.console

test: $(CONTENT) $(ENGINE)
	@$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

check: $(READY) $(ENGINE)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo --no-cache
	@$(BIN)/python -m skill.catalog
	@$(BIN)/python -m skill.interaction_model check
	@$(BIN)/python -m skill.publishing check

# Amazon's command-line tool, installed into a folder of its own.
ASK := build/ask/node_modules/ready
$(ASK): skill/publishing/ask/package-lock.json
	@echo "Setting up Amazon's tool in build/ask (once; a minute) ..."
	@mkdir -p build/ask
	@cp skill/publishing/ask/package.json skill/publishing/ask/package-lock.json build/ask/
	@cd build/ask && npm ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

store-check: $(READY) $(ENGINE) $(ASK)
	@$(BIN)/python -m skill.publishing deploy-check

fuzz: $(READY)
	@$(BIN)/python -m tests.fuzz --requests 100000

$(VOICE_READY): requirements/development.lock requirements/voice.lock
	@echo "Setting up $(VOICE) (once; some minutes, about 700 MB) ..."
	@$(PYTHON) -m venv $(VOICE)
	@$(VOICE)/bin/python -m pip install --quiet --require-hashes -r requirements/development.lock
	@$(VOICE)/bin/python -m pip install --quiet --require-hashes -r requirements/voice.lock
	@touch $@

voice: $(VOICE_READY)
	@$(VOICE)/bin/python -m pytest -q tests/console/audio/test_audio.py tests/console/audio/test_whisper_effect.py
	@$(VOICE)/bin/python -m skill.console acoustic

# Other benchmarks: python -m tests.benchmarks --help
bench: $(CONTENT)
	@$(BIN)/python -m tests.benchmarks table

format: $(READY)
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

# The build is reproducible: tests/test_wheel.py.
wheel: $(CONTENT)
	@rm -rf dist
	@$(BIN)/python deploy/sbom.py build/sbom.json
	@$(BIN)/python -m hatchling build -t wheel -d dist

# The runtime and processor of deploy/template.yaml; Lambda's Python 3.11 has an older glibc than most.
# Compiled without timestamps: packing changes them, and Lambda's file system is read-only.
LAMBDA := 3.11
lambda: wheel
	@rm -rf build/lambda
	@$(BIN)/python -m pip install --quiet --no-deps --no-compile --require-hashes --only-binary=:all: \
		--python-version $(LAMBDA) --platform manylinux2014_aarch64 \
		--target build/lambda -r requirements/production.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-index --no-compile --target build/lambda dist/*.whl
	@$(BIN)/python -m compileall -q --invalidation-mode unchecked-hash build/lambda
	@$(BIN)/python -c 'import sys; "$(LAMBDA)" == "%d.%d" % sys.version_info[:2] or print("This is not Python $(LAMBDA), which Lambda runs: the function will compile and read everything at each start.")'

# The tools for deploy-check, which neither the server nor the tests need.
DEPLOY := .venv-deploy
$(DEPLOY)/ready: requirements/deploy.lock
	@echo "Setting up $(DEPLOY) (once; a minute) ..."
	@$(PYTHON) -m venv $(DEPLOY)
	@$(DEPLOY)/bin/python -m pip install --quiet --require-hashes -r requirements/deploy.lock
	@touch $@

deploy-check: $(DEPLOY)/ready lambda
	@$(DEPLOY)/bin/cfn-lint deploy/template.yaml
	@$(DEPLOY)/bin/python deploy/check.py deploy/template.yaml build/lambda
	@$(DEPLOY)/bin/hadolint deploy/Dockerfile

LOCK := $(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes --no-header \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

lock: $(READY)
	@echo "Resolving the dependencies ..."
	@$(LOCK) --output-file requirements/production.lock pyproject.toml
	@$(LOCK) --extra console --extra dev --output-file requirements/development.lock pyproject.toml
	@$(LOCK) --extra deploy --output-file requirements/deploy.lock pyproject.toml
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]["voice"], sep="\n")' \
		| $(LOCK) --constraint requirements/development.lock --output-file requirements/voice.lock -

clean:
	rm -rf $(VENV) $(VOICE) $(DEPLOY) node_modules dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
