// slo-cases.ts — for each promise: what spends its budget too fast, what does so slowly, and what is left alone.
import type { AlertCase } from './promtool';
import { budgetOf } from './slo-rules';
import { SLOS, type Slo } from './slos';

/** Of the cases that last days. */
const DAYS = { every: '20m', steps: 3 * 24 * 3 + 1 };
const HOURS = { every: '2m', steps: 7 * 30 + 1 };
/** Events from one look to the next. */
const BUSY = 10_000;

type Stretches = readonly { readonly steps: number; readonly good: number; readonly bad: number }[];

/** A counter in promtool's notation: how much it grows from one look to the next, for how long. */
const counter = (stretches: Stretches, of: (one: Stretches[number]) => number): string => {
  let value = 0;
  return stretches
    .map((stretch) => {
      const step = of(stretch);
      const text = `${value}+${step}x${stretch.steps - 1}`;
      value += step * stretch.steps;
      return text;
    })
    .join(' ');
};

/** What services would show of events that were as promised and of some that were not. */
const SHOWN: Readonly<Record<string, Shown>> = {
  access: (stretches) => ({
    saring_order_fulfilment_seconds_count: counter(stretches, ({ good, bad }) => good + bad),
    'saring_order_fulfilment_seconds_bucket{le="1"}': counter(stretches, ({ good, bad }) => good + bad),
    saring_access_opened_seconds_count: counter(stretches, ({ good }) => good),
    'saring_access_opened_seconds_bucket{le="1"}': counter(stretches, ({ good }) => good),
    saring_access_openings_failed_total: counter(stretches, ({ bad }) => bad),
  }),
  codes: (stretches) => ({
    saring_codes_asked_total: counter(stretches, ({ good, bad }) => good + bad),
    'saring_code_delivered_seconds_bucket{channel="gowa",le="20"}': counter(stretches, ({ good }) => good),
  }),
  metering: (stretches) => ({
    'saring_polls_metered_total{outcome="in_time"}': counter(stretches, ({ good }) => good),
    'saring_polls_metered_total{outcome="late"}': counter(stretches, ({ bad }) => bad),
  }),
  // Half of those that are bad fail at once, the others are slow.
  api: (stretches) => ({
    'saring_http_request_seconds_count{outcome="ok"}': counter(stretches, ({ good, bad }) => good + bad / 2),
    'saring_http_request_seconds_bucket{outcome="ok",le="0.3"}': counter(stretches, ({ good }) => good),
    'saring_http_request_seconds_count{outcome="failed"}': counter(stretches, ({ bad }) => bad / 2),
    'saring_http_request_seconds_bucket{outcome="failed",le="0.3"}': counter(stretches, ({ bad }) => bad / 2),
  }),
};

const stretch = (steps: number, events: number, badShare: number): Stretches[number] => ({
  ...{ steps, good: Math.round(events * (1 - badShare)), bad: Math.round(events * badShare) },
});

type Shown = (stretches: Stretches) => Readonly<Record<string, string>>;

const shownOf = (slo: Slo): Shown => {
  const shown = SHOWN[slo.name];
  if (!shown) throw new Error(`nobody says what services show of ${slo.name}`);
  return shown;
};

/** The budget is spent at so many times the pace that would just last thirty days. */
const burning = (slo: Slo, factor: number, { steps }: { readonly steps: number }) =>
  shownOf(slo)([stretch(steps, BUSY, Math.min(1, factor * budgetOf(slo)))]);

const fastCases = (slo: Slo): readonly AlertCase[] => {
  const fast = { alert: `${slo.alert}BudgetBurnsFast`, every: HOURS.every };
  const is = { slo: slo.name };
  const outage = [stretch(45, BUSY, 0), stretch(30, BUSY, 1), stretch(60, BUSY, 0)];
  const once = { ...fast, series: shownOf(slo)(outage) };
  const at = (factor: number) => ({ ...fast, series: burning(slo, factor, HOURS) });
  return [
    { ...at(18), when: 'stands at 18 times the pace', at: '2h', fires: is },
    { ...at(8), when: 'stands at 8 times the pace, hours later', at: '7h', fires: is },
    { ...at(4), when: 'does not stand at 4 times the pace', at: '7h', fires: null },
    { ...once, when: 'stands while all fails', at: '148m', fires: is },
    { ...once, when: 'ends soon after the failures end', at: '240m', fires: null },
    {
      ...{ alert: fast.alert, when: 'leaves a failure among few alone', at: '50m', fires: null },
      series: shownOf(slo)([stretch(30, 0, 0), stretch(1, 4, 0.5), stretch(60, 0, 0)]),
    },
  ];
};

const slowCases = (slo: Slo): readonly AlertCase[] => {
  const slow = { alert: `${slo.alert}BudgetBurnsSlow`, every: DAYS.every };
  const is = { slo: slo.name };
  const at = (factor: number) => ({ ...slow, series: burning(slo, factor, DAYS) });
  return [
    { ...at(4), when: 'stands at 4 times the pace', at: '1d', fires: is },
    { ...at(1.5), when: 'stands at 1.5 times the pace, days later', at: '3d', fires: is },
    { ...at(0.5), when: 'does not stand within the budget', at: '3d', fires: null },
    { ...at(0), when: 'does not stand without a failure', at: '3d', fires: null },
  ];
};

export const SLO_CASES: readonly AlertCase[] = SLOS.flatMap((slo) => [...fastCases(slo), ...slowCases(slo)]);
