// Every rule of axe, contrast at AAA and the size of targets included.
import axe from 'axe-core';

const rules = Object.fromEntries(axe.getRules(['experimental', 'wcag2aaa', 'wcag22aa'])
  .filter((it) => !it.tags.includes('deprecated'))
  .map((it) => [it.ruleId, { enabled: true }]));

/** What axe finds in a page as it stands now, each with the element where it is. */
export async function violations(page) {
  await page.evaluate(axe.source);
  return page.evaluate(async (rules) => {
    const { violations } = await globalThis.axe.run(document, { rules, resultTypes: ['violations'], preload: false });
    return violations.flatMap((it) => it.nodes.slice(0, 3).map((node) => `${it.id}: ${node.target.join(' ')}: ${node.html.slice(0, 120)}`));
  }, rules);
}
