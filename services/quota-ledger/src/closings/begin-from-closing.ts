// begin-from-closing.ts — loads the newest closing that holds, where a fold would otherwise begin from zero.
import type { Position } from '@saring/event-sourcing';
import type { FoldBeside, FoldPlace } from '../balances/fold-beside';
import { ClosingRows, type Closing } from './closing.rows';
import { loadClosing } from './copy-closing';
import { differencesOf, PROJECTED_TABLES, projectedVersion, sumsOfTables } from './projected-tables';
import { readsOf } from './snapshot';

type Ledger = Pick<FoldPlace, 'store' | 'pool'> & { readonly schema: string };

type Beginning = {
  /** The month whose closing was loaded; null: none was, and the tables are empty. */
  readonly closing: string | null;
  /** Of each newer closing that does not hold: why. */
  readonly refused: readonly string[];
};

/**
 * A closing holds when it was proved, is of this version and its loaded rows have the sums that it names.
 * @param until the last position that will be folded: a closing beyond it would bring rows of later events.
 */
export const beginFromClosing = async (
  fold: FoldBeside,
  ledger: Ledger,
  until: Position | null,
): Promise<Beginning> => {
  const refused: string[] = [];
  for (const closing of await new ClosingRows(ledger.pool, ledger.schema).proved()) {
    const reason = await load(fold, { ...ledger, until }, closing);
    if (reason === null) return { closing: closing.month, refused };
    refused.push(`${closing.month}: ${reason}`);
    await fold.pool.query(`truncate ${PROJECTED_TABLES.join(', ')}, checkpoints`);
    await fold.load();
  }
  return { closing: null, refused };
};

/** @returns why it does not hold; null: it is loaded. */
const load = async (
  fold: FoldBeside,
  { store, pool, schema, until }: Ledger & { readonly until: Position | null },
  closing: Closing,
): Promise<string | null> => {
  if (closing.version !== (await projectedVersion(pool, schema))) return 'it is of another version';
  if (until === null || store.comparePositions(closing.position, until) > 0)
    return 'it is ahead of the balances';
  try {
    await loadClosing(fold.pool, schema, closing);
  } catch (error) {
    return `it cannot be loaded: ${(error as Error).message}`;
  }
  const differences = differencesOf(closing.sums, await sumsOfTables(readsOf(fold.pool), fold.schema));
  if (differences.length > 0) return `it is damaged: ${differences.join(', ')}`;
  await fold.load();
  return null;
};
