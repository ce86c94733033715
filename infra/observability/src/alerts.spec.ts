// Each alert is tried by promtool, has a page that says what to do, and rests on rules that are as the code writes them.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findPrometheus } from '@saring/local';
import { ALERT_CASES } from './alert-cases';
import { failureOf, FOLDER, RULE_FILES } from './promtool';
import { SLO_CASES } from './slo-cases';
import { sloRules } from './slo-rules';
import { SLOS } from './slos';

const ROOT = resolve(FOLDER, '../..');
const RUNBOOKS = join(ROOT, 'docs/runbooks');
const promtool = () => findPrometheus('promtool', join(ROOT, '.data'));

const SLO_RULES = join(FOLDER, 'saring-slo-rules.yml');
if (process.env['WRITE_DASHBOARDS']) writeFileSync(SLO_RULES, sloRules());
const SERVICE_RULES = readFileSync(join(FOLDER, 'saring-rules.yml'), 'utf8');
const rules = RULE_FILES.map((file) => readFileSync(file, 'utf8')).join('\n');
const alerts = [...rules.matchAll(/- alert: (\w+)\n([\s\S]*?)(?=\n {6}- |\n {2}- |$)/g)].map(
  ([, name = '', body = '']) => ({ name, body }),
);
const cases = [...ALERT_CASES, ...SLO_CASES];

it('has the rules of the promises as the code writes them', () => {
  expect(readFileSync(SLO_RULES, 'utf8')).toBe(sloRules());
});

it('has rules that Prometheus takes', () => {
  expect(execFileSync(promtool(), ['check', 'rules', ...RULE_FILES], { encoding: 'utf8' })).toContain(
    'SUCCESS',
  );
});

it('tries of each alert that it stands and that it does not', () => {
  const tried = (stands: boolean) =>
    new Set(cases.filter(({ fires }) => (fires !== null) === stands).map(({ alert }) => alert));
  const names = alerts.map(({ name }) => name);
  expect(names).toHaveLength(new Set(names).size);
  expect([...tried(true)].sort()).toEqual([...names].sort());
  expect([...tried(false)].sort()).toEqual([...names].sort());
});

it.each([...new Set(cases.map(({ alert }) => alert))])('%s stands when it should, and only then', (alert) => {
  const slo = SLOS.find((one) => alert.startsWith(`${one.alert}Budget`));
  const text = slo ? sloRules([slo]) : SERVICE_RULES;
  const ofIt = cases.filter((one) => one.alert === alert);
  expect(failureOf(promtool(), text, ofIt)).toBeNull();
});

it('says of a case that does not hold what it saw', () => {
  const wrong = ALERT_CASES.filter(({ alert, fires }) => alert === 'SaringDiskShort' && fires !== null);
  expect(
    failureOf(
      promtool(),
      SERVICE_RULES,
      wrong.map((one) => ({ ...one, fires: null })),
    ),
  ).toContain('FAILED');
});

it.each(alerts.map(({ name, body }) => [name, body]))(
  '%s leads to a page of its own',
  (name = '', body = '') => {
    expect(body).toMatch(/severity: (critical|warning)/);
    expect(body).toMatch(/summary: '.+'/);
    expect(body).toContain(`runbook_url: docs/runbooks/${name}.md`);
    const page = readFileSync(join(RUNBOOKS, `${name}.md`), 'utf8');
    expect(page.startsWith(`# ${name}\n`)).toBe(true);
    const parts = [...page.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(parts).toEqual(['What it means', 'What to look at', 'What to do']);
  },
);

it('has no page of an alert that is gone, and names each in the index', () => {
  const index = readFileSync(join(RUNBOOKS, 'README.md'), 'utf8');
  const pages = readdirSync(RUNBOOKS).filter((name) => name !== 'README.md');
  expect(pages.sort()).toEqual(alerts.map(({ name }) => `${name}.md`).sort());
  for (const { name } of alerts) expect(index).toContain(`[${name}](${name}.md)`);
  for (const [, path = ''] of index.matchAll(/\]\((\.\.\/[^)#]+)/g))
    expect([path, existsSync(join(RUNBOOKS, path))]).toEqual([path, true]);
});
