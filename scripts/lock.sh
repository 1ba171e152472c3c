#!/bin/sh
# Writes requirements.lock (what users get) and requirements-dev.lock (that, plus what the checks need).
# Every version is pinned by the hashes of its wheels; nothing is ever built on the user's machine.
set -eu
cd "$(dirname "$0")/.."
lock() {
    out=$1
    shift
    uv pip compile --quiet pyproject.toml "$@" --universal --python-version 3.11 \
        --only-binary :all: --generate-hashes --no-header --output-file "$out"
}
# pip reads these lines in their order, and the last one wins.
allow() {
    { printf -- '%s\n' "$2"; cat "$1"; } > "$1.new"
    mv "$1.new" "$1"
}
lock requirements.lock --group build
# docopt, which natasha's unused morphology asks for, is the one package without a wheel.
lock requirements-dev.lock --group build --group dev --extra fr --extra pl --extra ru \
    --no-binary docopt --constraint requirements.lock
allow requirements.lock '--only-binary :all:'
allow requirements-dev.lock '--no-binary docopt'
allow requirements-dev.lock '--only-binary :all:'
