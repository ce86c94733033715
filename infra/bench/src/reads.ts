// reads.ts — a subscriber's quota read through edge, with everything on one machine.
import { cookieIn, HttpConnection, httpRequest, throughConnections } from './http-load';
import { cpuSeconds, machine, option, report, rounded, spread } from './figures';
import { ask, personOf, requestCodes, startDoor, type Door } from './logins';

/** A subscriber may ask 300 times in a burst: each asks fewer times than that. */
const READS_A_PERSON = 250;

/** `--reads=20000 --runs=3 --inflight=64` */
export const reads = async (args: readonly string[]): Promise<void> => {
  const count = option(args, 'reads', 20_000);
  const inFlight = option(args, 'inflight', 64);
  const runs = option(args, 'runs', 3);
  const door = await startDoor();
  try {
    const people = Math.ceil((count * (runs + 1)) / READS_A_PERSON);
    const requests = await loggedIn(door, people);
    const run = async (first: number) => {
      const cpu = [cpuSeconds(door.doorPid), cpuSeconds(door.postgresPid), cpuSeconds(door.natsPid)];
      const start = performance.now();
      const milliseconds = await throughConnections(
        door.port,
        { count, inFlight },
        async (connection, index) => {
          await ask(connection, requests[(first + index) % people] ?? '');
        },
      );
      const seconds = (performance.now() - start) / 1_000;
      const [edge, postgres, nats] = [door.doorPid, door.postgresPid, door.natsPid].map(
        (pid, index) => ((cpuSeconds(pid) - (cpu[index] ?? 0)) / count) * 1_000_000,
      );
      return { rate: Math.round(count / seconds), milliseconds, edge, postgres, nats };
    };
    await run(0);
    const results: Awaited<ReturnType<typeof run>>[] = [];
    for (let index = 0; index < runs; index += 1) results.push(await run((index + 1) * count));
    const middle = (of: (one: (typeof results)[number]) => number | undefined): number =>
      rounded(spread(results.map((one) => of(one) ?? Number.NaN)).p50);
    report({
      ...{ name: 'reads', value: middle(({ rate }) => rate), unit: 'reads/s', n: count * runs, inFlight },
      ...{
        ...spread(results.flatMap((one) => one.milliseconds)),
        runs: results.map(({ rate }) => rate).join(' '),
      },
      processMicroseconds: middle(({ edge }) => edge),
      postgresMicroseconds: middle(({ postgres }) => postgres),
      natsMicroseconds: middle(({ nats }) => nats),
      machine: machine(),
    });
  } finally {
    await door.close();
  }
};

/** The request of each person for their own quota. */
const loggedIn = async (door: Door, people: number): Promise<readonly string[]> => {
  const { challengeIds } = await requestCodes(door, { first: 0, count: people, inFlight: 16 });
  const codes = await door.codesOf(challengeIds);
  const requests: string[] = [];
  const logIn = async (connection: HttpConnection, index: number): Promise<void> => {
    const { address } = personOf(index);
    const json = { challengeId: challengeIds[index], code: codes[index] };
    const answer = await ask(connection, httpRequest('POST', '/api/v1/auth/otp/verify', { address, json }));
    const cookie = `saring_access=${cookieIn(answer, 'saring_access')}; saring_csrf=${cookieIn(answer, 'saring_csrf')}`;
    requests[index] = httpRequest('GET', '/api/v1/me/quota', { address, cookie });
  };
  await throughConnections(door.port, { count: people, inFlight: 16 }, logIn);
  return requests;
};
