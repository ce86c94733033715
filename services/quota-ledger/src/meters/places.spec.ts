// Where metering goes on after the bus was lost, replaced or set back.
import { isStillThere, placeIn } from './places';

const NOW = { created: '2026-11-27T10:00:00Z', lastSequence: 50 };
const row = (sequence: number, stream: string | null) => ({ partition: 3, sequence, stream });

it('goes on where it stood in the same stream', () =>
  expect(placeIn(row(40, NOW.created), NOW)).toEqual({ stream: NOW.created, sequence: 40 }));

it('takes a place from before streams had an identity as one of the stream that is there', () =>
  expect(placeIn(row(40, null), NOW)).toEqual({ stream: NOW.created, sequence: 40 }));

it('reads another stream from its beginning', () =>
  expect(placeIn(row(40, '2026-10-01T00:00:00Z'), NOW)).toEqual({ stream: NOW.created, sequence: 0 }));

it('reads a stream that was set back from its beginning, under a name of its own each time', () => {
  const once = placeIn(row(51, NOW.created), NOW);
  expect(once).toEqual({ stream: `${NOW.created}#1`, sequence: 0 });
  expect(placeIn(row(51, once.stream), NOW).stream).toBe(`${NOW.created}#2`);
  expect(placeIn(row(7, once.stream), NOW)).toEqual({ stream: once.stream, sequence: 7 });
});

it('notices a replaced or set-back stream while it reads', () => {
  expect(isStillThere([{ stream: NOW.created, sequence: 50 }], NOW)).toBe(true);
  expect(isStillThere([{ stream: NOW.created, sequence: 51 }], NOW)).toBe(false);
  expect(isStillThere([{ stream: 'other', sequence: 1 }], NOW)).toBe(false);
});
