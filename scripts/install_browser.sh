#!/bin/sh
# Installs Debian's Chromium and its driver, which the browser tests drive.
set -eu
if ! command -v apt-get >/dev/null 2>&1; then
    echo "no apt-get here: install chromium and chromedriver with your system's package manager" >&2
    exit 1
fi
sudo=$([ "$(id -u)" -eq 0 ] || echo sudo)
$sudo apt-get update -qq
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null
