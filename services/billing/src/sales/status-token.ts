// status-token.ts — the signed link that opens one order without login.
import { SignedIds } from './signed-ids';

/** How long a link opens its order without login, from when it was placed. */
export const STATUS_LINK_SECONDS = 7 * 86_400;

export class StatusTokens extends SignedIds {
  constructor(secretsKey: string) {
    super(secretsKey, 'order-status');
  }

  /** The same order gives the same token. Null: its time is over. */
  tokenOf(orderId: string, placedAt: Date, now: Date): string | null {
    const expiry = Math.floor(placedAt.getTime() / 1_000) + STATUS_LINK_SECONDS;
    return now.getTime() >= expiry * 1_000 ? null : this.sign(orderId, expiry);
  }

  /** The order that a token opens; null for what is not ours, changed or over. */
  orderIdOf(token: string, now: Date): string | null {
    return this.idOf(token, now);
  }
}
