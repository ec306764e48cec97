// Faults that were found, held against a list of those that somebody has judged.
import assert from 'node:assert/strict';

/**
 * Fails on a fault that no line of `judged` names, and on a line that names no fault any more: a list of exceptions
 * can only become shorter by itself. A line is `{ fault, because }`; `fault` matches the text of what it excuses.
 */
export function judge(found, judged) {
  const news = found.filter((text) => !judged.some(({ fault }) => fault.test(text)));
  const past = judged.filter(({ fault }) => !found.some((text) => fault.test(text)));
  const count = new Map();
  for (const text of news) count.set(text, (count.get(text) ?? 0) + 1);
  assert.deepEqual(
    { found: [...count].map(([text, n]) => (n > 1 ? `${text} (${n} times)` : text)).slice(0, 60), gone: past.map((it) => String(it.fault)) },
    { found: [], gone: [] },
  );
}
