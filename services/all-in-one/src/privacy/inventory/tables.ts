// tables.ts — how a table of the inventory is described.

/** Columns stand in one text with spaces between. Ids that Saring made name nobody by themselves: they count as other. */
export type Kept = {
  /** Columns by which a person can be told. */
  readonly personal: string;
  readonly other: string;
  readonly kept: string;
  readonly removedBy: string;
};
export type Tables = Readonly<Record<string, Kept>>;
