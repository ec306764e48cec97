#!/usr/bin/env bash
# Writes what a pull request changes for a reader into the run's summary, $GITHUB_STEP_SUMMARY, and leaves it for the
# workflow that may comment: `number` and `diff.md` in the folder LEFT.
#
# Asks for LECTERN (the program), BASE (the commit that the request is against), SITE (where the built site can be
# downloaded; empty if it couldn't be built) and NUMBER (the request's). A summary holds 1 MiB: 200,000 characters always
# fit.
set -euo pipefail

mkdir -p "$LEFT"
echo "$NUMBER" >"$LEFT/number"
{
  echo '## The reader with this change'
  echo
  if [ -n "$SITE" ]; then
    echo "The built site: [download it]($SITE), unpack it and open \`index.html\`."
  else
    echo 'It could not be built. The findings stand beside the lines they are about.'
  fi
  echo
  # A base without what `diff` needs, or a program without it, is no fault of the change.
  if difference=$("$LECTERN" diff "$BASE" --format markdown 2>/dev/null); then
    printf '%s\n' "${difference:0:200000}" | tee "$LEFT/diff.md"
  else
    echo 'What is different for a reader could not be told.'
  fi
} >>"$GITHUB_STEP_SUMMARY"
