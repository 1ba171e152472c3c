#!/bin/sh
# Writes requirements.lock (what users get) and requirements-dev.lock (that, plus what the checks need).
# Every version is pinned by the hashes of its wheels; nothing is ever built on the user's machine.
set -eu
cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    uv pip compile --quiet pyproject.toml "$@" --universal --python-version 3.11 \
        --only-binary :all: --generate-hashes --emit-build-options --no-header --output-file "$out"
}
lock requirements.lock --group build
lock requirements-dev.lock --group build --group dev --constraint requirements.lock
