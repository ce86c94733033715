// proof-places.spec.ts — a flood of addresses never keeps a person from proving their device.
import {
  placeFor,
  PROOFS_PER_ASKER,
  PROOFS_PER_ROUTER,
  type AskerKind,
  type OpenProof,
} from './proof-places';

const now = new Date('2026-11-28T04:00:00.000Z');
const proof = (asker: string, kind: AskerKind, secondsAgo: number): OpenProof => ({
  possessionId: `${asker}-${secondsAgo}`,
  ...{ asker, kind },
  openedAt: new Date(now.getTime() - secondsAgo * 1_000),
});
/** The open places after each of these askers has asked once, in order. */
const after = (flood: readonly { asker: string; kind: AskerKind }[], secondsAgo = 1): OpenProof[] => {
  const open: OpenProof[] = [];
  for (const asker of flood) {
    const place = placeFor(open, asker, new Date(now.getTime() - secondsAgo * 1_000));
    if (!place.ok) continue;
    if (place.value.givesWay) open.splice(open.indexOf(place.value.givesWay), 1);
    open.push(proof(asker.asker, asker.kind, secondsAgo));
  }
  return open;
};
const strangers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ asker: `stranger-${index}`, kind: 'stranger' as const }));
const stranger = { asker: 'honest', kind: 'stranger' } as const;

it('keeps places for known askers, however many addresses ask within a second', () => {
  const open = after(strangers(260));
  expect(open).toHaveLength(PROOFS_PER_ROUTER.strangers);
  expect(placeFor(open, { asker: 'the site', kind: 'proved' }, now)).toEqual({
    ok: true,
    value: { givesWay: null },
  });
  expect(placeFor(open, { asker: 'a phone', kind: 'device' }, now)).toEqual({
    ok: true,
    value: { givesWay: null },
  });
});
it('makes a stranger wait for seconds, not minutes, while one flood fills the part of strangers', () => {
  const open = after(strangers(260), 1);
  expect(placeFor(open, stranger, now)).toMatchObject({
    ok: false,
    refusal: { details: { retryInSeconds: 9 } },
  });
  const later = after(strangers(260), 10);
  expect(placeFor(later, stranger, now)).toMatchObject({
    ok: true,
    value: { givesWay: { asker: 'stranger-0' } },
  });
});
it('gives each address its share, and ends first the proofs of the asker with most', () => {
  const greedy = Array.from({ length: 40 }, () => ({ asker: 'greedy', kind: 'stranger' as const }));
  const mine = after(greedy);
  expect(mine).toHaveLength(PROOFS_PER_ASKER.stranger);
  const open = [
    ...strangers(80).map(({ asker }) => proof(asker, 'stranger', 60)),
    ...mine.map(() => proof('greedy', 'stranger', 20)),
  ];
  expect(placeFor(open, stranger, now)).toMatchObject({ value: { givesWay: { asker: 'greedy' } } });
});
it('ends the oldest proof of a device that begins again and again', () => {
  const open = [proof('a phone', 'device', 30), proof('a phone', 'device', 15)];
  expect(placeFor(open, { asker: 'a phone', kind: 'device' }, now)).toMatchObject({
    value: { givesWay: { possessionId: 'a phone-30' } },
  });
});
