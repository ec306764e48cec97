// Faults that were found, held against a list of those that somebody has judged.
import assert from 'node:assert/strict';

/**
 * Fails on a fault that no line of `judged` names, and on a line that names no fault any more: a list of exceptions
 * can only become shorter by itself. A line is `{ fault, because }`; `fault` matches the text of what it excuses.
 */
export function judge(found, judged) {
  const count = new Map();
  for (const text of found) {
    if (!judged.some(({ fault }) => fault.test(text))) count.set(text, (count.get(text) ?? 0) + 1);
  }
  const lines = [...count].map(([text, n]) => (n > 1 ? `${text} (${n} times)` : text));
  for (const { fault } of judged) {
    if (!found.some((text) => fault.test(text))) lines.push(`nothing matches ${fault} any more: take the line out`);
  }
  if (lines.length) assert.fail(`${lines.length} in all:\n${lines.slice(0, 200).join('\n')}`);
}
