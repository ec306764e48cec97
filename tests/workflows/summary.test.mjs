// What a pull request's summary says, with a script in place of the program.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../.github/summary.sh', import.meta.url));

// The summary with this program, and what is left for the comment; a pull request's, with its site at this address.
function summary(program, site) {
  return written(program, { SITE: site, NUMBER: '7' });
}

function written(program, environment) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-'));
  const path = (name) => join(folder, name);
  const read = (name) => (existsSync(path(name)) ? readFileSync(path(name), 'utf8') : null);
  try {
    writeFileSync(path('lectern'), program, { mode: 0o755 });
    const run = spawnSync('bash', [script], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LECTERN: path('lectern'), BASE: 'abc', LEFT: path('left'), GITHUB_STEP_SUMMARY: path('summary'), ...environment },
    });
    assert.equal(run.status, 0, run.stderr);
    return { said: read('summary'), number: read('left/number'), diff: read('left/diff.md') };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the summary has the site, and what is different from the base', () => {
  const { said, number, diff } = summary('#!/bin/sh\necho "$@"; echo "a \\$(b) \\`c\\`"\n', 'https://example.org/site');
  assert.match(said, /\[download it\]\(https:\/\/example\.org\/site\)/);
  assert.match(said, /^diff abc --root . --format markdown\na \$\(b\) `c`\n$/m);
  assert.equal(number, '7\n');
  assert.equal(diff, 'diff abc --root . --format markdown\na $(b) `c`\n');
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

test('a reader of one’s own asks for the difference alone, in its folder', () => {
  const { said, number } = written('#!/bin/sh\necho "$@"\n', { ROOT: 'my reader' });
  assert.equal(said, '## The reader with this change\n\ndiff abc --root my reader --format markdown\n');
  assert.equal(number, null);
});
