// line-sessions.ts — the PPPoE sessions of a router as its meter reads them: the counters of each session's interface,
// and whose session it is (docs/adr/0038).
import type { LeftOutRow } from './actual';

/** A session of `/ppp/active`. */
export type ActiveSession = {
  readonly id: string;
  readonly username: string;
  readonly uptimeSeconds: number;
};
/** A row of `/interface` that a session made; its counters begin at nothing with the session. */
export type SessionInterface = {
  readonly id: string;
  readonly name: string;
  /** From the customer, and to him. */
  readonly bytesIn: number;
  readonly bytesOut: number;
};
/** A session with its counters; known by the `.id` of its interface, because a redial makes a new one. */
export type CountedSession = {
  readonly interfaceId: string;
  readonly username: string;
  readonly uptimeSeconds: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
};
export type SessionTable = {
  readonly sessions: readonly CountedSession[];
  readonly leftOut: readonly LeftOutRow[];
};

const DYNAMIC = /^<pppoe-(.*)>$/;
const COUNTED = /^(.*)-(\d+)$/;

/**
 * Interfaces must have been read before the sessions: what one moved is read before its session can end. One whose
 * session ended between is left out by name, so that the meter forgets nothing; one that was dialled again between may
 * be paired with the newer session, which is why a row is its interface.
 */
export const sessionTableOf = (
  active: readonly ActiveSession[],
  interfaces: readonly SessionInterface[],
): SessionTable => {
  const free = new Map<string, ActiveSession[]>();
  for (const session of [...active].sort(byId)) {
    const same = free.get(session.username);
    if (same) same.push(session);
    else free.set(session.username, [session]);
  }
  const sessions: CountedSession[] = [];
  const leftOut: LeftOutRow[] = [];
  for (const { id, name, bytesIn, bytesOut } of [...interfaces].sort(byId)) {
    const dialled = DYNAMIC.exec(name)?.[1];
    // A binding that somebody made himself keeps its name and its row: it is not a session's.
    if (dialled === undefined) continue;
    // Both a session and its interface get their ids as they come up, so that several of one name pair up in order.
    const session = free.get(dialled)?.shift() ?? free.get(COUNTED.exec(dialled)?.[1] ?? '')?.shift();
    if (!session) leftOut.push({ id, problem: 'it has no session any more' });
    else {
      const { username, uptimeSeconds } = session;
      sessions.push({ interfaceId: id, username, uptimeSeconds, bytesIn, bytesOut });
    }
  }
  return { sessions, leftOut };
};

const HEX = 16;
const numberOf = (id: string): number => parseInt(id.replace('*', ''), HEX) || 0;
const byId = (one: { readonly id: string }, other: { readonly id: string }): number =>
  numberOf(one.id) - numberOf(other.id);
