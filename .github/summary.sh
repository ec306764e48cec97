#!/usr/bin/env bash
# Writes what a change of the sources changes for a reader into the run's summary, $GITHUB_STEP_SUMMARY.
#
# Asks for LECTERN (the program), BASE (the commit to compare with), and perhaps ROOT (the site's folder) and SITE (where the
# built site can be downloaded; empty if it couldn't be built). With NUMBER, a pull request's, it leaves the same in the
# folder LEFT for the workflow that may comment: `number` and `diff.md`. A summary holds 1 MiB: 200,000 characters always
# fit.
set -euo pipefail

kept=/dev/null
if [ -n "${NUMBER-}" ]; then
  mkdir -p "$LEFT"
  echo "$NUMBER" >"$LEFT/number"
  kept=$LEFT/diff.md
fi
{
  echo '## The reader with this change'
  echo
  if [ -n "${SITE-}" ]; then
    echo "The built site: [download it]($SITE), unpack it and open \`index.html\`."
    echo
  elif [ -n "${SITE+asked}" ]; then
    echo 'It could not be built. The findings stand beside the lines they are about.'
    echo
  fi
  # A base without what `diff` needs, or a program without it, is no fault of the change.
  if difference=$("$LECTERN" diff "$BASE" --root "${ROOT:-.}" --format markdown 2>/dev/null); then
    printf '%s\n' "${difference:0:200000}" | tee "$kept"
  else
    echo 'What is different for a reader could not be told.'
  fi
} >>"$GITHUB_STEP_SUMMARY"
