// planned-command.ts — one command that brings a router nearer to what it should hold.
import type { MacAddress } from '@saring/kernel';

export type PlannedCommand = {
  readonly path: string;
  /** unset: takes the field away that `value-name` names. */
  readonly action: 'add' | 'set' | 'unset' | 'remove';
  /** One row, or several separated by commas that all get the same attributes. */
  readonly id?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The account that it serves; absent when no account needs the row any more, or when it serves all. */
  readonly subscriberId?: string;
  /** What the row is of, for people; never sent. */
  readonly about?: About;
  /** The device whose bytes change owner. They are read and published first (architecture.md, "The cut"). */
  readonly cut?: MacAddress;
  /** The reason, for people. Contains no MAC and no address. */
  readonly reason: string;
  /** Absent: one account. A lane that the router refuses leaves a whole status at full speed. */
  readonly serves?: 'lane';
};

/** What a command's row is of. */
export type About = {
  readonly deviceId?: string;
  readonly mac?: string;
  readonly address?: string;
  /** The list that it joins or leaves, or the type that the binding gets. */
  readonly target?: string;
};

/** Whether the command only renews a time-out, which is no drift. */
export const isRenewal = ({ action, attributes }: PlannedCommand): boolean =>
  action === 'set' && Object.keys(attributes).join() === 'timeout';
