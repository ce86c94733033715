// slo-rules.ts — recording rules and burn-rate alerts of the promises, as the file that Prometheus reads.
import { SLOS, type Slo } from './slos';

/** Spends this share of a thirty days' budget within the long window; the short one ends the alert soon after. */
type Burn = { readonly long: string; readonly short: string; readonly factor: number };

/** Of Google's SRE workbook, "Alerting on SLOs": 2 % of the budget in an hour, 5 % in six, 10 % in a day and in three. */
const FAST: readonly Burn[] = [
  { long: '1h', short: '5m', factor: 14.4 },
  { long: '6h', short: '30m', factor: 6 },
];
const SLOW: readonly Burn[] = [
  { long: '1d', short: '2h', factor: 3 },
  { long: '3d', short: '6h', factor: 1 },
];
const WINDOWS = ['5m', '30m', '1h', '2h', '6h', '1d', '3d'];
const BUDGET_DAYS = 30;
/** Where fewer failures than this would raise an alert, too little happened to say anything. */
const LEAST_FAILURES = 3;

/** 0.01 of 0.99, without the noise of doubles. */
export const budgetOf = ({ objective }: Slo): number => Number((1 - objective).toPrecision(6));

/** The fewest events of a long window that an alert may follow from. */
const leastEvents = (slo: Slo, { factor }: Pick<Burn, 'factor'>): number =>
  Math.ceil(LEAST_FAILURES / (factor * budgetOf(slo)));

const indented = (text: string, spaces: number): string =>
  text
    .split('\n')
    .map((line) => `${' '.repeat(spaces)}${line}`)
    .join('\n');

const record = (name: string, slo: Slo, expression: string): string =>
  `      - record: ${name}
        labels: { slo: ${slo.name} }
        expr: |-
${indented(expression, 10)}
`;

const burnsBy = (slo: Slo, { long, short, factor }: Burn): string => {
  const most = Number((factor * budgetOf(slo)).toPrecision(6));
  const of = `{slo="${slo.name}"}`;
  return [
    `(slo:sli_error:ratio_rate${long}${of} > ${most}`,
    `  and slo:sli_error:ratio_rate${short}${of} > ${most}`,
    `  and slo:sli_events:increase${long}${of} >= ${leastEvents(slo, { factor })})`,
  ].join('\n');
};

const alert = (slo: Slo, kind: 'Fast' | 'Slow', burns: readonly Burn[], severity: string): string => {
  const name = `${slo.alert}BudgetBurns${kind}`;
  const pace = kind === 'Fast' ? 'within days' : 'before its thirty days are over';
  return `      - alert: ${name}
        expr: |-
${indented(burns.map((burn) => burnsBy(slo, burn)).join('\nor\n'), 10)}
        labels: { severity: ${severity}, slo: ${slo.name} }
        annotations:
          summary: '{{ $value | humanizePercentage }} of ${slo.failure}: the budget is spent ${pace}.'
          runbook_url: docs/runbooks/${name}.md
`;
};

const groupOf = (slo: Slo): string =>
  [
    `  - name: saring-slo-${slo.name}
    rules:
`,
    record('slo:objective:ratio', slo, `vector(${slo.objective})`),
    ...WINDOWS.map((window) => record(`slo:sli_error:ratio_rate${window}`, slo, slo.errorRatio(window))),
    ...[...FAST, ...SLOW].map(({ long }) =>
      record(`slo:sli_events:increase${long}`, slo, `${slo.events(long)} * ${secondsOf(long)}`),
    ),
    record(
      'slo:budget:remaining_ratio',
      slo,
      `1 - avg_over_time(slo:sli_error:ratio_rate1h{slo="${slo.name}"}[${BUDGET_DAYS}d]) / ${budgetOf(slo)}`,
    ),
    alert(slo, 'Fast', FAST, 'critical'),
    alert(slo, 'Slow', SLOW, 'warning'),
  ].join('');

const SECONDS = { m: 60, h: 3_600, d: 86_400 } as const;
const secondsOf = (window: string): number =>
  Number(window.slice(0, -1)) * SECONDS[window.slice(-1) as keyof typeof SECONDS];

/** @param slos of some promises alone, for trying them. */
export const sloRules = (slos: readonly Slo[] = SLOS): string =>
  `# Written by \`npm run dashboards\` from infra/observability/src/slos.ts.
groups:
${slos.map(groupOf).join('')}`;
