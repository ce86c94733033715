import { Lanes } from './lanes';

/** Work that ends on command. */
const work = () => {
  let end: (error?: Error) => void = () => undefined;
  const state = { started: false };
  const run = (): Promise<void> =>
    new Promise((resolve, reject) => {
      state.started = true;
      end = (error) => (error ? reject(error) : resolve());
    });
  return { state, run, end: (error?: Error) => end(error) };
};
const settle = () => new Promise((resolve) => setImmediate(resolve));

it('runs work of one key in order, of others beside it', async () => {
  const lanes = new Lanes(10);
  const [first, second, other] = [work(), work(), work()];
  await lanes.add('a', first.run);
  await lanes.add('a', second.run);
  await lanes.add('b', other.run);
  expect([first, second, other].map(({ state }) => state.started)).toEqual([true, false, true]);
  first.end();
  await settle();
  expect(second.state.started).toBe(true);
  second.end();
  other.end();
  await lanes.idle();
});

it('takes no more than it may, and goes on when there is room', async () => {
  const lanes = new Lanes(2);
  const [first, second] = [work(), work()];
  await lanes.add('a', first.run);
  let hasRoom = false;
  const added = lanes.add('b', second.run).then(() => (hasRoom = true));
  await settle();
  expect(hasRoom).toBe(false);
  first.end();
  await added;
  second.end();
  await lanes.idle();
});

it('reports a failure once, and does the rest', async () => {
  const lanes = new Lanes(10);
  const [bad, after] = [work(), work()];
  await lanes.add('a', bad.run);
  await lanes.add('a', after.run);
  bad.end(new Error('no'));
  await settle();
  expect(after.state.started).toBe(true);
  after.end();
  await expect(lanes.idle()).rejects.toThrow('no');
  await lanes.idle();
});
