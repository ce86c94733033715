// axe.ts — what axe-core finds wrong with a page for people who see, hear or move differently.
import { source, type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Rules of WCAG 2.2 A and AA, and axe's own advice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Not among the tags: a name that is spoken must hold the words that are seen. */
const RULES = { 'label-content-name-mismatch': { enabled: true } };

/** What axe depends on the colours for: asked again where only these have changed. */
export const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

type Axe = typeof import('axe-core');
type Asked = { readonly tags: string[]; readonly rules: typeof RULES; readonly only: string[] };
const LOADED = 'globalThis.axe !== undefined';
/** Amid a change of colour none of its colours is one that anybody reads. */
const SETTLE = `for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish();`;

/** Evaluated by the browser's own tools, which the page's policy does not stop. @param only these rules, or all. */
export const findingsOf = async (page: Page, only: readonly string[] = []): Promise<readonly string[]> => {
  if (!(await page.evaluate<boolean>(LOADED))) await page.evaluate(source);
  await page.evaluate(SETTLE);
  const { violations } = await page.evaluate<AxeResults, Asked>(
    ({ tags, rules, only: few }) => {
      const browser = globalThis as unknown as { axe: Axe; document: never };
      return browser.axe.run(browser.document, {
        resultTypes: ['violations'],
        ...(few.length > 0
          ? { runOnly: { type: 'rule' as const, values: few } }
          : { runOnly: { type: 'tag' as const, values: tags }, rules }),
      });
    },
    { tags: TAGS, rules: RULES, only: [...only] },
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
};
