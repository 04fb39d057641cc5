# Short names for what ./mvnw and ./plimsoll do. `make` lists them.
PROFILE ?= baseline
TARGET ?=
ARGS ?=
SCENARIO := $(firstword $(wildcard scenarios/s1-$(PROFILE).yaml scenarios/$(PROFILE).yaml))

.PHONY: help build test format perf demo

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## build everything without tests
	./mvnw -B -ntp -DskipTests package

test: ## every test
	./mvnw -B -ntp verify

format: ## put the sources into the house format
	./mvnw -B -ntp -Dspotless.goal=apply process-sources

perf: ## run a profile of S1, or any scenario: make perf PROFILE=baseline|stress|spike|soak [TARGET=http://127.0.0.1:9000] [ARGS=...]
	@test -n "$(SCENARIO)" || { echo "make perf: no profile '$(PROFILE)'; there are: $$(ls scenarios/*.yaml | xargs -n1 basename | sed 's/\.yaml$$//' | tr '\n' ' ')" >&2; exit 2; }
	./plimsoll run $(SCENARIO) $(if $(TARGET),--target $(TARGET)) $(ARGS)

demo: ## everything in one process for a minute
	./plimsoll demo
