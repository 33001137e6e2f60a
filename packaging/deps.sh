#!/usr/bin/env bash
# Installs what a fresh Debian 12 machine lacks to build, run and test parcelgate, and says what and why.
set -euo pipefail
# run: what the program needs; packages: what the tests need from Debian; all: the tests' Python packages, too.
what=${1:-all}

run_packages="
g++:compiles_the_C_and_C++_parts
make:runs_the_Makefile
pkg-config:finds_libraries
libusb-1.0-0-dev:reads_USB_scanners
libsqlite3-dev:keeps_the_journal
libsodium-dev:hashes,_seals_and_passwords
libmicrohttpd-dev:serves_the_console
libgnutls28-dev:reads_the_console's_certificate
libyaml-dev:reads_site_files_and_rules
libre2-dev:matches_patterns_in_linear_time
libzbar-dev:reads_labels_in_pictures
libzxingcore-dev:reads_labels_in_pictures
libspng-dev:reads_PNG_pictures
libturbojpeg0-dev:reads_JPEG_pictures
libtiff-dev:reads_TIFF_pictures
libseccomp-dev:keeps_the_picture_readers_in_a_sandbox
tzdata:knows_the_time_zones_that_rules_name
libcurl4-openssl-dev:talks_to_the_console_from_the_command_line
umockdev:the_demo's_virtual_USB_bus
libumockdev-dev:the_demo's_virtual_USB_bus
"
test_packages="
python3-venv:runs_the_browser_and_end-to-end_tests
chromium-headless-shell:the_browser_of_the_browser_tests
fonts-noto-core:Vietnamese_letters_in_the_browser
minisign:signs_the_bulletins_of_the_tests
curl:the_benchmark's_viewers
sqlite3:what_the_benchmark_compares_imports_with
openssl:makes_the_certificates_of_the_tests
socat:makes_serial_ports_for_the_tests
zint:draws_bar_codes_to_compare_ours_with
libzint-dev:draws_the_printed_labels_of_tests_and_benchmarks
"

if ! command -v swift >/dev/null || ! swift --version 2>/dev/null | grep -qE 'Swift version (6\.[3-9]|[7-9])'; then
    echo "deps: Swift 6.3 or later is needed (https://swift.org/install); found: $(swift --version 2>/dev/null | head -1 || echo none)" >&2
    exit 3
fi

wanted=$run_packages
[ "$what" = run ] || wanted="$wanted $test_packages"
missing=()
for entry in $wanted; do
    package=${entry%%:*}
    if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed$'; then
        missing+=("$package")
        echo "deps: installing $package: $(tr _ ' ' <<<"${entry#*:}")"
    fi
done
if [ ${#missing[@]} -gt 0 ]; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update -qq
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

case $what in run | packages) exit 0 ;; esac
if ! .build/venv/bin/python -c 'import pytest, xdist, jsonschema, playwright, axe_playwright_python, zxingcpp, celpy, cel, zen' 2>/dev/null; then
    echo "deps: installing into .build/venv what the tests need: pytest and pytest-xdist (run them, several at a time)," \
        "playwright and axe-playwright-python (a browser), jsonschema (the API's description), zxing-cpp (a reader to compare with)," \
        "cel-python, common-expression-language and zen-engine (engines to compare rules with)"
    mkdir -p .build
    python3 -m venv .build/venv
    .build/venv/bin/pip install -q --disable-pip-version-check \
        'pytest>=8' 'pytest-xdist>=3.6' jsonschema playwright axe-playwright-python zxing-cpp \
        cel-python common-expression-language zen-engine
fi
