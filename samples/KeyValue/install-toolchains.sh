#!/usr/bin/env bash
# Installs what samples/KeyValue is built with on Debian and Ubuntu: a C compiler, Rust with cbindgen, and Go.
# What is there already stays as it is. It needs root, or sudo. README.md says what to install elsewhere.
set -euo pipefail

missing=()
command -v cc       > /dev/null || missing+=(gcc libc6-dev)
command -v cargo    > /dev/null || missing+=(cargo rustc)
command -v cbindgen > /dev/null || missing+=(cbindgen)
command -v go       > /dev/null || missing+=(golang-go)

# The headers of three well-known libraries, which tests bind.
[ -f /usr/include/sqlite3.h ] || missing+=(libsqlite3-dev)
[ -f /usr/include/git2.h ]    || missing+=(libgit2-dev)
[ -f /usr/include/zstd.h ]    || missing+=(libzstd-dev)

if [ ${#missing[@]} -gt 0 ]; then
    command -v apt-get > /dev/null || { echo "This is not Debian or Ubuntu; install: ${missing[*]}" >&2; exit 1; }
    run=()
    [ "$(id -u)" = 0 ] || run=(sudo)
    install() {
        "${run[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "${missing[@]}"
    }
    # The package lists are renewed only when they do not serve: in container images an update empties the download
    # folder, under the hands of an installation that may be running beside this one.
    install || { "${run[@]}" apt-get update -qq; install; }
fi

cc --version | head -n 1
cargo --version
cbindgen --version
go version
