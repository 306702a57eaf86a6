#!/usr/bin/env bash
# Gets what Chokepoint is built from: Debian packages (packages.txt, and packages-test.txt with --tests)
# and two source trees that Debian 12 has only in older versions, Dear ImGui and Catch2 (into cache/).
# With everything in place it calls no apt, needs no network and ends at once.
#
# The two trees come as Debian source packages of a newer suite, through a private apt directory: the
# machine's own apt configuration stays as it is, and apt checks the archive's signature.
# shellcheck disable=SC2016  # $(REPO_URI) is for apt to expand
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$here/cache
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
suites=(forky sid trixie)

say() { printf 'third_party: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

lists=("$here/packages.txt")
for argument in "$@"; do
    case $argument in
        --tests) lists+=("$here/packages-test.txt") ;;
        *) die "usage: setup.sh [--tests]" ;;
    esac
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    if [[ ! -e $cache/imgui/.ready || ! -e $cache/catch2/.ready ]]; then
        say "no apt here: install the libraries of third_party/README.md yourself;" \
            "CMake will fetch pinned commits of Dear ImGui and Catch2"
    fi
    exit 0
fi

# --- packages ------------------------------------------------------------------------------------------

install_missing_packages() {
    local wanted installed missing
    wanted=$(sed 's/#.*//; s/[[:space:]]//g; /^$/d' "${lists[@]}" | LC_ALL=C sort -u)
    # dpkg-query fails when it does not know one of the names; what it does know it still prints.
    # shellcheck disable=SC2086  # one word a package is what is wanted
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
        sed -n 's/ installed$//p' | LC_ALL=C sort -u) || true
    missing=$(LC_ALL=C comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed"))
    [[ -n $missing ]] || return 0

    local as_root=()
    if [[ $(id -u) -ne 0 ]]; then
        # shellcheck disable=SC2086
        command -v sudo >/dev/null || die "not root and no sudo; as root: apt-get install" $missing
        as_root=(sudo)
    fi
    # shellcheck disable=SC2086
    say "installing" $missing
    "${as_root[@]}" apt-get update -qq >&2 ||
        say "apt-get update failed; trying with the package lists that are here"
    # shellcheck disable=SC2086
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $missing >&2 ||
        die "apt-get could not install:" $missing "(see its message above; is the network there?)"
}

# --- source trees --------------------------------------------------------------------------------------

# The addresses of this machine's Debian archive. Without downloaded lists apt does not know a source's
# origin yet, so the second question is by exclusion: security archives hold no new suites.
archive_addresses() {
    local found
    found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
        'Origin: Debian' 'Label: Debian' 2>/dev/null | sort -u) || true
    if [[ -z $found ]]; then
        found=$(apt-get indextargets --no-release-info --format '$(REPO_URI)' 'Created-By: Packages' \
            2>/dev/null | grep -v security | sort -u) || true
    fi
    printf '%s\n' "$found"
}

minimum_version() { case $1 in imgui) echo 1.92 ;; catch2) echo 3.7 ;; esac; }
witness_file() { case $1 in imgui) echo imgui.h ;; catch2) echo CMakeLists.txt ;; esac; }

# Known files must be the known bytes. A newer version is taken on apt's word: it has checked the
# signature of the suite, which covers the file's hash.
known_sha256() {
    case $1 in
        imgui_1.92.2b+ds.orig.tar.xz) echo e7bd201d56b5ee90d24d5dac85e5c12f98bdb95410252a62d27b7f89e4566d48 ;;
        catch2_3.7.1.orig.tar.gz) echo c991b247a1a0d7bb9c39aa35faf0fe9e19764213f28ffba3109388e62ee0269c ;;
    esac
}

# fetch_tree NAME SUITE WORK APT_OPTION...: true when cache/NAME has been filled.
fetch_tree() {
    local name=$1 suite=$2 work=$3 version archive expected
    shift 3
    version=$(apt-cache "$@" showsrc --only-source "$name" 2>/dev/null |
        sed -n 's/^Version: //p' | sort -V | tail -n 1) || true
    [[ -n $version ]] || return 1
    dpkg --compare-versions "$version" ge "$(minimum_version "$name")" || return 1
    (cd "$work" && apt-get "$@" source -qq --download-only "$name=$version") >"$work/log" 2>&1 || return 1
    archive=$(find "$work" -maxdepth 1 -name "${name}_*.orig.tar.*" ! -name '*.asc' | head -n 1)
    [[ -n $archive ]] || return 1
    expected=$(known_sha256 "${archive##*/}")
    if [[ -n $expected ]] && ! sha256sum --check --status <<<"$expected  $archive"; then
        die "${archive##*/} from $suite has not the expected SHA-256; nothing was unpacked"
    fi
    mkdir "$work/$name"
    tar -xf "$archive" -C "$work/$name" --strip-components=1 --no-same-owner
    [[ -e $work/$name/$(witness_file "$name") ]] || return 1
    printf '%s\n' "$version" >"$work/$name/.ready"
    rm -rf "${cache:?}/$name"
    mv "$work/$name" "$cache/$name"
    say "$name $version from $suite, in third_party/cache/$name"
}

work=
fill_cache() {
    local missing=() name address suite options still_missing
    mkdir -p "$cache"
    exec 9>"$cache/.lock"  # two runs at once: the second one waits and then finds the cache filled
    flock 9
    for name in imgui catch2; do
        [[ -e $cache/$name/.ready ]] || missing+=("$name")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    if [[ ! -e $keyring ]]; then
        say "no Debian archive keyring here: CMake will fetch pinned commits of ${missing[*]}"
        return 0
    fi
    say "fetching the sources of ${missing[*]}"
    work=$(mktemp -d "$cache/.work.XXXXXX")
    trap 'rm -rf "$work"' EXIT
    for address in $(archive_addresses); do
        for suite in "${suites[@]}"; do
            [[ ${#missing[@]} -gt 0 ]] || break 2
            rm -rf "$work/apt"
            mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
            printf 'deb-src [signed-by=%s] %s %s main\n' "$keyring" "$address" "$suite" \
                >"$work/apt/sources.list"
            options=(-o "Dir::Etc::sourcelist=$work/apt/sources.list" -o Dir::Etc::sourceparts=/dev/null
                -o "Dir::State::Lists=$work/apt/lists" -o Dir::State::status=/dev/null
                -o "Dir::Cache=$work/apt/cache" -o APT::Sandbox::User=root -o Acquire::Languages=none)
            apt-get "${options[@]}" update -qq --error-on=any >"$work/log" 2>&1 || continue
            still_missing=()
            for name in "${missing[@]}"; do
                fetch_tree "$name" "$suite" "$work" "${options[@]}" || still_missing+=("$name")
            done
            missing=("${still_missing[@]}")
        done
    done
    [[ ${#missing[@]} -eq 0 ]] ||
        say "no suite had ${missing[*]} new enough: CMake will fetch pinned commits instead"
}

install_missing_packages
if [[ ! -e $cache/imgui/.ready || ! -e $cache/catch2/.ready ]]; then
    fill_cache
fi
