// logins.ts — new people: a code asked for and typed, an account made of it with its bonus, access open in the ledger.
import { createLogger, createPool } from '@saring/service-kit';
import type { Pool } from 'pg';
import type { DoorAnswer, DoorQuestion } from './door-process';
import { cpuSeconds, machine, option, report, rounded, spread } from './figures';
import { httpRequest, throughConnections, type HttpAnswer, type HttpConnection } from './http-load';
import { profiled, startBenchStack, startRole } from './stack';

const LOOK_MILLISECONDS = 5;

type Person = { readonly phone: string; readonly address: string };

/** Each has a number and an address of their own, so that no limit counts one for another. */
export const personOf = (index: number): Person => ({
  phone: `+628${String(1_200_000_000 + index)}`,
  address: `10.${1 + Math.floor(index / 62_500)}.${Math.floor(index / 250) % 250}.${1 + (index % 250)}`,
});

export type Door = Awaited<ReturnType<typeof startDoor>>;

/** The services behind edge, with the bonus that many installations give. */
export const startDoor = async () => {
  const stack = await startBenchStack();
  const door = await startRole('door', stack.env, profiled());
  const { port } = await door.ask<DoorAnswer>({ codesOf: [] } satisfies DoorQuestion);
  const pool = createPool({
    ...{ url: stack.env['DATABASE_URL'] ?? '', schema: 'quota_ledger', max: 2, name: 'bench' },
    logger: createLogger('warn'),
  });
  return {
    ...{ port, pool, doorPid: door.pid, postgresPid: stack.postgresPid, natsPid: stack.natsPid },
    codesOf: async (challengeIds: readonly string[]): Promise<readonly string[]> =>
      (await door.ask<DoorAnswer>({ codesOf: challengeIds } satisfies DoorQuestion)).codes,
    close: async () => {
      await door.stop();
      await pool.end();
      await stack.close();
    },
  };
};

/** @throws with what edge says instead of 200. */
export const ask = async (connection: HttpConnection, request: string): Promise<HttpAnswer> => {
  const answer = await connection.send(request);
  if (answer.status !== 200 && answer.status !== 202) throw new Error(`edge: ${answer.head} ${answer.body}`);
  return answer;
};

type CodeRun = { readonly challengeIds: readonly string[]; readonly milliseconds: readonly number[] };

export const requestCodes = async (
  door: Door,
  { first, count, inFlight }: { readonly first: number; readonly count: number; readonly inFlight: number },
): Promise<CodeRun> => {
  const challengeIds: string[] = [];
  const milliseconds = await throughConnections(door.port, { count, inFlight }, async (connection, index) => {
    const { phone, address } = personOf(first + index);
    const request = httpRequest('POST', '/api/v1/auth/otp', { address, json: { phone } });
    challengeIds[index] = (
      JSON.parse((await ask(connection, request)).body) as { challengeId: string }
    ).challengeId;
  });
  return { challengeIds, milliseconds };
};

/** `--people=1000 --runs=3 --inflight=48`: codes, then first logins, each timed until all of the run are done. */
export const logins = async (args: readonly string[]): Promise<void> => {
  const people = option(args, 'people', 1_000);
  const inFlight = option(args, 'inflight', 48);
  const door = await startDoor();
  try {
    // The first people warm the process up.
    await run(door, { first: 0, count: Math.min(people, 300), inFlight });
    const runs: Awaited<ReturnType<typeof run>>[] = [];
    for (let index = 0; index < option(args, 'runs', 3); index += 1)
      runs.push(await run(door, { first: (index + 1) * 10_000, count: people, inFlight }));
    const rateOf = (seconds: (one: (typeof runs)[number]) => number) =>
      runs.map((one) => Math.round(people / seconds(one)));
    const codeRates = rateOf(({ codesSeconds }) => codesSeconds);
    const loginRates = rateOf(({ openSeconds }) => openSeconds);
    report({
      ...{
        name: 'logins.otp_requests',
        value: spread(codeRates).p50,
        unit: 'requests/s',
        n: people * runs.length,
      },
      ...{ ...spread(runs.flatMap((one) => one.codeMilliseconds)), inFlight, runs: codeRates.join(' ') },
    });
    report({
      ...{ name: 'logins', value: spread(loginRates).p50, unit: 'new people/s', n: people * runs.length },
      ...{ ...spread(runs.flatMap((one) => one.loginMilliseconds)), inFlight, runs: loginRates.join(' ') },
      unknownYet: runs.reduce((sum, one) => sum + one.unknownYet, 0),
      doorMilliseconds: rounded(spread(runs.map((one) => (one.cpu.door / people) * 1_000)).p50, 2),
      postgresMilliseconds: rounded(spread(runs.map((one) => (one.cpu.postgres / people) * 1_000)).p50, 2),
      natsMilliseconds: rounded(spread(runs.map((one) => (one.cpu.nats / people) * 1_000)).p50, 2),
      machine: machine(),
    });
  } finally {
    await door.close();
  }
};

const run = async (
  door: Door,
  { first, count, inFlight }: { readonly first: number; readonly count: number; readonly inFlight: number },
) => {
  const { doorPid, postgresPid, natsPid, pool } = door;
  const cpuNow = () => ({
    door: cpuSeconds(doorPid),
    postgres: cpuSeconds(postgresPid),
    nats: cpuSeconds(natsPid),
  });
  const start = performance.now();
  const { challengeIds, milliseconds } = await requestCodes(door, { first, count, inFlight });
  const asked = performance.now();
  const codes = await door.codesOf(challengeIds);
  const openBefore = await openAccounts(pool);
  const before = cpuNow();
  const began = performance.now();
  let unknownYet = 0;
  const loginMilliseconds = await throughConnections(
    door.port,
    { count, inFlight },
    async (connection, index) => {
      const { address } = personOf(first + index);
      const json = { challengeId: challengeIds[index], code: codes[index] };
      await ask(connection, httpRequest('POST', '/api/v1/auth/otp/verify', { address, json }));
    },
  );
  unknownYet = count - ((await openAccounts(pool)) - openBefore);
  while ((await openAccounts(pool)) - openBefore < count)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  const openSeconds = (performance.now() - began) / 1_000;
  const after = cpuNow();
  return {
    ...{ codesSeconds: (asked - start) / 1_000, codeMilliseconds: milliseconds },
    ...{ openSeconds, loginMilliseconds, unknownYet },
    cpu: {
      door: after.door - before.door,
      postgres: after.postgres - before.postgres,
      nats: after.nats - before.nats,
    },
  };
};

/** Whose access the ledger has recorded as open. */
const openAccounts = async (pool: Pool): Promise<number> => {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from quota_accounts where status = 'active'`,
  );
  return rows[0]?.n ?? 0;
};
