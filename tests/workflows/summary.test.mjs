// What a pull request's summary says, with a script in place of the program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../.github/summary.sh', import.meta.url));

// The summary with this program and a site at this address, and what is left for the comment.
function summary(program, site) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-'));
  try {
    const lectern = join(folder, 'lectern');
    writeFileSync(lectern, program, { mode: 0o755 });
    const written = join(folder, 'summary');
    const left = join(folder, 'left');
    const run = spawnSync('bash', [script], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LECTERN: lectern, BASE: 'abc', SITE: site, NUMBER: '7', LEFT: left, GITHUB_STEP_SUMMARY: written },
    });
    assert.equal(run.status, 0, run.stderr);
    assert.equal(readFileSync(join(left, 'number'), 'utf8'), '7\n');
    const diff = join(left, 'diff.md');
    return { said: readFileSync(written, 'utf8'), diff: existsSync(diff) ? readFileSync(diff, 'utf8') : null };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the summary has the site, and what is different from the base', () => {
  const { said, diff } = summary('#!/bin/sh\necho "$@"; echo "a \\$(b) \\`c\\`"\n', 'https://example.org/site');
  assert.match(said, /\[download it\]\(https:\/\/example\.org\/site\)/);
  assert.match(said, /^diff abc --format markdown\na \$\(b\) `c`\n$/m);
  assert.equal(diff, 'diff abc --format markdown\na $(b) `c`\n');
});

test('a change that cannot be told or built has a summary all the same', () => {
  const { said, diff } = summary('#!/bin/sh\necho half; exit 1\n', '');
  assert.match(said, /could not be built/);
  assert.match(said, /could not be told/);
  assert.doesNotMatch(said, /half/);
  assert.equal(diff, null);
});

test('a summary is never longer than GitHub takes', () => {
  const { said } = summary('#!/bin/sh\nhead -c 3000000 /dev/zero | tr "\\0" x\n', '');
  assert.ok(Buffer.byteLength(said) < 1024 * 1024);
});
