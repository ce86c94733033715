// The collector cannot be run here: its configuration is held to what its documentation asks.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COLLECTOR, collectorFile } from './collector';
import { FOLDER } from './promtool';
import { yamlOf } from './yaml';

const FILE = join(FOLDER, 'otel-collector.yml');
if (process.env['WRITE_DASHBOARDS']) writeFileSync(FILE, collectorFile());

it('stands in its file', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(collectorFile());
});

it('uses each part that it has, and has each that it uses', () => {
  const { traces } = COLLECTOR.service.pipelines;
  for (const kind of ['receivers', 'processors', 'exporters'] as const)
    expect([...traces[kind]].sort()).toEqual(Object.keys(COLLECTOR[kind]).sort());
  expect([...COLLECTOR.service.extensions]).toEqual(Object.keys(COLLECTOR.extensions));
});

it('limits memory first, and batches what was kept last', () => {
  expect(COLLECTOR.service.pipelines.traces.processors).toEqual(['memory_limiter', 'tail_sampling', 'batch']);
});

it('keeps all that failed or was slow and some of the rest, by policies that the processor knows', () => {
  const { policies, decision_wait: wait } = COLLECTOR.processors.tail_sampling;
  const names = policies.map(({ name }) => name);
  expect(names).toEqual(['failed', 'slow', 'money', 'some']);
  for (const policy of policies) {
    expect(['status_code', 'latency', 'string_attribute', 'probabilistic']).toContain(policy.type);
    // Its settings stand under the name of its type, and nothing else does.
    expect(Object.keys(policy).sort()).toEqual(['name', 'type', policy.type].sort());
  }
  expect(wait).toMatch(/^\d+s$/);
});

it('sends nowhere that is written into it', () => {
  const addresses = JSON.stringify(COLLECTOR).match(/"endpoint":"[^"]+"/g) ?? [];
  for (const address of addresses)
    expect(address).toMatch(/\$\{env:[A-Z_]+(:-127\.0\.0\.1:\d+)?\}|127\.0\.0\.1:/);
});

it('writes YAML', () => {
  expect(yamlOf({ a: ['x', { b: "it's", c: 5 }], d: { e: true } })).toBe(
    "a:\n  - x\n  - b: 'it''s'\n    c: 5\nd:\n  e: true\n",
  );
});
