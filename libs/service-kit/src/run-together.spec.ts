import { runTogether } from './run-together';

const untilAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));

it('ends the other tasks and throws what failed', async () => {
  const ended: string[] = [];
  const running = runTogether(new AbortController().signal, [
    async (signal) => {
      await untilAborted(signal);
      ended.push('other');
    },
    () => Promise.reject(new Error('PostgreSQL is away')),
  ]);
  await expect(running).rejects.toThrow('PostgreSQL is away');
  expect(ended).toEqual(['other']);
});

it('takes a task that throws at once as one that fails', () =>
  expect(
    runTogether(new AbortController().signal, [
      () => {
        throw new Error('at once');
      },
    ]),
  ).rejects.toThrow('at once'));
