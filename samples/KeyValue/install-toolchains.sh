#!/usr/bin/env bash
# Installs what samples/KeyValue is built with on Debian and Ubuntu: a C compiler, Rust with cbindgen, and Go.
# What is there already stays as it is. It needs root, or sudo. README.md says what to install elsewhere.
set -euo pipefail

missing=()
command -v cc       > /dev/null || missing+=(gcc libc6-dev)
command -v cargo    > /dev/null || missing+=(cargo rustc)
command -v cbindgen > /dev/null || missing+=(cbindgen)
command -v go       > /dev/null || missing+=(golang-go)

if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get > /dev/null || { echo "This is not Debian or Ubuntu; install: ${missing[*]}" >&2; exit 1; }
    run=()
    [ "$(id -u)" = 0 ] || run=(sudo)
    # Another apt-get may be at work: wait for it. Updating beside a running installation can remove the packages that it has just fetched.
    "${run[@]}" flock /var/lib/dpkg/lock-frontend true
    "${run[@]}" apt-get -o DPkg::Lock::Timeout=600 update -qq
    "${run[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "${missing[@]}"
fi

cc --version | head -n 1
cargo --version
cbindgen --version
go version
