#!/usr/bin/env bash
# Breaks one promise after another in a copy of the sources, and must see its tests fail.
#
#   tests/mutants/run.sh            every mutant
#   tests/mutants/run.sh NAME ...   these
#
# A mutant is a patch whose head says what it breaks and which tests must catch it. One that survives, or that no longer
# applies, is a failure. It takes half a minute or so for each: a command of its own, no part of tests/run.sh.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
root=$PWD
copy=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$copy" >/dev/null 2>&1; rm -rf "$copy"' EXIT
git worktree add --quiet --detach "$copy" HEAD || exit 1
export CARGO_TARGET_DIR=${MUTANTS_TARGET_DIR:-$root/target/mutants} CARGO_TERM_COLOR=never

if [ $# -gt 0 ]; then names=("$@"); else
  names=()
  for patch in tests/mutants/*.patch; do names+=("$(basename "$patch" .patch)"); done
fi

caught=0 bad=0
printf '%-24s %-10s %s\n' mutant result breaks
for name in "${names[@]}"; do
  patch=$root/tests/mutants/$name.patch
  breaks=$(sed -n 's/^# breaks: //p' "$patch")
  read -ra filter <<<"$(sed -n 's/^# catches: //p' "$patch")"
  git -C "$copy" checkout --quiet -- .
  if ! git -C "$copy" apply "$patch" 2>/dev/null; then
    result=stale
  elif ! (cd "$copy" && cargo test --locked --quiet --test it --no-run) >"$copy.log" 2>&1; then
    # What doesn't compile tests nothing.
    result=broken
  elif (cd "$copy" && cargo test --locked --quiet --test it -- "${filter[@]}") >"$copy.log" 2>&1; then
    result=SURVIVED
  else
    result=caught
  fi
  rm -f "$copy.log"
  if [ "$result" = caught ]; then caught=$((caught + 1)); else bad=$((bad + 1)); fi
  printf '%-24s %-10s %s\n' "$name" "$result" "$breaks"
done
printf '\n%s caught, %s not\n' "$caught" "$bad"
[ "$bad" = 0 ]
