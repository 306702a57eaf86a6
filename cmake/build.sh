#!/usr/bin/env bash
# build.sh PRESET: configures and builds a preset of CMakePresets.json, for ./run and ./test. Quiet: what the
# tools say goes to build/PRESET/build.log, of which the end is printed when a build fails.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=$1
folder=$root/build/$preset
log=$folder/build.log
jobs=${JOBS:-$(nproc 2>/dev/null || echo 2)}
mkdir -p "$folder"

build() {
    cd "$root"
    # Ninja sees changed CMake files by itself, a changed preset it does not.
    if [[ ! -e $folder/.configured || CMakePresets.json -nt $folder/.configured ]]; then
        cmake --preset "$preset" && touch "$folder/.configured" || return 1
    fi
    cmake --build "$folder" --parallel "$jobs"
}

if [[ ! -e $folder/.built ]]; then
    echo "building… (first time takes some minutes)" >&2
else
    # Only a build with something to do takes this long.
    (sleep 2 >/dev/null 2>&1 && echo "building…" >&2) &
    notice=$!
    trap 'kill "$notice" 2>/dev/null || true' EXIT
fi
if ! build >"$log" 2>&1; then
    # The compiler's words come before ninja's last lines, so a page rather than a few lines.
    tail -n 60 "$log" >&2
    echo "the build failed; the whole log is $log" >&2
    exit 1
fi
touch "$folder/.built"
