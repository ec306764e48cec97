// The action's download, with files in place of a release: it takes what the checksums prove, and nothing else.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../.github/get-lectern.sh', import.meta.url));
const archive = 'lectern-x86_64-unknown-linux-musl.tar.gz';

// A release with this program, changed by `spoil`, and what the script makes of it.
function got(program, spoil = () => {}, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-'));
  try {
    const release = join(folder, 'v0.1.0');
    const temp = join(folder, 'a b');
    mkdirSync(release);
    mkdirSync(temp);
    writeFileSync(join(folder, 'lectern'), program, { mode: 0o755 });
    execFileSync('tar', ['-czf', join(release, archive), '-C', folder, 'lectern']);
    const hash = createHash('sha256').update(readFileSync(join(release, archive))).digest('hex');
    writeFileSync(join(release, 'SHA256SUMS'), `${'0'.repeat(64)}  another.tar.gz\n${hash}  ${archive}\n`);
    spoil(release);
    const output = join(folder, 'output');
    writeFileSync(output, '');
    const run = spawnSync('bash', [script], {
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH, LECTERN_VERSION: 'v0.1.0', LECTERN_REPOSITORY: 'a/lectern', LECTERN_RELEASES: `file://${folder}`,
        RUNNER_OS: 'Linux', RUNNER_ARCH: 'X64', RUNNER_TEMP: temp, GITHUB_OUTPUT: output, ...environment,
      },
    });
    const path = readFileSync(output, 'utf8').match(/^path=(.*)\n$/)?.[1];
    return { code: run.status, said: run.stdout, ran: path ? execFileSync(path, { encoding: 'utf8' }) : '' };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const program = '#!/bin/sh\necho it runs\n';

test('a released program is taken where its checksum is right', () => {
  const { code, said, ran } = got(program);
  assert.deepEqual([code, ran], [0, 'it runs\n'], said);
});

test('what fails is said, and nothing is given', () => {
  const cases = [
    ['is not the file that was released', (release) => writeFileSync(join(release, archive), 'another')],
    ['could not download .*SHA256SUMS', (release) => rmSync(join(release, 'SHA256SUMS'))],
    ['could not download .*musl', (release) => rmSync(join(release, archive))],
    ['has no line for', (release) => writeFileSync(join(release, 'SHA256SUMS'), `${'0'.repeat(64)}  x${archive}\n`)],
    ['has no line for', (release) => writeFileSync(join(release, 'SHA256SUMS'), `  ${archive}\n`)],
    ['no released lectern for Linux on S390X', undefined, { RUNNER_ARCH: 'S390X' }],
    ['`version` is a release', undefined, { LECTERN_VERSION: 'v0.1.0/../../x' }],
    ['`version` is a release', undefined, { LECTERN_VERSION: '' }],
    ['`repository` is OWNER/NAME', undefined, { LECTERN_REPOSITORY: 'a/b/c' }],
  ];
  for (const [message, spoil, environment] of cases) {
    const { code, said, ran } = got(program, spoil, environment);
    assert.equal(ran, '', message);
    assert.equal(code, 1, message);
    assert.match(said, new RegExp(`^::error::.*${message}`, 'm'));
  }
});
