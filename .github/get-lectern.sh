#!/usr/bin/env bash
# Downloads a released `lectern` for this machine and holds it against the release's SHA256SUMS. There is no second way:
# where something is missing or doesn't fit, it says what and fails.
#
# Asks for LECTERN_VERSION (v0.1.0), LECTERN_REPOSITORY (OWNER/NAME), and the runner's RUNNER_OS, RUNNER_ARCH,
# RUNNER_TEMP and GITHUB_OUTPUT. LECTERN_RELEASES is where releases lie, for tests: a folder's file:// address.
set -euo pipefail

fail() {
  echo "::error::$1"
  exit 1
}

[[ $LECTERN_VERSION =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "the input \`version\` is a release such as v0.1.0"
[[ $LECTERN_REPOSITORY =~ ^[A-Za-z0-9-]+/[A-Za-z0-9._-]+$ ]] ||
  fail "the input \`repository\` is OWNER/NAME, where Lectern is released"

program=lectern
case $RUNNER_OS-$RUNNER_ARCH in
  Linux-X64) target=x86_64-unknown-linux-musl ;;
  Linux-ARM64) target=aarch64-unknown-linux-musl ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc program=lectern.exe ;;
  *) fail "there is no released lectern for $RUNNER_OS on $RUNNER_ARCH" ;;
esac

archive=lectern-$target.tar.gz
release=${LECTERN_RELEASES:-https://github.com/$LECTERN_REPOSITORY/releases/download}/$LECTERN_VERSION
folder=$(mktemp -d "${RUNNER_TEMP//\\//}/lectern.XXXXXX")
cd "$folder"
for file in SHA256SUMS "$archive"; do
  curl --fail --silent --show-error --location --proto '=https,file' --proto-redir '=https' --retry 3 \
    --output "$file" "$release/$file" || fail "could not download $release/$file"
done

# Fields are the hash and the name; `*` before the name marks a binary file.
expected=$(awk -v name="$archive" '$2 == name || $2 == "*" name { print $1 }' SHA256SUMS)
[[ $expected =~ ^[0-9a-f]{64}$ ]] || fail "SHA256SUMS of $LECTERN_VERSION has no line for $archive"
if command -v sha256sum >/dev/null; then found=$(sha256sum <"$archive"); else found=$(shasum -a 256 <"$archive"); fi
[ "${found%% *}" = "$expected" ] || fail "$archive is not the file that was released: its SHA-256 is ${found%% *}"

tar -xzf "$archive" "$program" || fail "$archive holds no $program"
echo "path=$folder/$program" >>"$GITHUB_OUTPUT"
echo "lectern $LECTERN_VERSION for $target, SHA-256 as released"
