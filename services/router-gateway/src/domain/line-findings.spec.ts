import { idFrom } from '@saring/kernel';
import { Signature } from './comments';
import { readingOf, SecretWatch } from './line-findings';
import { planLines, type ActualLines } from './line-plan';
import type { DesiredLine } from './line-rows';

const signature = new Signature('0000aaaa');
const LINE = idFrom('line', 'budi');
const budi: DesiredLine = {
  ...{ lineId: LINE, username: 'budi', state: 'active', isAdopted: false, passwordVersion: 1, password: 'x' },
  terms: {
    ...{ uploadKilobitsPerSecond: 5_000, downloadKilobitsPerSecond: 20_000 },
    ...{ pool: 'home', address: '', callerId: '', profile: '' },
  },
};
const row = (id: string, attributes: Record<string, string>) => ({ id, attributes });
const secret = (name: string, more: Record<string, string> = {}) =>
  row(`*${name}`, { name, service: 'pppoe', profile: 'default', ...more });
const actual = (change: Partial<ActualLines> = {}): ActualLines => ({
  ...{ secrets: [], sessions: [], limits: new Map() },
  profiles: [row('*0', { name: 'default' })],
  pools: [row('*1', { name: 'home', ranges: '10.20.0.2-10.20.0.254' })],
  ...change,
});
const findings = (desired: readonly DesiredLine[], change: Partial<ActualLines>, changed: string[] = []) =>
  readingOf(desired, actual(change), signature, new Set(changed)).findings;

it('counts secrets for PPPoE, those of nobody, and sessions', () =>
  expect(
    readingOf(
      [budi],
      actual({
        secrets: [
          secret('budi', { comment: signature.line(LINE, 1) }),
          secret('siti', { service: 'any' }),
          secret('vpn', { service: 'l2tp' }),
        ],
        sessions: [row('*9', { name: 'siti' })],
      }),
      signature,
      new Set(),
    ),
  ).toEqual({ secrets: 2, foreign: 1, online: 1, findings: [] }));

it('says of lines what is in their way, and that somebody changed their secret', () => {
  const own = secret('budi', { comment: signature.line(LINE, 1) });
  expect(findings([budi], { secrets: [secret('budi')] })).toEqual([
    { kind: 'name_taken', username: 'budi', lineId: LINE },
  ]);
  expect(findings([budi], { secrets: [own], pools: [] })).toEqual([
    { kind: 'pool_missing', username: 'budi', lineId: LINE },
  ]);
  expect(findings([budi], { secrets: [own] }, [LINE])).toEqual([
    { kind: 'changed_by_hand', username: 'budi', lineId: LINE },
  ]);
  expect(findings([{ ...budi, state: 'removed' }], { secrets: [secret('budi')] })).toEqual([]);
});

it('says of secrets of nobody that their profile is not there, and of names that they stand twice', () => {
  expect(findings([], { secrets: [secret('siti', { profile: '10M' })] })).toEqual([
    { kind: 'profile_missing', username: 'siti' },
  ]);
  expect(findings([], { secrets: [secret('siti'), secret('siti', { service: 'any' })] })).toEqual([
    { kind: 'name_twice', username: 'siti' },
  ]);
});

describe('a secret that was changed by somebody', () => {
  const held = planLines([budi], actual(), signature).commands.find(({ path }) => path === '/ppp/secret');
  const profiles = planLines([budi], actual(), signature)
    .commands.filter(({ path }) => path === '/ppp/profile')
    .map(({ attributes }) => row('*p', attributes ?? {}));
  const right = actual({ secrets: [row('*b', held?.attributes ?? {})], profiles });
  const look = (watch: SecretWatch, line: DesiredLine, found: ActualLines) =>
    watch.note([line], planLines([line], found, signature).commands);

  it('was as it should be before', () => {
    const watch = new SecretWatch(signature);
    look(watch, budi, actual());
    expect([...watch.take()]).toEqual([]);
    look(watch, budi, right);
    look(watch, budi, actual({ profiles }));
    expect([...watch.take()]).toEqual([LINE]);
    expect([...watch.take()]).toEqual([]);
  });

  it('is none that we are to change', () => {
    const watch = new SecretWatch(signature);
    look(watch, budi, right);
    look(watch, { ...budi, state: 'disabled' }, right);
    look(watch, { ...budi, passwordVersion: 2, password: 'y' }, right);
    expect([...watch.take()]).toEqual([]);
  });
});
