import { followLive, POLL_MILLISECONDS, type EventStream } from '.';

class FakeStream implements EventStream {
  readyState = 0;
  private readonly listeners = new Map<string, ((event: { data?: unknown }) => void)[]>();

  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }
  emit(type: string, readyState: number, data?: unknown): void {
    this.readyState = readyState;
    for (const listener of this.listeners.get(type) ?? []) listener({ data });
  }
  close(): void {
    this.readyState = 2;
  }
}

/** Follows over streams that the spec holds, on a clock that the spec turns. */
const following = (canOpen = true) => {
  const streams: FakeStream[] = [];
  const told: string[] = [];
  let tick = () => undefined as void;
  let isTicking = true;
  const stop = followLive({
    open: () => {
      if (!canOpen) return null;
      const stream = new FakeStream();
      streams.push(stream);
      return stream;
    },
    onEvent: (event, data) => told.push(`${event} ${data}`),
    poll: async () => void told.push('poll'),
    onLive: (isLive) => told.push(isLive ? 'live' : 'cut'),
    every: (task, milliseconds) => {
      expect(milliseconds).toBe(POLL_MILLISECONDS);
      tick = task;
      return () => {
        isTicking = false;
      };
    },
  });
  /** Lets promises that are due settle. */
  const turn = async () => {
    tick();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { streams, told, turn, stop, isTicking: () => isTicking };
};

it('asks for the present when the stream opens, then only listens', async () => {
  const { streams, told, turn } = following();
  streams[0]?.emit('open', 1);
  streams[0]?.emit('balance', 1, '{}');
  await turn();
  expect(told).toEqual(['live', 'poll', 'balance {}']);
});

it('polls while the browser tries again by itself, on the same stream', async () => {
  const { streams, told, turn } = following();
  streams[0]?.emit('open', 1);
  await turn();
  streams[0]?.emit('error', 0);
  await turn();
  streams[0]?.emit('open', 1);
  await turn();
  expect(told).toEqual(['live', 'poll', 'cut', 'poll', 'live', 'poll']);
  expect(streams).toHaveLength(1);
});

it('opens another stream after a poll where the first was refused', async () => {
  const { streams, told, turn } = following();
  streams[0]?.emit('error', 2);
  await turn();
  expect(told).toEqual(['poll']);
  expect(streams).toHaveLength(2);
});

it('polls where the browser has no event streams', async () => {
  const { told, turn } = following(false);
  await turn();
  await turn();
  expect(told).toEqual(['poll', 'poll']);
});

it('says nothing more once it is over', async () => {
  const { streams, told, turn, stop, isTicking } = following();
  stop();
  expect(streams[0]?.readyState).toBe(2);
  streams[0]?.emit('balance', 1, '{}');
  await turn();
  expect(told).toEqual([]);
  expect(isTicking()).toBe(false);
});
