// The Nu Html Checker, which is the W3C's, on every page and every style sheet that we write.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import jar from 'vnu-jar';
import { judge } from './judge.mjs';
import { extremes, files, pages, published, site } from './site.mjs';

/** What the checker says of files or folders: `error: message`, or `warning: message`. It reads them all in one run. */
function check(paths, ...options) {
  const args = ['-jar', String(jar), '--format', 'json', '--stdout', '--exit-zero-always', ...options, ...paths];
  const answer = execFileSync(process.env.JAVA ?? 'java', args, { maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
  // An error without an address is the checker's own, as where it couldn't read a file.
  return JSON.parse(answer).messages.map((it) => `${it.subType ?? it.type}: ${it.message}${it.url ? '' : ' (of no page)'}`);
}

// Each line is a thing that the checker doesn't know or can't see, or advice that was weighed.
const html = [
  {
    fault: /^error: Attribute “interestfor” not allowed on element “a” at this point\.$/,
    because: 'Open UI, Interest Invokers, `interestfor`: in Chromium since 142, ignored by others, and not yet in HTML',
  },
  {
    fault: /^warning: Resource violates Content Security Policy \(meta tag\): (external stylesheet|external script|image) “[^”]*” blocked by “(style|script|img)-src” directive\.$/,
    because: 'it reads files, which to it have no origin, so that nothing is `self`; browsers load them (CSP 3, `self`)',
  },
  {
    fault: /^warning: Article lacks heading\. Consider using “h2”-“h6” elements to add identifying headings to all articles\.$/,
    because: 'the heading of such an article is the h1 before it: the contents stand between the two, as on a phone',
  },
];
const css = [
  {
    fault: /^error: CSS: “interest-delay”: Property “interest-delay” doesn't exist\.$/,
    because: 'Open UI, Interest Invokers, `interest-delay`',
  },
  {
    fault: /^error: CSS: “position-area”: Property “position-area” doesn't exist\.$/,
    because: 'CSS Anchor Positioning 1, `position-area`',
  },
  {
    fault: /^error: CSS: “position-try-fallbacks”: Property “position-try-fallbacks” doesn't exist\.$/,
    because: 'CSS Anchor Positioning 1, `position-try-fallbacks`',
  },
  {
    fault: /^error: CSS: Unrecognized at-rule “@starting-style”$/,
    because: 'CSS Transitions 2, `@starting-style`',
  },
];

test('every page is valid HTML, with and without a base URL, whatever its author wrote', () => {
  assert.ok(pages(site()).length > 200);
  judge(check([site(), published(), ...Object.values(extremes())], '--skip-non-html'), html);
});

test('every style sheet is valid CSS', () => {
  const sheets = files(site()).filter((address) => address.endsWith('.css'));
  assert.ok(sheets.length > 0);
  judge(check(sheets.map((address) => join(site(), address)), '--css'), css);
});

test('the checker would find a fault, and reads whatever a folder holds', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lectern-html-'));
  try {
    writeFileSync(join(folder, 'a.html'), '<!doctype html><html lang="en"><title>A</title><p id="a"><b id="a">A</p>');
    writeFileSync(join(folder, 'a.css'), 'p { colour: red }');
    const found = check([folder], '--also-check-css');
    for (const part of ['Duplicate ID “a”', 'Unclosed element “b”', '“colour”']) {
      assert.ok(found.some((text) => text.includes(part)), `${part} in ${found}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
