// panels.ts — a small builder of Grafana dashboards: panels in a grid of rows, each query with its words.

type Query = { readonly expression: string; readonly legend: string };
type Unit = 'short' | 's' | 'bytes' | 'percentunit' | 'ops' | 'none' | 'dateTimeFromNow';
type Kind = 'timeseries' | 'stat' | 'table';
export type Panel = {
  readonly title: string;
  readonly kind: Kind;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  readonly description: string;
  /** Points of a line lead to traces. */
  readonly hasExemplars: boolean;
};
type Options = {
  readonly kind?: Kind;
  readonly unit?: Unit;
  readonly description?: string;
  readonly hasExemplars?: boolean;
};
export type Dashboard = {
  /** Of its file and address: stays, so that links do. */
  readonly uid: string;
  readonly title: string;
  readonly rows: readonly { readonly title: string; readonly panels: readonly Panel[] }[];
};

export const query = (expression: string, legend = ''): Query => ({ expression, legend });

export const panel = (title: string, queries: readonly Query[], options: Options = {}): Panel => ({
  ...{ title, queries, kind: options.kind ?? 'timeseries', unit: options.unit ?? 'short' },
  ...{ description: options.description ?? '', hasExemplars: options.hasExemplars ?? false },
});

/** The share of a histogram at 50, 95 and 99 %, by nothing or by a label. */
export const percentiles = (histogram: string, by = ''): readonly Query[] =>
  ['0.5', '0.95', '0.99'].map((share) =>
    query(
      `histogram_quantile(${share}, sum by (le${by && `, ${by}`}) (rate(${histogram}_bucket[5m])))`,
      `p${Number(share) * 100}${by && ` {{${by}}}`}`,
    ),
  );

const WIDTH = 24;
const HEIGHT = { row: 1, panel: 8 };
/** The data source of infra/observability/grafana/provisioning. */
const SOURCE = { type: 'prometheus', uid: 'saring-prometheus' };

const targetOf = ({ expression, legend }: Query, index: number, { kind, hasExemplars }: Panel): object => ({
  ...{ refId: String.fromCharCode(65 + index), datasource: SOURCE, expr: expression },
  ...{ legendFormat: legend || '__auto', range: kind === 'timeseries', instant: kind !== 'timeseries' },
  ...(hasExemplars ? { exemplar: true } : {}),
  ...(kind === 'table' ? { format: 'table' } : {}),
});

const panelOf = (panel: Panel, id: number, gridPos: object): object => ({
  ...{
    id,
    type: panel.kind,
    title: panel.title,
    description: panel.description,
    datasource: SOURCE,
    gridPos,
  },
  fieldConfig: {
    defaults: { unit: panel.unit, min: panel.unit === 'percentunit' ? undefined : 0 },
    overrides: [],
  },
  options: panel.kind === 'timeseries' ? { tooltip: { mode: 'multi' } } : {},
  targets: panel.queries.map((one, index) => targetOf(one, index, panel)),
});

/** As Grafana keeps it. */
export const jsonOf = ({ uid, title, rows }: Dashboard): string => {
  const panels: object[] = [];
  let y = 0;
  for (const row of rows) {
    panels.push({
      ...{ id: panels.length + 1, type: 'row', title: row.title, collapsed: false, panels: [] },
      gridPos: { x: 0, y, w: WIDTH, h: HEIGHT.row },
    });
    y += HEIGHT.row;
    const perLine = Math.min(3, row.panels.length);
    const w = WIDTH / perLine;
    row.panels.forEach((one, index) => {
      const at = { x: (index % perLine) * w, y: y + Math.floor(index / perLine) * HEIGHT.panel };
      panels.push(panelOf(one, panels.length + 1, { ...at, w, h: HEIGHT.panel }));
    });
    y += Math.ceil(row.panels.length / perLine) * HEIGHT.panel;
  }
  const dashboard = {
    ...{ uid, title, tags: ['saring'], schemaVersion: 39, version: 1, editable: false, graphTooltip: 1 },
    ...{ time: { from: 'now-6h', to: 'now' }, refresh: '30s', timezone: 'browser', templating: { list: [] } },
    panels,
  };
  return `${JSON.stringify(dashboard, null, 2)}\n`;
};
