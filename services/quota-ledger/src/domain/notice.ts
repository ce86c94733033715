// notice.ts — a notice about a quota, and the record of it.
import type { Instant, NoticeKind } from '@saring/kernel';

export type Notice = {
  readonly kind: NoticeKind;
  /** A cause leads to one notice. */
  readonly cause: string;
  /** Bytes left of its subject; 0 of an unlimited grant. */
  readonly bytes: number;
  readonly endsAt: Instant | null;
  /** Time online left of its subject; absent: it counts none. */
  readonly onlineSeconds?: number;
};

/** The recorded decision: no rebuild and no restart sends a notice again. */
export type NoticesDecided = {
  readonly type: 'NoticesDecided';
  readonly notices: readonly Notice[];
  /** Sent, or overtaken: "5 % left" makes "20 % left" superfluous. */
  readonly causes: readonly string[];
  readonly at: Instant;
};

/** A notice that is due, with the causes that it makes superfluous. */
export type DueNotice = {
  readonly notice: Notice;
  readonly overtaken: readonly string[];
  /** Out of date otherwise, or said by something else: its cause is remembered all the same. */
  readonly isTold: boolean;
};

export type AccountNotices = {
  readonly causes: readonly string[];
  /** The last notice said stopped or slowed, and none has said that this is over. */
  readonly stopped: boolean;
};
