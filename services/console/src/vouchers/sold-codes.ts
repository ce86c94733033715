// sold-codes.ts — codes on their way from a sale to the printing page: in memory only, and taken once.
import type { Code } from './batch';

type SoldCodes = { readonly batchId: string; readonly codes: readonly Code[] };

let kept: SoldCodes | null = null;

export const keepForPrinting = (sold: SoldCodes): void => {
  kept = sold;
};

/** @returns null: these are not to be printed from a sale. */
export const soldCodesOf = (batchId: string): readonly Code[] | null =>
  kept?.batchId === batchId ? kept.codes : null;

export const forgetSoldCodes = (): void => {
  kept = null;
};
