// line-feed.ts — the PPPoE sessions of a router on their way to its meter of lines (docs/adr/0038).
import { lineMeterOf } from '@saring/contracts';
import { newId, toInstant, type Clock } from '@saring/kernel';
import type { NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { RouterTrapError } from '../routeros/errors';
import type { Router } from '../routeros/router';
import { countedParts, isTornApart, witnessColumns, type CountedRow } from '../domain/reading';
import type { SessionTable } from '../domain/line-sessions';
import { ReadingPublisher } from './reading-publisher';

/** No line is faster; a counter that says so is broken, and what it says is held. */
const LINK_BITS_PER_SECOND = 10_000_000_000;
/** Another reading that comes first was of the same sessions: it is enough. */
const ATTEMPTS = 3;

type LineFeedSource = {
  readonly routerId: string;
  readonly router: Router;
  readonly bootId: () => string;
  /** Lines by the name that their sessions dial; null: it is not known yet which secrets are ours. */
  readonly lineIds: () => Promise<ReadonlyMap<string, string> | null>;
  /** Tells the rows of one `.id` apart without the name that dialled. */
  readonly keyOf: (username: string) => string;
  readonly mayPublish: () => boolean;
};

/** `birth`: the uptime at which the session began that it was first seen with. */
type KnownInterface = { readonly birth: number; readonly bytesIn: number; readonly bytesOut: number };
const isKnown = (
  entry: readonly [string, KnownInterface | undefined],
): entry is readonly [string, KnownInterface] => entry[1] !== undefined;

export class LineFeed {
  private readonly publisher: ReadingPublisher;
  /** Interfaces of this boot as last read. */
  private known = new Map<string, KnownInterface>();
  private boot = '';

  constructor(
    nats: NatsConnection,
    private readonly clock: Clock,
    private readonly logger: Logger,
    private readonly source: LineFeedSource,
  ) {
    const { routerId, mayPublish } = source;
    this.publisher = new ReadingPublisher(nats, logger, lineMeterOf(routerId), mayPublish);
  }

  /**
   * Reads the sessions and publishes their counters. A router without lines is not asked; one that refuses its PPP menus
   * meters its hosts all the same.
   */
  async read(): Promise<void> {
    const lineIds = await this.source.lineIds();
    if (!lineIds || lineIds.size === 0) return;
    try {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) if (await this.readOnce(lineIds)) return;
    } catch (error) {
      if (!(error instanceof RouterTrapError)) throw error;
      this.logger.warn({ error: error.message }, 'the router refuses what lines are metered by');
    }
  }

  /** @returns false when another reading came first. */
  private async readOnce(lineIds: ReadonlyMap<string, string>): Promise<boolean> {
    await this.publisher.prepare();
    const { router } = this.source;
    const before = await router.uptimeSeconds();
    const table = await router.sessionTable();
    const after = await router.uptimeSeconds();
    // Nothing is lost: the next reading has what this one would have had.
    if (isTornApart(before, after)) return true;
    const rows = this.rowsOf(this.withOwnAges(table, after), lineIds);
    return this.publisher.publish(countedParts(this.headOf(before, after, table), rows));
  }

  private headOf(
    before: number,
    after: number,
    { leftOut }: SessionTable,
  ): Parameters<typeof countedParts>[0] {
    return {
      routerId: lineMeterOf(this.source.routerId),
      bootId: this.source.bootId(),
      routerUptimeSeconds: before,
      routerUptimeAfterSeconds: after,
      observedAt: toInstant(this.clock.now()),
      kind: 'poll',
      readingId: newId(),
      linkBitsPerSecondPerDevice: LINK_BITS_PER_SECOND,
      // A session's interface is the wire itself: there is nothing beside it to compare with.
      ...witnessColumns([], leftOut),
    };
  }

  /** A client that dialled again between the two tables makes no interface younger. */
  private withOwnAges({ sessions, leftOut }: SessionTable, uptimeSeconds: number): SessionTable {
    const bootId = this.source.bootId();
    const before = this.boot === bootId ? this.known : new Map<string, KnownInterface>();
    this.boot = bootId;
    this.known = new Map(leftOut.map(({ id }) => [id, before.get(id)] as const).filter(isKnown));
    const aged = sessions.map((session) => {
      const { interfaceId, uptimeSeconds: age, bytesIn, bytesOut } = session;
      const known = before.get(interfaceId);
      // Counters that fell are another interface under the same `.id`.
      const isSame = known && bytesIn >= known.bytesIn && bytesOut >= known.bytesOut;
      const birth = isSame ? known.birth : uptimeSeconds - age;
      this.known.set(interfaceId, { birth, bytesIn, bytesOut });
      return { ...session, uptimeSeconds: Math.max(0, uptimeSeconds - birth) };
    });
    return { sessions: aged, leftOut };
  }

  /** Sessions of nobody's lines are read, too: a line that is taken over in mid-session is charged from there on. */
  private rowsOf({ sessions }: SessionTable, lineIds: ReadonlyMap<string, string>): CountedRow[] {
    return sessions.map(({ interfaceId, username, ...counted }) => {
      const lineId = lineIds.get(username);
      const owner = lineId === undefined ? undefined : { subscriberId: lineId, deviceId: '' };
      return { id: interfaceId, key: this.source.keyOf(username), owner, ...counted };
    });
  }
}
