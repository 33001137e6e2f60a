# parcelgate: what a person does with it. `make run` shows it, `make test` proves it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := build

SWIFT_FLAGS := --explicit-target-dependency-import-check error
RELEASE := -c release --static-swift-stdlib
PROGRAM := .build/release/parcelgate
VENV := .build/venv
PAGES := $(wildcard Sources/Console/Pages/*)
USB_SOURCES := $(wildcard Tests/VirtualUSB/*.c Tests/VirtualUSB/host/*)

.PHONY: deps deps-run build run test bench fuzz soak format lint doctor virtual-usb hostile demo-clean

# Installs what this machine lacks, and says what and why.
deps:
	@packaging/deps.sh all

deps-run:
	@packaging/deps.sh run

# The release that everything below runs. The pages and the starter packs are built in through .incbin, which the build does not
# see: their assembler's file is touched when one of them is newer.
build: deps-run
	@if [ -n "$$(find $(PAGES) -newer Sources/System/CPages/pages.c -print -quit)" ]; then touch Sources/System/CPages/pages.c; fi
	@if [ -n "$$(find packaging/starter -newer Sources/System/CStarter/starter.c -print -quit)" ]; then touch Sources/System/CStarter/starter.c; fi
	swift build $(RELEASE) $(SWIFT_FLAGS) --product parcelgate

# Preloads that make a machine misbehave for the tests (Tests/EndToEnd).
HOSTILE := .build/faulty-disk.so .build/shifted-clock.so
hostile: $(HOSTILE)

.build/faulty-disk.so: Tests/EndToEnd/faulty_disk.c
.build/shifted-clock.so: Tests/EndToEnd/shifted_clock.c
$(HOSTILE):
	@mkdir -p .build
	gcc -std=c11 -O2 -Wall -Wextra -Werror -fPIC -shared -o $@ $< -ldl

virtual-usb: .build/virtual-usb

.build/virtual-usb: $(USB_SOURCES)
	@mkdir -p .build
	gcc -std=c11 -O2 -Wall -Wextra -Werror $$(pkg-config --cflags umockdev-1.0 gio-unix-2.0) -o $@ \
	    Tests/VirtualUSB/virtual_usb.c Tests/VirtualUSB/host/*.c $$(pkg-config --libs umockdev-1.0 gio-unix-2.0)

# The demo site; run again it goes on where it stopped. make run SITE=table: a post office without a belt.
run: build virtual-usb
	@exec $(PROGRAM) demo $(if $(filter table,$(SITE)),--site table)

demo-clean:
	rm -rf demo-data demo-table

# The Python packages come while the program is built.
test:
	@packaging/deps.sh packages
	@packaging/deps.sh all & packages=$$!; $(MAKE) --no-print-directory lint build virtual-usb hostile; wait $$packages
	@Tests/run.sh

# The figures of the README; writes .build/bench.json. About six minutes.
bench: deps build virtual-usb
	.build/venv/bin/python -c 'import ezrules' 2>/dev/null || .build/venv/bin/pip install -q --disable-pip-version-check ezrules
	PARCELGATE_BENCH=1 swift build $(RELEASE) $(SWIFT_FLAGS) --product parcelgate-bench
	.build/release/parcelgate-bench $(ARGUMENTS)

# Every parser against libFuzzer: make fuzz SECONDS=60
SECONDS_EACH := $(or $(SECONDS),60)
fuzz: deps
	Tests/Fuzz/run.sh $(SECONDS_EACH)

# What takes long: make soak PARCELS=10000000 KILLS=200 SECONDS=60 SHIFT=2880 (eight hours at ten times their speed)
soak: deps build virtual-usb
	PARCELGATE_KILLS=$(or $(KILLS),200) python3 -W ignore -m unittest discover -s Tests/EndToEnd -p test_kill.py
	PARCELGATE_SHIFT_S=$(or $(SHIFT),2880) python3 -W ignore -m unittest discover -s Tests/EndToEnd -p test_shift.py
	Tests/Fuzz/run.sh $(SECONDS_EACH)
	$(PROGRAM) simulate law --parcels $(or $(PARCELS),10000000)

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests
	python3 -m compileall -q Tests docs/developer

# What is wrong with a site: make doctor SITE=/etc/parcelgate/site.yaml. The demo's scanners are on a virtual bus.
DEMO_BUS := .build/virtual-usb --control demo-data/doctor.sock $(foreach model,honeywell-voyager-1200g newland-fm430,\
    --device Tests/VirtualUSB/devices/$(model).device) --
doctor: build virtual-usb
	@$(if $(SITE),,$(DEMO_BUS)) $(PROGRAM) doctor --site $(or $(SITE),demo-data/site.yaml)
