#!/usr/bin/env bash
# Draws the pictures of the tour in README.md anew: docs/images/tour.sh [PROGRAM]. The same program, data and fonts give the
# same bytes, so that a picture changes only when what it shows has changed.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=${1:-build/release/chokepoint}

step() { "$program" render data/export-controls --story "$1" --step "$2" --size 1280x720 -o "docs/images/tour-$3.png"; }

step tighten-sidestep 2 rule
step a100-to-blackwell 8 states
step who-got-v4-first 5 map
step blackwell-allegation 7 sources
step who-got-v4-first 6 known
