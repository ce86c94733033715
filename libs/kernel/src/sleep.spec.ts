import { sleep } from './sleep';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('sleep', () => {
  it('resolves after its time and not before', async () => {
    const woken = jest.fn();
    const sleeping = sleep(100).then(woken);
    await jest.advanceTimersByTimeAsync(99);
    expect(woken).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(1);
    await sleeping;
    expect(woken).toHaveBeenCalled();
  });
  it('ends at once when its signal aborts, and leaves no timer', async () => {
    const abort = new AbortController();
    const sleeping = sleep(100, abort.signal);
    abort.abort();
    await sleeping;
    expect(jest.getTimerCount()).toBe(0);
  });
  it('does not begin under a signal that is aborted already', async () => {
    await sleep(100, AbortSignal.abort());
    expect(jest.getTimerCount()).toBe(0);
  });
});
