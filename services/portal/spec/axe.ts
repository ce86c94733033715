// axe.ts — what axe-core finds wrong with a page for people who see, hear or move differently.
import { source, type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.2 A and AA, and axe's own advice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Not among the tags: a name that is spoken must hold the words that are seen. */
const RULES = { 'label-content-name-mismatch': { enabled: true } };

/** Evaluated by the browser's own tools, which the page's policy does not stop. */
export const findingsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(source);
  const { violations } = await page.evaluate<AxeResults, { tags: string[]; rules: typeof RULES }>(
    ({ tags, rules }) =>
      (globalThis as unknown as { axe: typeof import('axe-core') }).axe.run(
        (globalThis as unknown as { document: never }).document,
        {
          runOnly: { type: 'tag', values: tags },
          rules,
        },
      ),
    { tags: TAGS, rules: RULES },
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};
