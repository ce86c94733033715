// The dashboards that Grafana is given are those of the code, each with its own names.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { consolePage } from './console-page';
import { DASHBOARDS } from './dashboards';
import { jsonOf } from './panels';
import { FOLDER } from './promtool';

const FILES = join(FOLDER, 'dashboards');
const PAGE = join(FOLDER, 'consoles/index.html');
const fileOf = (uid: string): string => join(FILES, `${uid}.json`);

if (process.env['WRITE_DASHBOARDS']) {
  mkdirSync(FILES, { recursive: true });
  for (const dashboard of DASHBOARDS) writeFileSync(fileOf(dashboard.uid), jsonOf(dashboard));
  mkdirSync(join(PAGE, '..'), { recursive: true });
  writeFileSync(PAGE, consolePage(DASHBOARDS));
}

it.each(DASHBOARDS.map((one) => [one.uid, one] as const))('%s stands in its file', (uid, dashboard) => {
  expect(readFileSync(fileOf(uid), 'utf8')).toBe(jsonOf(dashboard));
});

it('stands in the page that Prometheus serves, which holds nothing of its template language', () => {
  const page = readFileSync(PAGE, 'utf8');
  expect(page).toBe(consolePage(DASHBOARDS));
  expect(page).not.toContain('{{');
});

it('has no file without a dashboard', () => {
  expect(readdirSync(FILES).sort()).toEqual(DASHBOARDS.map(({ uid }) => `${uid}.json`).sort());
});

it('asks the data source that is provisioned, under names that stand once', () => {
  const sources = readFileSync(join(FOLDER, 'grafana/provisioning/datasources/saring.yaml'), 'utf8');
  expect(sources).toContain('uid: saring-prometheus');
  for (const dashboard of DASHBOARDS) {
    const { panels } = JSON.parse(jsonOf(dashboard)) as {
      panels: { id: number; datasource?: { uid: string } }[];
    };
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { datasource } of panels)
      expect(datasource?.uid ?? 'saring-prometheus').toBe('saring-prometheus');
  }
});
