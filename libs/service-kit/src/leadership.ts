// leadership.ts — work that one replica of a service does at a time, under a lease that a hung holder loses.
import { AsyncLocalStorage } from 'node:async_hooks';
import { Socket } from 'node:net';
import { systemClock, sleep } from '@saring/kernel';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { KEEP_ALIVE_IDLE_MILLISECONDS, SERVER_KEEP_ALIVE } from './keep-alive';

/** The lease of architecture.md, "Running": renewed so often, good for so long, sought so often. */
export const LEASE = { renewMilliseconds: 3_000, goodMilliseconds: 10_000, seekMilliseconds: 1_000 };
const CONNECT_MILLISECONDS = 5_000;
/** How long the goodbye to PostgreSQL may take before the connection is cut. */
const GOODBYE_MILLISECONDS = 1_000;

export interface LeaderHandle {
  stop(): Promise<void>;
}

/** The holder's lease is over: what it read may be old, so it writes nothing more. */
export class LeaseLostError extends Error {
  constructor(name: string) {
    super(`the lease of ${name} is over: another replica may lead`);
    this.name = 'LeaseLostError';
  }
}

/** Good until a moment of this process's monotonic clock, which goes on while the process is frozen. */
class Lease {
  private goodUntil: number;

  constructor(
    readonly name: string,
    private readonly lost: AbortController,
    askedAt: number,
  ) {
    this.goodUntil = askedAt + LEASE.goodMilliseconds;
  }

  /** @param askedAt when the question was sent: the server counts from later on, so it never ends before this. */
  renew(askedAt: number): void {
    this.goodUntil = askedAt + LEASE.goodMilliseconds;
  }

  get remainingMilliseconds(): number {
    return this.goodUntil - systemClock.monotonicMilliseconds();
  }

  /** @throws LeaseLostError once the deadline has passed, whether or not its timer could run yet. */
  check(): void {
    if (this.remainingMilliseconds <= 0) this.lost.abort();
    if (this.lost.signal.aborted) throw new LeaseLostError(this.name);
  }
}

const current = new AsyncLocalStorage<Lease>();

/** Called before each write: inside a leader's work it looks at the deadline; elsewhere it does nothing. */
export const checkLease = (): void => current.getStore()?.check();

type LeadOptions = {
  readonly databaseUrl: string;
  readonly name: string;
  readonly logger: Logger;
  readonly run: (signal: AbortSignal) => Promise<void>;
};

/**
 * Runs work on whichever replica holds an advisory lock. The holder says every 3 s that it lives; PostgreSQL ends the
 * session of one that is silent for 10 s (idle_session_timeout), be it hung, frozen or on a dead host, and the lock
 * is free. The holder itself counts from before it asked, so its own deadline is never later. The pool of the kit
 * checks it before it gives a connection to the leader's work; appends are guarded by their revisions as well.
 */
export const runAsLeader = (options: LeadOptions): LeaderHandle => {
  const stopping = new AbortController();
  const ended = seek(options, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
};

const seek = async (options: LeadOptions, stopping: AbortSignal): Promise<void> => {
  while (!stopping.aborted) {
    const session = openSession(options);
    try {
      await holdOnce(options, session, stopping);
    } catch (error) {
      options.logger.warn(
        { leader: options.name, error: (error as Error).message },
        'lost the lead; seeking it again',
      );
    } finally {
      await session.close();
    }
    await sleep(LEASE.seekMilliseconds, stopping);
  }
};

const holdOnce = async (options: LeadOptions, session: Session, stopping: AbortSignal): Promise<void> => {
  await session.client.connect();
  const askedAt = systemClock.monotonicMilliseconds();
  const { rows } = await session.client.query<{ held: boolean }>(
    'select pg_try_advisory_lock(hashtext($1)) as held',
    [options.name],
  );
  if (!rows[0]?.held) return;
  const lease = new Lease(options.name, session.lost, askedAt);
  const done = new AbortController();
  const renewing = renew(session, lease, done.signal);
  const signal = AbortSignal.any([stopping, session.lost.signal]);
  try {
    await current.run(lease, () => options.run(signal));
  } finally {
    done.abort();
    await renewing;
  }
};

/** Never rejects: a renewal that fails or comes too late ends the lease. */
const renew = async (session: Session, lease: Lease, done: AbortSignal): Promise<void> => {
  const ended = AbortSignal.any([done, session.lost.signal]);
  const watch = setInterval(() => {
    if (lease.remainingMilliseconds <= 0) session.lost.abort();
  }, LEASE.seekMilliseconds);
  while (!ended.aborted) {
    await sleep(LEASE.renewMilliseconds, ended);
    if (ended.aborted) break;
    const askedAt = systemClock.monotonicMilliseconds();
    try {
      await session.client.query('select 1');
      lease.renew(askedAt);
    } catch {
      // The session is gone, and the lock with it.
      session.lost.abort();
    }
  }
  clearInterval(watch);
};

type Session = {
  readonly client: Client;
  /** Aborted when the connection ends, so that no work goes on without the lock. */
  readonly lost: AbortController;
  close(): Promise<void>;
};

const openSession = (options: LeadOptions): Session => {
  const lost = new AbortController();
  // A socket of our own: `end` waits for a server that may be frozen.
  const socket = new Socket();
  const client = new Client({
    connectionString: options.databaseUrl,
    application_name: `${options.name} leader`,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    query_timeout: LEASE.goodMilliseconds - LEASE.renewMilliseconds,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_IDLE_MILLISECONDS,
    options: `-c idle_session_timeout=${LEASE.goodMilliseconds} ${SERVER_KEEP_ALIVE}`,
    stream: () => socket,
  });
  client.on('error', () => lost.abort());
  client.on('end', () => lost.abort());
  return {
    client,
    lost,
    close: async () => {
      const cut = setTimeout(() => socket.destroy(), GOODBYE_MILLISECONDS);
      await client
        .end()
        .catch((error: Error) => options.logger.debug({ error: error.message }, 'the lead was lost'));
      clearTimeout(cut);
    },
  };
};
