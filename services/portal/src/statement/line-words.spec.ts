// line-words.spec.ts — a line of the statement says in words why it is there.
import type { StatementLine } from '@saring/api-client';
import {
  LOCALES,
  portalText,
  statementTexts,
  statusChanges,
  type Params,
  type PortalKey,
} from '@saring/i18n';
import { causeOf, detailOf } from './line-words';

const say = (key: PortalKey, params?: Params) => portalText(key, 'id', params);
const CAUSE_TITLES = new Set(
  'grant usage expiry debt settlement reset correction revocation extension held status other'.split(' '),
);
const line = { id: 'l', at: '2026-11-27T10:00:00.000Z', amountBytes: 1, balanceAfterBytes: 1 };

it.each([
  ['grant', 'bonus', 'registration', 'bonus, pendaftaran'],
  ['revocation', undefined, 'refunded', 'uang dikembalikan'],
  ['grant', 'operator', 'Ganti rugi listrik padam', 'dari pengelola, Ganti rugi listrik padam'],
  ['settlement', undefined, 'Pelunasan tunggakan', ''],
])('of %s by %s for %s reads "%s"', (cause, source, reason, text) =>
  expect(detailOf({ ...line, cause, source: source as StatementLine['source'], reason }, say, 'id')).toBe(
    text,
  ),
);

it.each([
  ['status', 'exhausted', 'Kuota habis, akses ditutup'],
  ['status', 'lane-opened', 'Internet pelan untuk membayar dibuka'],
  ['status', 'newer-than-this-page', 'Status berubah'],
  ['grant', 'exhausted', 'Kuota masuk'],
  ['newer-than-this-page', undefined, 'Perubahan lain'],
])('a line of %s for %s is headed "%s"', (cause, reason, text) =>
  expect(causeOf({ ...line, cause, reason }, 'id')).toBe(text),
);

it.each(LOCALES)('no two lines of the statement have the same words: %s', (locale) => {
  const causes = Object.entries(statementTexts).filter(([key]) => CAUSE_TITLES.has(key));
  const titles = [...causes.map(([, text]) => text[locale]), ...Object.values(statusChanges[locale])];
  expect(titles.length).toBeGreaterThan(25);
  expect(new Set(titles).size).toBe(titles.length);
});
