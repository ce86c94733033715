// number-left.ts — an account has another number now, or none.
import type { PhoneNumber } from '@saring/kernel';

export type NumberLeft = {
  readonly subscriberId: string;
  readonly from: PhoneNumber;
  /** Null: the account has none any more. */
  readonly to: PhoneNumber | null;
  /** What is newer by the number is somebody else's. */
  readonly leftAt: Date;
};
