#!/usr/bin/env bash
# Gets what tests/Headers.Tests compares the header reader with, on Debian and Ubuntu: clang, castxml, and the headers of eight
# libraries and of MinGW. The headers are unpacked into bin/headers and not installed: their packages depend on half a desktop.
# What is there already stays as it is. It needs root, or sudo, only to install clang and castxml.
set -euo pipefail
cd "$(dirname "$0")"

refresh() {
    # The package lists are renewed only when they do not serve: in container images an update empties the download
    # folder, under the hands of an installation that may be running beside this one.
    "${run[@]}" apt-get update -qq
}

run=()
[ "$(id -u)" = 0 ] || run=(sudo)
command -v apt-get > /dev/null || { echo "This is not Debian or Ubuntu; install clang and castxml, and put the headers under $PWD/bin/headers/usr/include" >&2; exit 1; }

missing=()
command -v clang   > /dev/null || missing+=(clang)
command -v castxml > /dev/null || missing+=(castxml)
if [ ${#missing[@]} -gt 0 ]; then
    install() {
        "${run[@]}" env DEBIAN_FRONTEND=noninteractive \
            apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends "${missing[@]}"
    }
    install || { refresh; install; }
fi

packages=(libgit2-dev librdkafka-dev librocksdb-dev libsdl2-dev libsodium-dev libsqlite3-dev libvlc-dev libzstd-dev mingw-w64-common)
if [ ! -e bin/headers/complete ]; then
    mkdir -p bin/headers
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    download() { (cd "$scratch" && apt-get download -qq "${packages[@]}"); }
    download || { refresh; download; }
    for package in "$scratch"/*.deb; do
        dpkg-deb --fsys-tarfile "$package" | tar x -C bin/headers --wildcards './usr/*include/*' --exclude='*.a' --exclude='*.la'
    done
    touch bin/headers/complete
fi

clang --version | sed -n 1p
castxml --version | sed -n 1p
ls -d bin/headers/usr/include/*
