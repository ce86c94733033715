// promtool.ts — Prometheus' own tests of rules, written from cases and run by promtool.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const FOLDER = resolve(__dirname, '..');
export const RULE_FILES = ['saring-rules.yml', 'saring-slo-rules.yml'].map((name) => join(FOLDER, name));

/** What Prometheus saw, and whether an alert stands at a time. */
export type AlertCase = {
  readonly alert: string;
  /** In words, why. */
  readonly when: string;
  /** In promtool's notation: `0+10x60` grows by ten a minute for an hour. */
  readonly series: Readonly<Record<string, string>>;
  /** A look and a sample each so often; absent: each minute. Days of minutes take promtool minutes, too. */
  readonly every?: string;
  readonly at: string;
  /** The labels by which it stands; null: it does not. */
  readonly fires: Readonly<Record<string, string>> | null;
};

const EVERY_MINUTE = '1m';

const testOf = ({ alert, when, series, at, fires, every = EVERY_MINUTE }: AlertCase): object => {
  const names = Object.keys(fires ?? {});
  const labels = names.map((name) => `${name}=${JSON.stringify(fires?.[name])}`).join(',');
  return {
    name: `${alert} ${when}`,
    interval: every,
    input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
    promql_expr_test: [
      {
        expr: `sum by (${names.join(',')}) (ALERTS{alertname="${alert}",alertstate="firing"})`,
        eval_time: at,
        exp_samples: fires === null ? [] : [{ labels: `{${labels}}`, value: 1 }],
      },
    ],
  };
};

/** @param rules the text of a file of rules. @returns what promtool said of failures; null: all cases hold. */
export const failureOf = (promtool: string, rules: string, cases: readonly AlertCase[]): string | null => {
  const paces = new Set(cases.map(({ every = EVERY_MINUTE }) => every));
  const failures = [...paces].flatMap((pace) => {
    const ofPace = cases.filter(({ every = EVERY_MINUTE }) => every === pace);
    return failureAt(promtool, rules, pace, ofPace) ?? [];
  });
  return failures.length > 0 ? failures.join('\n') : null;
};

const failureAt = (
  promtool: string,
  rules: string,
  pace: string,
  cases: readonly AlertCase[],
): string | null => {
  const folder = mkdtempSync(join(tmpdir(), 'saring-promtool-'));
  const [file, ruleFile] = [join(folder, 'cases.yml'), join(folder, 'rules.yml')];
  writeFileSync(ruleFile, rules);
  const tests = cases.map(testOf);
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ rule_files: [ruleFile], evaluation_interval: pace, tests }));
  try {
    execFileSync(promtool, ['test', 'rules', file], { encoding: 'utf8', stdio: 'pipe' });
    return null;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    return `${stdout}${stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
