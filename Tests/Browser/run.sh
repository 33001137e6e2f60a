#!/usr/bin/env bash
# Starts a demo of its own (fresh data, ports of its own), runs the browser tests against it, and stops it.
set -euo pipefail
cd "$(dirname "$0")/../.."
site=.build/browser-site
rm -rf "$site"
mkdir -p "$site"
sed -e 's/127.0.0.1:8480/127.0.0.1:8490/; s/127.0.0.1:9100/127.0.0.1:9110/; s/127.0.0.1:9200/127.0.0.1:9210/' \
    packaging/example/site.yaml >"$site/site.yaml"
"${PARCELGATE_PROGRAM:-.build/release/parcelgate}" demo --directory "$site" >"$site/demo.log" 2>&1 &
demo=$!
trap 'kill "$demo" 2>/dev/null; wait "$demo" || true' EXIT
for _ in $(seq 600); do
    ! grep -q 'The demo site runs' "$site/demo.log" || break
    kill -0 "$demo" 2>/dev/null || { cat "$site/demo.log"; exit 1; }
    sleep 0.1
done
export PARCELGATE_URL=http://127.0.0.1:8490
.build/venv/bin/python -W ignore -m unittest discover -v -s Tests/Browser "$@"
