// menu-rules.ts — what a menu of the simulated router asks of its rows, and the names that its rows share.
import type { Row } from './table';

/** The bridge that carries the hotspot. */
export const HOTSPOT_INTERFACE = 'bridge-hotspot';
export const HOTSPOT_SERVER = 'hotspot1';

export interface MenuRules {
  /** Arguments without which `add` is refused. */
  required?: readonly string[];
  /** Fields that a new row gets when the command names none. */
  defaults?: Row;
  /** The key that may exist only once; undefined for a row that takes no part. */
  keyOf?: (row: Row) => string | undefined;
  /** The refusal of a second one, after `failure: `. */
  duplicate?: string;
  firstNumber?: number;
  /** Rows that a factory-fresh hotspot router has. */
  rows?: readonly Row[];
  /** Rows that come and go with clients cannot be added. */
  readOnly?: boolean;
}
