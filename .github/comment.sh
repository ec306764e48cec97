#!/usr/bin/env bash
# Posts what a pull request changes for a reader as one comment, or writes that comment anew.
#
# Asks for RUN (the number of the run that looked at the pull request), HEAD_SHA and HEAD_REPOSITORY (of which commit it
# was, as GitHub says and not as the run does), GITHUB_SERVER_URL, GITHUB_REPOSITORY, and what `gh` asks for.
#
# What the run left was made by the pull request's code, and nothing of it is believed: the number must be that of an
# open pull request whose head is the run's, and the text must be as comment.jq has it.
set -euo pipefail

nothing() {
  echo "::notice::no comment: $1"
  exit 0
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
gh run download "$RUN" --repo "$GITHUB_REPOSITORY" --name diff --dir "$folder" || nothing 'the run left nothing'

number=$(head -c 20 "$folder/number" | tr -d '\n') || nothing 'the run left no number'
[[ $number =~ ^[1-9][0-9]{0,9}$ ]] || nothing 'what the run left is no number'
head=$(gh api "repos/$GITHUB_REPOSITORY/pulls/$number" --jq '"\(.state) \(.head.sha) \(.head.repo.full_name)"') ||
  nothing "there is no #$number"
[ "$head" = "open $HEAD_SHA $HEAD_REPOSITORY" ] || nothing "the run was not of #$number as it is now"

# Of a longer text than a comment holds, comment.jq takes nothing.
touch "$folder/diff.md"
head -c 100000 "$folder/diff.md" >"$folder/text"
jq --raw-input --slurp --arg run "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$RUN" \
  --from-file "$here/comment.jq" "$folder/text" | jq '{ body: . }' >"$folder/comment"

# Anybody can write the mark; only a workflow of this repository is its author.
comments=repos/$GITHUB_REPOSITORY/issues/$number/comments
ours=$(gh api --paginate "$comments?per_page=100" --jq '.[] | select(.user.login == "github-actions[bot]"
  and (.body | startswith("<!-- lectern: what a pull request changes -->"))) | .id')
if [ -n "$ours" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/${ours%%$'\n'*}" --input "$folder/comment" --silent
else
  gh api --method POST "$comments" --input "$folder/comment" --silent
fi
