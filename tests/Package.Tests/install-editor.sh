#!/usr/bin/env bash
# Installs the editor of tests/Package.Tests on Debian and Ubuntu. What is there already stays as it is. It needs root, or sudo.
set -euo pipefail

run=()
[ "$(id -u)" = 0 ] || run=(sudo)
if ! command -v nvim > /dev/null; then
    command -v apt-get > /dev/null || { echo "This is not Debian or Ubuntu; install Neovim 0.7 or newer" >&2; exit 1; }
    install() { "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends neovim; }
    install || { "${run[@]}" apt-get update -qq; install; }
fi
nvim --version | sed -n 1p
