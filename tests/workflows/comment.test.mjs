// What is posted to a pull request, with a script in place of `gh`: nothing that the pull request's own run says is believed.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../.github/comment.sh', import.meta.url));
const written = readFileSync(new URL('comment.md', import.meta.url), 'utf8');
const mark = '<!-- lectern: what a pull request changes -->\n';
const run = 'https://github.com/a/reader/actions/runs/42';
const untold = `${mark}What this changes for a reader could not be told here. [The run](${run}) says more.\n`;

// GitHub: pull request 7 is open, from a fork, and has comments. What is asked of it is noted, and what is posted.
const gh = `#!/usr/bin/env bash
cd "$(dirname "$0")"
echo "$*" >>asked
while [ $# -gt 0 ]; do
  case $1 in
    --dir) [ -d left ] && cp left/* "$2"/ 2>/dev/null; exit ;;
    --jq) filter=$2; shift ;;
    --input) cp "$2" posted ;;
    repos/a/reader/pulls/7) answer=pull ;;
    repos/a/reader/pulls/*) echo 'HTTP 404' >&2; exit 1 ;;
    repos/a/reader/issues/7/comments?per_page=100) answer=comments ;;
  esac
  shift
done
[ -z "\${filter-}" ] || jq -r "$filter" "$answer"
`;

const pull = { state: 'open', head: { sha: 'abc', repo: { full_name: 'b/reader' } } };
const comment = (id, login, body) => ({ id, user: { login }, body });

// What is posted, and how, where the run left these files.
function posted(left, { comments = [], environment = {} } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-'));
  const path = (name) => join(folder, name);
  try {
    writeFileSync(path('gh'), gh);
    chmodSync(path('gh'), 0o755);
    writeFileSync(path('pull'), JSON.stringify(pull));
    writeFileSync(path('comments'), JSON.stringify(comments));
    if (left) mkdirSync(path('left'));
    for (const [name, text] of Object.entries(left ?? {})) writeFileSync(join(path('left'), name), text);
    const done = spawnSync('bash', [script], {
      encoding: 'utf8',
      env: {
        PATH: `${folder}${delimiter}${process.env.PATH}`, RUN: '42', HEAD_SHA: 'abc', HEAD_REPOSITORY: 'b/reader',
        GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'a/reader', ...environment,
      },
    });
    const asked = readFileSync(path('asked'), 'utf8').trim().split('\n');
    const body = existsSync(path('posted')) ? JSON.parse(readFileSync(path('posted'), 'utf8')).body : null;
    return { code: done.status, said: done.stdout + done.stderr, how: body && asked.at(-1).replace(/ --input .*/, ''), body };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const POST = 'api --method POST repos/a/reader/issues/7/comments';

// The comment of a text after its first line.
function made(text) {
  const input = `<!-- lectern diff -->\n${text}`;
  return JSON.parse(execFileSync('jq', ['-Rs', '--arg', 'run', run, '-f', join(script, '../comment.jq')], { input, encoding: 'utf8' }));
}

test('what lectern writes is posted as it is, whatever the site says', () => {
  const { code, how, body } = posted({ number: '7\n', 'diff.md': written });
  assert.deepEqual([code, how], [0, POST]);
  const [first, ...rest] = written.split('\n');
  assert.equal(first, '<!-- lectern diff -->');
  assert.equal(body, `${mark}${rest.join('\n')}\nAs [the run](${run}) of this change says, which has the findings and the built site.\n`);
  const nothing = '### What changes on the site since `HEAD`\n\nNothing that a reader would notice.\n';
  const none = made(nothing);
  assert.ok(none.startsWith(`${mark}### What`), none);
});

test('the comment that is there is written anew, and nobody else’s', () => {
  const comments = [comment(1, 'mallory', `${mark}Mine.`), comment(2, 'github-actions[bot]', `Of another workflow. ${mark}`),
    comment(3, 'github-actions[bot]', `${mark}Old.`), comment(4, 'github-actions[bot]', `${mark}Twice.`)];
  assert.equal(posted({ number: '7\n', 'diff.md': written }, { comments }).how, 'api --method PATCH repos/a/reader/issues/comments/3');
  assert.equal(posted({ number: '7\n', 'diff.md': written }, { comments: comments.slice(0, 2) }).how, POST);
});

test('a run comments on its own pull request, as it is now', () => {
  const whole = { number: '7\n', 'diff.md': written };
  const cases = [
    [{ ...whole, number: '8\n' }],
    [{ ...whole, number: '7/comments\n' }],
    [{ ...whole, number: '7\n8\n' }],
    [{ ...whole, number: '' }],
    [{ 'diff.md': written }],
    [null],
    [whole, { HEAD_SHA: 'abd' }],
    [whole, { HEAD_REPOSITORY: 'mallory/reader' }],
  ];
  for (const [left, environment] of cases) {
    const { said, body } = posted(left, { environment });
    assert.equal(body, null, JSON.stringify([left?.number, environment]));
    assert.match(said, /^::notice::no comment: /m);
  }
});

test('a text that lectern would not write is not posted', () => {
  const lines = ['@everyone', 'Thanks, `a`@everyone', '- `a` #1', '- GH-1', '- a/b#1', '[a](https://x.example)', '![a](b)', '- www.x.example',
    '- https://x.example', '<b>', '<!-- a -->', mark, '- `a', '- `a\n- @b`', '- ``a`', '- \\`@a `b`', '```', '```\n@a\n```', '- ```\n  @a', '~~~',
    '    @a', '---', ':-', '| a |', 'a\n:-\n`@a | b`', '[a]: b', '- [a]: b', '- &#64;a', '- a\r@b', '- `a\r- @b`', '- `a\u0000`', '- :tada:', '- a :tada:', '- mailto:a', '/close',
    '- $a$', '- a*b*', '- _a_', '- [ ] a', '* a', '# a', '###', '**a', '- \u0001', '- a\u202eb', '- `a\u202eb`', '- `a\u2067b`', '- `a`: error[a](b): `c`', '- \u2028@a', 'Duplicate of `a`!',
    'a@b.example', '- a.example'];
  for (const line of lines.flatMap((line) => [line, `- ${line}`, `  ${line}`])) {
    assert.equal(made(`### What changes\n\n${line}\n`), untold, JSON.stringify(line));
  }
  assert.equal(made(''), untold);
  assert.equal(made('\n'), untold);
  assert.equal(posted({ number: '7\n' }).body, untold);
});

test('a text that a comment does not hold is not posted', () => {
  assert.equal(made('- a\n'.repeat(16_000)), untold);
  assert.equal(posted({ number: '7\n', 'diff.md': '`'.repeat(3_000_000) }).body, untold);
  const long = made(`- \`@${'b'.repeat(90)}\`\n`.repeat(600));
  assert.ok(long.startsWith(`${mark}- \`@b`) && long.length < 65_536, `${long.length}`);
});
