// line-findings.ts — what a router holds of PPPoE in numbers, and what is wrong with it: shown, never guessed away.
import type { LineFindingKind } from '@saring/kernel';
import type { ConfigRow } from './actual';
import type { Signature } from './comments';
import { planLines, SECRET_PATH, type ActualLines } from './line-plan';
import { secretOf, namesOf, type DesiredLine } from './line-rows';
import type { PlannedCommand } from './planned-command';

export type LineFinding = {
  readonly kind: LineFindingKind;
  readonly username: string;
  /** Undefined: of a secret that is nobody's line. */
  readonly lineId?: string;
};
export type LineReading = {
  readonly secrets: number;
  readonly foreign: number;
  readonly online: number;
  readonly findings: readonly LineFinding[];
};

/** A service that the secret serves beside others. */
const ANY = 'any';

const isPppoe = ({ attributes }: ConfigRow): boolean => [ANY, 'pppoe'].includes(attributes['service'] ?? ANY);

/** @param changed lines whose secret somebody changed since the reading before. */
export const readingOf = (
  desired: readonly DesiredLine[],
  actual: ActualLines,
  signature: Signature,
  changed: ReadonlySet<string>,
): LineReading => {
  const secrets = actual.secrets.filter(isPppoe);
  const foreign = secrets.filter(({ attributes }) => signature.lineIn(attributes['comment']) === undefined);
  const live = desired.filter(({ state }) => state !== 'removed');
  const { conflicts } = planLines(desired, actual, signature);
  return {
    ...{ secrets: secrets.length, foreign: foreign.length, online: actual.sessions.length },
    findings: [
      ...live.flatMap(({ lineId, username }): LineFinding[] => {
        const kind = conflicts.get(lineId) ?? (changed.has(lineId) ? 'changed_by_hand' : undefined);
        return kind === undefined ? [] : [{ kind, username, lineId }];
      }),
      ...twiceIn(secrets),
      ...profilesMissing(foreign, actual.profiles),
    ],
  };
};

const nameOf = ({ attributes }: ConfigRow): string => attributes['name'] ?? '';

const twiceIn = (secrets: readonly ConfigRow[]): LineFinding[] => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of secrets.map(nameOf)) (seen.has(name) ? twice : seen).add(name);
  return [...twice].map((username) => ({ kind: 'name_twice', username }));
};

const profilesMissing = (foreign: readonly ConfigRow[], profiles: readonly ConfigRow[]): LineFinding[] => {
  const known = new Set(profiles.map(nameOf));
  const missing = foreign.filter(({ attributes }) => !known.has(attributes['profile'] ?? 'default'));
  return missing.map((row) => ({ kind: 'profile_missing', username: nameOf(row) }));
};

/** Which secrets were right, so that one that is wrong now was changed by somebody, not by us. */
export class SecretWatch {
  /** By line: what its secret should hold, and held. */
  private readonly right = new Map<string, string>();
  private changed = new Set<string>();

  constructor(private readonly signature: Signature) {}

  /** @param commands what a plan for these lines would change. */
  note(desired: readonly DesiredLine[], commands: readonly PlannedCommand[]): void {
    const names = namesOf(this.signature);
    const wrong = new Set(
      commands.flatMap(({ path, about }) => (path === SECRET_PATH ? (about?.target ?? []) : [])),
    );
    for (const line of desired) {
      const wanted = JSON.stringify([line.username, secretOf(line, names), line.passwordVersion]);
      if (!wrong.has(line.username)) this.right.set(line.lineId, wanted);
      else if (this.right.get(line.lineId) === wanted) this.changed.add(line.lineId);
    }
  }

  /** Lines whose secret was changed since this was asked last. */
  take(): ReadonlySet<string> {
    const { changed } = this;
    this.changed = new Set();
    return changed;
  }
}
