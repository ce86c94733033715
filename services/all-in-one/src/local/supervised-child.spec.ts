import { eventually } from '@saring/testing';

import { superviseChild, type ManagedChild, type SupervisionEvent } from '@saring/local';

const TIMES = {
  probeEveryMilliseconds: 5,
  probeLimitMilliseconds: 20,
  missedProbes: 2,
  restartMilliseconds: [1],
  giveUpMilliseconds: 50,
};

const fakeServer = () => {
  let running = 0;
  let starts = 0;
  let end: (reason: string) => void = () => undefined;
  const kills: number[] = [];
  const state = { answers: true, startable: true };
  const start = async (): Promise<ManagedChild> => {
    if (!state.startable) throw new Error('no room on the disk');
    starts += 1;
    running += 1;
    expect(running).toBe(1);
    const pid = starts;
    const exited = new Promise<string>((resolve) => {
      end = (reason) => {
        running -= 1;
        end = () => undefined;
        resolve(reason);
      };
    });
    const kill = async () => {
      kills.push(pid);
      end('SIGKILL');
    };
    return { pid, exited, kill, stop: kill };
  };
  const probe = () => (state.answers ? Promise.resolve() : new Promise<void>(() => undefined));
  return { start, probe, state, kills, crash: () => end('SIGKILL'), starts: () => starts };
};

const supervised = async (server: ReturnType<typeof fakeServer>) => {
  const events: SupervisionEvent['kind'][] = [];
  const child = await superviseChild({
    name: 'fake',
    start: server.start,
    probe: server.probe,
    onEvent: ({ kind }) => events.push(kind),
    times: TIMES,
  });
  return { child, events };
};

it('starts a server again that ended', async () => {
  const server = fakeServer();
  const { child, events } = await supervised(server);
  server.crash();
  await eventually(() => server.starts() === 2);
  await child.stop();
  expect(events).toEqual(['ended', 'restarted']);
});

it('kills a server that accepts and never answers, before it starts another on the same store', async () => {
  const server = fakeServer();
  const { child } = await supervised(server);
  server.state.answers = false;
  await eventually(() => server.kills.includes(1));
  server.state.answers = true;
  await eventually(() => server.starts() > 1);
  await child.stop();
});

it('tries for a while, then gives up and says so', async () => {
  const server = fakeServer();
  const { child, events } = await supervised(server);
  server.state.startable = false;
  server.crash();
  await eventually(() => events.includes('given-up'));
  expect(events.filter((kind) => kind === 'start-failed').length).toBeGreaterThan(1);
  await child.stop();
});

it('starts nothing again after it was stopped', async () => {
  const server = fakeServer();
  const { child, events } = await supervised(server);
  await child.stop();
  expect({ starts: server.starts(), events }).toEqual({ starts: 1, events: [] });
});
