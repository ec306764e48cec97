#!/usr/bin/env bash
# Breaks one promise after another in a copy of the sources, and must see its tests fail.
#
#   tests/mutants/run.sh            every mutant
#   tests/mutants/run.sh NAME ...   these
#
# A mutant is a patch whose head says what it breaks and which tests must catch it, or, for the theme, a sed script that
# also says which file it changes and names a file of tests/browser. One that survives, or that no longer applies, is a
# failure. It takes half a minute or so for each, in a browser a minute: a command of its own, no part of tests/run.sh.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
root=$PWD
copy=$(mktemp -d)
trap 'git -C "$root" worktree remove --force "$copy" >/dev/null 2>&1; rm -rf "$copy"' EXIT
git worktree add --quiet --detach "$copy" HEAD || exit 1
export CARGO_TARGET_DIR=${MUTANTS_TARGET_DIR:-$root/target/mutants} CARGO_TERM_COLOR=never

if [ $# -gt 0 ]; then names=("$@"); else
  names=()
  for mutant in tests/mutants/*.patch tests/mutants/*.sed; do
    name=$(basename "$mutant" .patch)
    names+=("$(basename "$name" .sed)")
  done
fi

# What the head of $mutant says after a word.
says() { sed -n "s/^# $1: //p" "$mutant"; }

# Applies $mutant to the copy; fails where it changes nothing.
apply() {
  case $mutant in
    *.patch) git -C "$copy" apply "$mutant" 2>/dev/null ;;
    *.sed) sed -i -f "$mutant" "$copy/$(says file)" && ! git -C "$copy" diff --quiet ;;
  esac
}

# What doesn't compile tests nothing.
compile() {
  case $mutant in
    *.patch) cargo test --locked --quiet --test it --no-run ;;
    *.sed) cargo build --locked --quiet && target=$copy/tests/browser/node_modules &&
      { [ -e "$target" ] || ln -s "$root/tests/browser/node_modules" "$target"; } ;;
  esac
}

passes() {
  local filter
  case $mutant in
    *.patch)
      read -ra filter <<<"$(says catches)"
      cargo test --locked --quiet --test it -- "${filter[@]}"
      ;;
    *.sed) tests/run.sh browser "$(says 'catches in a browser')" ;;
  esac
}

caught=0 bad=0
printf '%-24s %-10s %s\n' mutant result breaks
for name in "${names[@]}"; do
  mutant=$root/tests/mutants/$name.patch
  [ -e "$mutant" ] || mutant=$root/tests/mutants/$name.sed
  git -C "$copy" checkout --quiet -- .
  if ! apply; then
    result=stale
  elif ! (cd "$copy" && compile) >"$copy.log" 2>&1; then
    result=broken
  elif (cd "$copy" && passes) >"$copy.log" 2>&1; then
    result=SURVIVED
  else
    result=caught
  fi
  rm -f "$copy.log"
  if [ "$result" = caught ]; then caught=$((caught + 1)); else bad=$((bad + 1)); fi
  printf '%-24s %-10s %s\n' "$name" "$result" "$(says breaks)"
done
printf '\n%s caught, %s not\n' "$caught" "$bad"
[ "$bad" = 0 ]
