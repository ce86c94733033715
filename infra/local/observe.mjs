// observe.mjs — `npm run observe`: Prometheus beside a running Saring, with its rules and a page of all dashboards.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { ROOT, ensurePrometheus, fail, say } from './tools.mjs';

const STANDARD = { HEALTH_PORT: '9464', PROMETHEUS_PORT: '9090' };
/** Burn rates look back three days, what is left of a budget thirty. */
const RETENTION = '35d';

const file = join(ROOT, '.env');
const given = { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
const portOf = (name) => {
  const text = given[name] || STANDARD[name];
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    fail(`${name} is "${text}": it has to be a port, such as ${STANDARD[name]}.`);
  return port;
};

const healthPort = portOf('HEALTH_PORT');
const port = portOf('PROMETHEUS_PORT');
if (!ensurePrometheus())
  fail(
    'prometheus is missing and could not be downloaded: apt-get install prometheus, or put it into .data/bin',
  );

const observability = join(ROOT, 'infra/observability');
const folder = join(resolve(ROOT, given.DATA_DIR || '.data'), 'prometheus');
mkdirSync(folder, { recursive: true, mode: 0o700 });
const config = {
  global: { scrape_interval: '15s', evaluation_interval: '30s' },
  rule_files: ['saring-rules.yml', 'saring-slo-rules.yml'].map((name) => join(observability, name)),
  scrape_configs: [{ job_name: 'saring', static_configs: [{ targets: [`127.0.0.1:${healthPort}`] }] }],
};
const configFile = join(folder, 'prometheus.yml');
// JSON is YAML.
writeFileSync(configFile, JSON.stringify(config, null, 2));

const own = join(ROOT, '.data/bin/prometheus');
const prometheus = spawn(
  existsSync(own) ? own : 'prometheus',
  [
    `--config.file=${configFile}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--storage.tsdb.retention.time=${RETENTION}`,
    `--web.listen-address=127.0.0.1:${port}`,
    `--web.console.templates=${join(observability, 'consoles')}`,
    `--web.console.libraries=${join(observability, 'consoles')}`,
    '--enable-feature=exemplar-storage',
    '--log.level=warn',
  ],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => prometheus.kill('SIGTERM'));
prometheus.once('error', ({ message }) => fail(`prometheus could not be run: ${message}`));
prometheus.once('exit', (code) => (process.exitCode = code ?? 1));

const reached = await fetch(`http://127.0.0.1:${healthPort}/health/live`).then(
  ({ ok }) => ok,
  () => false,
);
say(`
Prometheus watches Saring.
  Dashboards, alerts  http://localhost:${port}/consoles/index.html
${reached ? '' : `\nNothing answers at port ${healthPort} yet: start Saring with HEALTH_PORT=${healthPort} npm start, or put HEALTH_PORT=${healthPort} into .env.\n`}
Stop it with Ctrl+C.`);
