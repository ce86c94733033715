// console-page.ts — the dashboards as one page that Prometheus itself serves, where there is no Grafana.
import type { Dashboard } from './panels';

const STYLE = `
  :root { color-scheme: light dark; font: 14px/1.4 system-ui, sans-serif; }
  body { margin: 0 auto; max-width: 84rem; padding: 1rem; }
  nav a { margin-right: 1rem; }
  section > div { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); }
  figure { margin: 0; padding: .5rem; border: 1px solid #8884; border-radius: .4rem; min-width: 0; }
  svg { width: 100%; height: 8rem; }
  ul { list-style: none; margin: 0; padding: 0; max-height: 7rem; overflow: auto; }
  li span { float: right; font-variant-numeric: tabular-nums; }
  #alerts { max-height: none; } #alerts .critical { color: #c93c37; font-weight: 600; } #alerts .warning { color: #b06a00; }
  li i { display: inline-block; width: .8rem; height: .3rem; margin-right: .4rem; vertical-align: middle; }`;

/** Runs in the browser. Its texts come from Prometheus as text, never as markup. */
const SCRIPT = `
  const HOURS = Number(new URLSearchParams(location.search).get('hours')) || 1;
  const COLOURS = ['#3874cb', '#d9730d', '#2a9d5c', '#b5377a', '#8250df', '#9a8700', '#1b8a9a', '#c93c37'];
  const scaled = (value, base, units) => {
    let step = 0;
    while (Math.abs(value) >= base && step < units.length - 1) { value /= base; step += 1; }
    return (Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toPrecision(3)) + ' ' + units[step];
  };
  const shown = (value, unit) => {
    if (Number.isNaN(value)) return '–';
    if (unit === 's') return value < 1 ? (value * 1000).toFixed(0) + ' ms' : value.toFixed(2) + ' s';
    if (unit === 'bytes') return scaled(value, 1024, ['B', 'KiB', 'MiB', 'GiB', 'TiB']);
    if (unit === 'percentunit') return (value * 100).toFixed(2) + ' %';
    if (unit === 'ops') return value.toPrecision(3) + ' /s';
    return scaled(value, 1000, ['', 'k', 'M', 'G']);
  };
  const nameOf = (legend, metric) =>
    legend.replace(/<(\\w+)>/g, (_, label) => metric[label] ?? '') || Object.values(metric).join(' ') || 'value';
  const element = (name, attributes, text) => {
    const made = document.createElementNS(name === 'svg' || name === 'polyline' ? 'http://www.w3.org/2000/svg' : document.documentElement.namespaceURI, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const draw = async (figure, panel) => {
    const end = Date.now() / 1000, start = end - HOURS * 3600, step = Math.max(5, HOURS * 20);
    const answers = await Promise.all(panel.queries.map(async ({ expression, legend }) => {
      const asked = new URLSearchParams({ query: expression, start, end, step });
      const { data, error } = await (await fetch('../api/v1/query_range?' + asked)).json();
      if (!data) throw new Error(error);
      return data.result.map(({ metric, values }) => ({
        name: nameOf(legend, metric), points: values.map(([at, value]) => [at, Number(value)]),
      }));
    }));
    const lines = answers.flat();
    const all = lines.flatMap(({ points }) => points.map(([, value]) => value)).filter(Number.isFinite);
    const top = Math.max(...all, 0) || 1, bottom = Math.min(...all, 0);
    const svg = element('svg', { viewBox: '0 0 1000 100', preserveAspectRatio: 'none', role: 'img', 'aria-label': panel.title });
    const list = element('ul', {});
    lines.forEach(({ name, points }, index) => {
      const colour = COLOURS[index % COLOURS.length];
      const at = points.filter(([, value]) => Number.isFinite(value))
        .map(([time, value]) => [(time - start) / (end - start) * 1000, 98 - (value - bottom) / (top - bottom) * 96].map((one) => one.toFixed(1)).join());
      svg.append(element('polyline', { points: at.join(' '), fill: 'none', stroke: colour, 'stroke-width': 2, 'vector-effect': 'non-scaling-stroke' }));
      const item = element('li', {}, name + ' ');
      item.prepend(element('i', { style: 'background:' + colour }));
      item.append(element('span', {}, shown(points.at(-1)?.[1] ?? NaN, panel.unit)));
      list.append(item);
    });
    const words = lines.length === 0 ? [element('p', {}, 'Nothing to show.')] : [svg, list];
    figure.replaceChildren(element('figcaption', {}, panel.title), ...words);
  };
  const look = () => document.querySelectorAll('figure').forEach((figure) => {
    const [dashboard, row, panel] = figure.dataset.at.split('.');
    draw(figure, DASHBOARDS[dashboard].rows[row].panels[panel]).catch(({ message }) => {
      figure.replaceChildren(element('p', { role: 'alert' }, message));
    });
  });
  DASHBOARDS.forEach(({ uid, title, rows }, dashboard) => {
    document.querySelector('nav').append(element('a', { href: '#' + uid }, title.replace('Saring: ', '')));
    const section = element('section', { id: uid });
    section.append(element('h2', {}, title));
    rows.forEach((row, index) => {
      const grid = element('div', {});
      row.panels.forEach(({ title: name }, place) => {
        const figure = element('figure', { 'data-at': [dashboard, index, place].join('.') });
        figure.append(element('figcaption', {}, name), element('p', {}, 'Loading…'));
        grid.append(figure);
      });
      section.append(element('h3', {}, row.title), grid);
    });
    document.querySelector('main').append(section);
  });
  const tell = async () => {
    const { data } = await (await fetch('../api/v1/alerts')).json();
    const standing = data.alerts.filter(({ state }) => state === 'firing');
    const lines = standing.map(({ labels, annotations }) => {
      const line = element('li', { class: labels.severity }, labels.alertname + ': ' + annotations.summary);
      line.append(element('small', {}, ' ' + annotations.runbook_url));
      return line;
    });
    document.querySelector('#alerts').replaceChildren(...(lines.length > 0 ? lines : [element('li', {}, 'No alert stands.')]));
  };
  const round = () => {
    look();
    tell().catch(({ message }) => document.querySelector('#alerts').replaceChildren(element('li', { role: 'alert' }, message)));
  };
  round();
  setInterval(round, 15000);`;

/** Two opening braces would be Prometheus' own template language. */
const legendOf = (legend: string): string => legend.replace(/\{\{(\w+)\}\}/g, '<$1>');

export const consolePage = (dashboards: readonly Dashboard[]): string => {
  const shown = dashboards.map(({ uid, title, rows }) => ({
    ...{ uid, title },
    rows: rows.map((row) => ({
      title: row.title,
      panels: row.panels.map(({ title: name, unit, queries }) => ({
        ...{ title: name, unit },
        queries: queries.map(({ expression, legend }) => ({ expression, legend: legendOf(legend) })),
      })),
    })),
  }));
  const data = JSON.stringify(shown, null, 1).replace(/</g, '\\u003c');
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Saring</title><style>${STYLE}
</style></head>
<body>
<h1>Saring</h1>
<nav aria-label="Dashboards"></nav>
<h2>Alerts</h2>
<ul id="alerts"><li>Loading…</li></ul>
<p>Shown: <a href="?hours=1">1 hour</a> <a href="?hours=6">6 hours</a> <a href="?hours=24">a day</a></p>
<main></main>
<script>
const DASHBOARDS = ${data};
${SCRIPT}
</script>
</body>
</html>
`;
};
