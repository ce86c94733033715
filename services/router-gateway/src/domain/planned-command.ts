// planned-command.ts — one command that brings a router nearer to what it should hold.
import type { MacAddress } from '@saring/kernel';

export type PlannedCommand = {
  readonly path: string;
  readonly action: 'add' | 'set' | 'remove';
  /** One row, or several separated by commas that all get the same attributes. */
  readonly id?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The account that it serves; absent when no account needs the row any more, or when it serves all. */
  readonly subscriberId?: string;
  /** The device whose bytes change owner. They are read and published first (architecture.md, "The cut"). */
  readonly cut?: MacAddress;
  /** The reason, for people. Contains no MAC and no address. */
  readonly reason: string;
  /** Absent: one account. A lane that the router refuses leaves a whole status at full speed. */
  readonly serves?: 'lane';
};

/** Whether the command only renews a time-out, which is no drift. */
export const isRenewal = ({ action, attributes }: PlannedCommand): boolean =>
  action === 'set' && Object.keys(attributes).join() === 'timeout';
