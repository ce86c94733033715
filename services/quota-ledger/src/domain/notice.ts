// notice.ts — what a person is told of their quota, and the record of it.
import type { Instant, NoticeKind } from '@saring/kernel';

export type Notice = {
  readonly kind: NoticeKind;
  /** The same cause is told once. */
  readonly cause: string;
  /** What is left of what it is about; 0 of an unlimited grant. */
  readonly bytes: number;
  readonly endsAt: Instant | null;
};

/** The recorded decision: no rebuild and no restart tells a cause again. */
export type NoticesDecided = {
  readonly type: 'NoticesDecided';
  readonly notices: readonly Notice[];
  /** Told or overtaken: "5 % left" is news enough, "20 % left" no longer is. */
  readonly causes: readonly string[];
  readonly at: Instant;
};

export type AccountNotices = {
  readonly causes: readonly string[];
  /** It was told that it is stopped or slowed, and not yet that this is over. */
  readonly stopped: boolean;
};
