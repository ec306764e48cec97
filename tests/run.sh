#!/usr/bin/env bash
# Everything that must hold before a change lands, on a Debian machine with Rust and nothing else.
#
#   tests/run.sh                all of it
#   tests/run.sh browser        one step: tools, format, lint, workflows, tests, site or browser
#   tests/run.sh browser html   one file of a browser's tests
#
# A failing step doesn't hide the next one; the names of those that failed stand at the end.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
root=$PWD
only=${1:-} which=${2:-*}
failed=()

# The same cases every time; LECTERN_CASES=N and another seed look further.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20260}
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-never}
lectern=${CARGO_TARGET_DIR:-$root/target}/debug/lectern
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

step() {
  local name=$1 start=$SECONDS
  shift
  if [ -n "$only" ] && [ "$only" != "$name" ]; then return 0; fi
  printf '\n== %s\n' "$name"
  if "$@"; then
    printf '== %s: done in %s s\n' "$name" "$((SECONDS - start))"
  else
    printf '== %s: FAILED after %s s\n' "$name" "$((SECONDS - start))"
    failed+=("$name")
  fi
}

# What the tests of the browser and the workflows need beyond Rust: a command and the Debian package that has it.
tools() {
  local missing=() pair
  for pair in "${CHROMIUM:-chromium}:chromium" "${FIREFOX:-firefox-esr}:firefox-esr" "${JAVA:-java}:default-jre-headless" \
    node:nodejs npm:npm pdftotext:poppler-utils shellcheck:shellcheck curl:curl jq:jq; do
    command -v "${pair%%:*}" >/dev/null || missing+=("${pair##*:}")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
      echo "missing: ${missing[*]}. On Debian: sudo apt-get install ${missing[*]} fonts-liberation"
      return 1
    fi
    apt-get update -q &&
      DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
        "${missing[@]}" fonts-liberation || return 1
  fi
  local folder
  for folder in browser workflows; do
    (cd "tests/$folder" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return 1
  done
}

tests() {
  cargo test --locked --quiet
}

lint() {
  cargo clippy --locked --quiet --all-targets -- -D warnings
}

# What can be said of GitHub's workflows and of the action without GitHub.
workflows() {
  node tests/workflows/lint.mjs && node --test tests/workflows/*.test.mjs
}

# A build whose findings have been shown once already, and are shown again only where it fails.
quietly() {
  "$lectern" build --quiet "$@" >"$work/log" 2>&1 || { cat "$work/log"; return 1; }
}

# The reader of this repository, built twice: nothing wrong with it, and the same bytes both times; and the manual.
site() {
  cargo build --locked --quiet || return 1
  "$lectern" build --strict --output-dir "$work/site" || return 1
  TZ=Asia/Kathmandu LC_ALL=C RAYON_NUM_THREADS=1 quietly --output-dir "$work/again" || return 1
  diff -r "$work/site" "$work/again" || return 1
  "$lectern" build --strict --root docs --output-dir "$work/manual" || return 1
  echo 'two builds, the same bytes'
}

# The same reader, as a browser shows it: from a disk, at `/` and under a path.
browser() {
  if [ ! -d "$work/site" ]; then
    cargo build --locked --quiet && quietly --output-dir "$work/site" || return 1
  fi
  quietly --output-dir "$work/published" --base-url http://127.0.0.1/a/b/ || return 1
  [ -d "$work/manual" ] || quietly --root docs --output-dir "$work/manual" || return 1
  local name status=0
  for name in extreme one right-to-left thirty; do
    quietly --root "tests/sites/$name" --output-dir "$work/extremes/$name" || return 1
  done
  # shellcheck disable=SC2086 # which files: a pattern
  (
    cd tests/browser &&
      LECTERN=$lectern LECTERN_SITE=$work/site LECTERN_PUBLISHED=$work/published \
      LECTERN_MANUAL=$work/manual LECTERN_EXTREMES=$work/extremes node --test \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$work/tap" $which.test.mjs
  ) || status=1
  n_passed=$(sed -n 's/^# pass \([0-9]*\)$/\1/p' "$work/tap" | tail -n 1)
  n_failed=$(sed -n 's/^# fail \([0-9]*\)$/\1/p' "$work/tap" | tail -n 1)
  [ "${n_passed:-0}" -gt 0 ] || status=1
  return $status
}

n_passed='' n_failed=''
step tools tools
step format cargo fmt --check
step lint lint
step workflows workflows
step tests tests
step site site
step browser browser

echo
if [ ${#failed[@]} -gt 0 ]; then
  echo "failed: ${failed[*]}"
else
  echo "all done in $SECONDS s"
fi
if [ -n "$n_passed" ]; then
  echo "$n_passed passed, ${n_failed:-0} failed"
fi
[ ${#failed[@]} -eq 0 ]
