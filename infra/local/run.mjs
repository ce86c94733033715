// run.mjs — the smaller scripts of package.json, each on a machine where nothing is prepared.
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCircles } from './circles.mjs';
import { ROOT, build, ensureNats, fail, generate, node, run } from './tools.mjs';

const bin = (name) => join(ROOT, 'node_modules/.bin', name);
const [task, ...args] = process.argv.slice(2);

const TASKS = {
  generate,
  build,
  lint: () => {
    generate();
    run(bin('buf'), ['lint'], { cwd: join(ROOT, 'proto') });
    // The walls between projects are read from Nx's graph, which eslint only takes from its cache.
    run(bin('nx'), ['show', 'projects'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NX_DAEMON: 'false' },
    });
    const circles = findCircles(ROOT).map((files) => `  ${files.join(' → ')}`);
    if (circles.length > 0) fail(`files import one another in a circle:\n${circles.join('\n')}`);
    run(bin('eslint'), ['.', '--max-warnings=0']);
    run(bin('knip'), ['--include', 'exports,types,files', '--no-progress']);
    run(bin('prettier'), ['--check', '--log-level=warn', '.']);
  },
  typecheck: () => {
    generate();
    run(bin('tsc'), ['--noEmit', '-p', 'tsconfig.json']);
    for (const spa of ['portal', 'console']) run(bin('tsc'), ['--noEmit', '-p', `services/${spa}`]);
  },
  bench: async () => {
    await ensureNats();
    await build();
    node('dist/infra/bench/src/main.js', args);
  },
  // The product under load while everything breaks (docs/reliability.md): `npm run chaos -- --seed 7 --minutes 5`.
  chaos: async () => {
    await ensureNats();
    await build();
    node('dist/infra/chaos/src/main.js', args);
  },
  // A year of a neighbourhood without sockets (docs/reliability.md): `npm run simulate -- --seed 7 --days 365`.
  simulate: async () => {
    await build();
    node('dist/infra/simulation/src/main.js', args);
  },
  // Writes services/edge/openapi.json, of which the client's types are generated.
  openapi: () =>
    run(process.execPath, [join(ROOT, 'infra/local/test.mjs'), 'api-description'], {
      env: { ...process.env, WRITE_OPENAPI: '1' },
    }),
  // Writes infra/cluster/golden, what kubectl makes of each overlay under k8s/.
  manifests: () =>
    run(bin('jest'), ['infra/cluster/src/rendered'], { env: { ...process.env, WRITE_MANIFESTS: '1' } }),
  // Writes the rules of promises and the dashboards of infra/observability.
  dashboards: () =>
    run(process.execPath, [join(ROOT, 'infra/local/test.mjs'), 'infra/observability'], {
      env: { ...process.env, WRITE_DASHBOARDS: '1' },
    }),
  // The pictures of traces in docs/operations.md, drawn from what the product sends.
  traces: () =>
    run(process.execPath, [join(ROOT, 'infra/local/test.mjs'), 'observability.alone'], {
      env: { ...process.env, WRITE_TRACES: '1' },
    }),
  // Prometheus beside a running Saring, with its rules and a page of all dashboards.
  observe: () => import('./observe.mjs'),
  // The pictures of docs/console.md, taken by the journeys.
  pictures: () => {
    node('infra/local/test.mjs', ['console/spec', 'all-in-one/src/console']);
    const shown = readFileSync(join(ROOT, 'docs/console.md'), 'utf8').matchAll(
      /images\/console\/([\w-]+\.png)/g,
    );
    for (const [, name] of shown)
      copyFileSync(join(ROOT, 'test-output/console', name), join(ROOT, 'docs/images/console', name));
  },
  // The property tests of bytes and money, for as long as it takes: `npm run search -- 100000`.
  search: () => {
    if (args[0] !== undefined && !/^[1-9]\d{0,8}$/.test(args[0]))
      fail(`how many histories? "${args[0]}" is no whole number: npm run search -- 100000`);
    generate();
    run(
      bin('jest'),
      [
        'services/(quota-ledger/src|payment/src/orders|billing/src/sales)/domain|money-model',
        '--testTimeout=3600000',
      ],
      {
        env: { ...process.env, SEARCH_RUNS: args[0] ?? '10000' },
      },
    );
  },
  // Broken and hostile inputs for what reads bytes of others: `npm run fuzz -- codec --inputs=100000000 --seed=7`.
  fuzz: () => {
    const asked = (name, standard) => {
      const given = args.find((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) ?? standard;
      if (!/^[1-9]\d{0,9}$/.test(given)) fail(`--${name}: "${given}" is no whole number`);
      return given;
    };
    const inputs = asked('inputs', '1000000');
    const seed = asked('seed', String(1 + (Date.now() % 1_000_000_000)));
    const strange = args.find((one) => one.startsWith('--') && !/^--(inputs|seed)=/.test(one));
    if (strange) fail(`"${strange}" is no option: npm run fuzz -- codec --inputs=1000000 --seed=7`);
    const of = args.find((one) => !one.startsWith('--')) ?? '';
    generate();
    console.log(`seed ${seed}, ${inputs} inputs each`);
    run(bin('jest'), ['--runInBand', '--testTimeout=86400000', `${of}[^/]*\\.fuzz\\.spec`], {
      env: { ...process.env, FUZZ_INPUTS: inputs, FUZZ_SEED: seed },
    });
  },
  // Plugins for payments, for their authors: create, pack, sign, verify, keys (docs/payment-plugins.md).
  plugin: async () => {
    await build();
    node('dist/libs/payment-plugin/src/commands/main.js', args);
  },
  operator: async () => {
    await build();
    node('dist/services/auth-otp/src/operator-reset.js', args);
  },
  // Settings of the console from the machine, when no console can be reached.
  settings: async () => {
    await build();
    node('dist/services/all-in-one/src/local/settings-command.js', args);
  },
  // A friendly operator's real router; Ctrl+C is the program's, which takes away what it made.
  'first-hour': async () => {
    await build();
    process.on('SIGINT', () => undefined);
    node('dist/services/router-gateway/src/first-hour/main.js', args);
  },
  // Passwords of a cluster: lines for .env, or with `k8s` the command that makes its Secret.
  secrets: async () => {
    await build();
    node('dist/infra/local/src/print-secrets.js', args);
  },
  // Everything that is true into one sealed file, and back into an empty machine (docs/operations.md).
  backup: async () => {
    await build();
    node('dist/services/all-in-one/src/backup/backup-command.js', ['backup', ...args]);
  },
  restore: async () => {
    await build();
    node('dist/services/all-in-one/src/backup/backup-command.js', ['restore', ...args]);
  },
  // A day of an archived month: `npm run archives -- explain --router=… --day=2026-11-03`.
  archives: async () => {
    await build();
    node('dist/services/all-in-one/src/archives-command.js', args);
  },
  rebuild: async () => {
    await build();
    node('dist/services/all-in-one/src/rebuild.js', args);
  },
};
const chosen = TASKS[task];
if (!chosen) fail(`unknown task ${task}; one of ${Object.keys(TASKS).join(', ')}`);
await chosen();
