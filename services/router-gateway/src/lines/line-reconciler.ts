// line-reconciler.ts — brings the PPPoE lines of one router to what they should be, and says how each stands there.
import type { LineStanding } from '@saring/kernel';
import type { Router } from '../routeros/router';
import type { ConfigRow } from '../domain/actual';
import type { Signature } from '../domain/comments';
import { parseDurationSeconds } from '../domain/duration';
import { readingOf, SecretWatch, type LineReading } from '../domain/line-findings';
import { isSessionRight, planLines, SESSION_PATH, type ActualLines } from '../domain/line-plan';
import { namesOf, type DesiredLine } from '../domain/line-rows';
import { planNotice, type NoticeWishes } from '../domain/notice-rules';
import type { PlannedCommand } from '../domain/planned-command';

/** How often a session that comes back as it was is taken off before it is left alone. */
const SESSION_REMOVALS = 2;

/** A line as its router has it now. */
export type LineSight = {
  readonly lineId: string;
  readonly standing: LineStanding;
  readonly address: string;
  readonly onlineSeconds: number;
};

/** A secret of somebody else that could become a line. */
export type LineCandidate = {
  readonly username: string;
  readonly profile: string;
  readonly remoteAddress: string;
  readonly callerId: string;
  readonly lastCallerId: string;
  readonly comment: string;
  readonly disabled: boolean;
  readonly online: boolean;
  /** Of its profile. */
  readonly rateLimit: string;
};

/** The name that sessions of a line dial. */
type LineName = { readonly lineId: string; readonly username: string };
type Foreign = { readonly candidate: LineCandidate; readonly password?: string };

export class LineReconciler {
  /** By line and what it should have: how often its session was taken off in vain. */
  private readonly removals = new Map<string, number>();
  /** Lines of which the secret is somebody else's, as the last plan found; null: none was made yet. */
  private othersOf: ReadonlySet<string> | null = null;
  private readonly watch: SecretWatch;

  constructor(
    private readonly router: Router,
    private readonly signature: Signature,
    private readonly desired: () => Promise<readonly DesiredLine[]>,
    /** Null: nobody has said where the portal is. */
    private readonly notice: () => NoticeWishes | null,
  ) {
    this.watch = new SecretWatch(signature);
  }

  /** What the router needs now. A router without lines is not asked. */
  async plan(): Promise<readonly PlannedCommand[]> {
    const desired = await this.desired();
    if (desired.length === 0) return [];
    const { commands, conflicts } = planLines(desired, await this.router.lines(), this.signature);
    this.othersOf = new Set(
      [...conflicts].flatMap(([lineId, conflict]) => (conflict === 'name_taken' ? lineId : [])),
    );
    this.watch.note(desired, commands);
    return this.withoutStubborn(commands, desired);
  }

  /** What the router holds of PPPoE now, and what was changed by others since this was asked last. */
  async reading(): Promise<LineReading> {
    const [desired, actual] = [await this.desired(), await this.router.lines()];
    return readingOf(desired, actual, this.signature, this.watch.take());
  }

  /** Whose bytes sessions are, by the name that they dialled: a secret of somebody else gives its line none. */
  ownersOf(lines: readonly LineName[]): ReadonlyMap<string, string> | null {
    const { othersOf } = this;
    if (othersOf === null) return null;
    return new Map(
      lines.flatMap(({ lineId, username }) => (othersOf.has(lineId) ? [] : [[username, lineId] as const])),
    );
  }

  /** What suspended lines reach. A router without lines is not asked. */
  async planNotice(): Promise<readonly PlannedCommand[]> {
    const desired = await this.desired();
    if (desired.length === 0) return [];
    const isNeeded = desired.some(({ state }) => state !== 'removed');
    return planNotice(isNeeded ? this.notice() : null, await this.router.noticeRules(), this.signature);
  }

  /** The line whose session has an address now. */
  async lineAt(address: string): Promise<string | null> {
    const desired = await this.desired();
    if (desired.length === 0) return null;
    const username = await this.router.sessionNameAt(address);
    return desired.find((one) => one.state !== 'removed' && one.username === username)?.lineId ?? null;
  }

  /** How the lines stand on the router now. */
  async sights(): Promise<readonly LineSight[]> {
    const desired = (await this.desired()).filter(({ state }) => state !== 'removed');
    if (desired.length === 0) return [];
    const actual = await this.router.lines();
    const { commands, conflicts } = planLines(desired, actual, this.signature);
    const waiting = new Set(
      commands.flatMap(({ path, about }) => (path === SESSION_PATH ? [] : (about?.target ?? []))),
    );
    const sessions = new Map(actual.sessions.map((row) => [row.attributes['name'], row]));
    return desired.map((line) => {
      const session = sessions.get(line.username);
      return {
        lineId: line.lineId,
        standing:
          conflicts.get(line.lineId) ??
          (waiting.has(line.username) ? 'waiting' : this.standingOf(line, session, actual)),
        address: session?.attributes['address'] ?? '',
        onlineSeconds: parseDurationSeconds(session?.attributes['uptime']) ?? 0,
      };
    });
  }

  /** What takes all lines off the router, which is being removed from Saring. */
  async planNone(): Promise<readonly PlannedCommand[]> {
    if ((await this.desired()).length === 0) return [];
    return [
      ...planLines([], await this.router.lines(), this.signature).commands,
      ...planNotice(null, await this.router.noticeRules(), this.signature),
    ];
  }

  async pools(): Promise<readonly string[]> {
    const { pools } = await this.router.lines();
    return pools.map(({ attributes }) => attributes['name'] ?? '');
  }

  /** Secrets for PPPoE that are not ours, by name. */
  async candidates(): Promise<readonly LineCandidate[]> {
    return (await this.foreign()).map(({ candidate }) => candidate);
  }

  /** All of them, with the passwords that the router shows, and the profiles that are there. */
  async adoptable(): Promise<{ readonly secrets: readonly Foreign[]; readonly profiles: readonly string[] }> {
    const { profiles } = await this.router.lines();
    return {
      secrets: await this.foreign(),
      profiles: profiles.map(({ attributes }) => attributes['name'] ?? ''),
    };
  }

  private async foreign(): Promise<readonly Foreign[]> {
    const { secrets, sessions, profiles } = await this.router.lines();
    const limits = new Map(profiles.map(({ attributes: row }) => [row['name'], row['rate-limit'] ?? '']));
    const online = new Set(sessions.map(({ attributes }) => attributes['name']));
    return secrets
      .filter(({ attributes }) => !this.isTaken(attributes['comment']))
      .filter(({ attributes }) => ['any', 'pppoe'].includes(attributes['service'] ?? 'any'))
      .map(({ attributes: row }) => ({
        candidate: {
          ...{ username: row['name'] ?? '', profile: row['profile'] ?? 'default' },
          ...{ remoteAddress: row['remote-address'] ?? '', callerId: row['caller-id'] ?? '' },
          ...{ lastCallerId: row['last-caller-id'] ?? '', comment: row['comment'] ?? '' },
          ...{ disabled: ['true', 'yes'].includes(row['disabled'] ?? ''), online: online.has(row['name']) },
          rateLimit: limits.get(row['profile'] ?? 'default') ?? '',
        },
        password: row['password'],
      }))
      .sort((one, other) => one.candidate.username.localeCompare(other.candidate.username));
  }

  /** Of ours, or of another installation. */
  private isTaken(comment: string | undefined): boolean {
    return this.signature.lineIn(comment) !== undefined || this.signature.otherIn(comment) !== undefined;
  }

  private standingOf(line: DesiredLine, session: ConfigRow | undefined, actual: ActualLines): LineStanding {
    if (!session) return 'offline';
    return isSessionRight(line, session, actual, namesOf(this.signature)) ? 'online' : 'other_session';
  }

  /** A client whose sessions never become as they should be, for whatever reason, is not cut off at each sweep. */
  private withoutStubborn(
    commands: readonly PlannedCommand[],
    desired: readonly DesiredLine[],
  ): readonly PlannedCommand[] {
    const byName = new Map(desired.map((line) => [line.username, line]));
    const wrong = new Set<string>();
    const due = commands.filter(({ path, about }) => {
      if (path !== SESSION_PATH) return true;
      const line = byName.get(about?.target ?? '');
      const key = JSON.stringify([line?.lineId, line?.state, line?.terms]);
      const before = this.removals.get(key) ?? 0;
      wrong.add(key);
      this.removals.set(key, before + 1);
      // Who may not be online at all is taken off as often as needed.
      return before < SESSION_REMOVALS || line?.state !== 'active';
    });
    for (const key of this.removals.keys()) if (!wrong.has(key)) this.removals.delete(key);
    return due;
  }
}
