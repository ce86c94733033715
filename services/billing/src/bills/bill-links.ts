// bill-links.ts — the signed link that opens what a subscriber has to pay, without login.
import { SignedIds } from '../sales/signed-ids';

const DAY_SECONDS = 86_400;
/** How long a link opens the bills: longer than from a bill's issue to the last reminder of it. */
const BILL_LINK_DAYS = 45;

export class BillLinks extends SignedIds {
  constructor(secretsKey: string) {
    super(secretsKey, 'bill-link');
  }

  /** Below the portal's address. The same all day. */
  pathOf(subscriberId: string, now: Date): string {
    return `/bill/${this.tokenOf(subscriberId, now)}`;
  }

  /** With the portal's public address; null where none is set. */
  urlOf(subscriberId: string, now: Date, publicUrl: string | undefined): string | null {
    return publicUrl ? `${publicUrl.replace(/\/$/, '')}${this.pathOf(subscriberId, now)}` : null;
  }

  tokenOf(subscriberId: string, now: Date): string {
    const day = Math.floor(now.getTime() / 1_000 / DAY_SECONDS);
    return this.sign(subscriberId, (day + BILL_LINK_DAYS) * DAY_SECONDS);
  }

  /** Whose bills a token opens; null for what is not ours, changed or over. */
  subscriberOf(token: string, now: Date): string | null {
    return this.idOf(token, now);
  }
}
