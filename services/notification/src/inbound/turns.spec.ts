// turns.spec.ts — room for every channel, a bounded queue of each, and one person's messages in their order.
import { UnavailableError } from '@saring/messaging';
import { Turns } from './turns';

/** Work that ends when it is told to. */
const held = () => {
  const ends: (() => void)[] = [];
  return { work: () => new Promise<void>((resolve) => ends.push(resolve)), ends };
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

it('runs so many of a channel at once, keeps so many waiting, refuses the rest, and gives others their room', async () => {
  const turns = new Turns(3, 100);
  const { work, ends } = held();
  const ended = Array.from({ length: 1_000 }, () =>
    turns.of('fonnte', 10, work).then(
      () => 'done',
      (error: unknown) => (error instanceof UnavailableError ? 'refused' : 'failed'),
    ),
  );
  await settled();
  expect(ends).toHaveLength(3);
  expect(await turns.of('gowa', 10, () => Promise.resolve('there'))).toBe('there');
  for (let index = 0; index < ends.length; index += 1) {
    ends[index]?.();
    await settled();
  }
  const outcomes = await Promise.all(ended);
  expect(outcomes.filter((one) => one === 'done')).toHaveLength(103);
  expect(outcomes.filter((one) => one === 'refused')).toHaveLength(897);
  expect(await turns.of('fonnte', 10, () => Promise.resolve('again'))).toBe('again');
});

it('keeps no more waiting than its bytes, and room for the next once one has gone', async () => {
  const turns = new Turns(1, 100, 1_000);
  const { work, ends } = held();
  const [running, waiting] = [turns.of('cloud', 900, work), turns.of('cloud', 900, work)];
  await expect(turns.of('cloud', 200, work)).rejects.toBeInstanceOf(UnavailableError);
  await settled();
  ends[0]?.();
  await running;
  await settled();
  const next = turns.of('cloud', 900, work);
  ends[1]?.();
  await waiting;
  await settled();
  ends[2]?.();
  await expect(next).resolves.toBeUndefined();
});

it('gives its room back where work fails', async () => {
  const turns = new Turns(1, 1);
  const fault = new Error('away');
  await expect(turns.of('fonnte', 10, () => Promise.reject(fault))).rejects.toBe(fault);
  await expect(turns.inOrder('a', () => Promise.reject(fault))).rejects.toBe(fault);
  expect(await turns.of('fonnte', 10, () => turns.inOrder('a', () => Promise.resolve(1)))).toBe(1);
});

it('does what is about one person in order, and forgets them after', async () => {
  const turns = new Turns();
  const { work, ends } = held();
  const seen: string[] = [];
  const first = turns.inOrder('a', async () => {
    await work();
    seen.push('first');
  });
  const second = turns.inOrder('a', () => Promise.resolve(void seen.push('second')));
  await turns.inOrder('b', () => Promise.resolve(void seen.push('other')));
  await settled();
  ends[0]?.();
  await Promise.all([first, second]);
  expect(seen).toEqual(['other', 'first', 'second']);
});
