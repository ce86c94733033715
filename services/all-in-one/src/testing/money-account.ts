// The ledger's side of the money model (money-world.ts): one account, decided on by the ledger's own rules.
import type { Sale } from '../../../billing/src/sales/domain/sale';
import { recordOf } from '../../../quota-ledger/src/domain/purchase';
import { PurchaseChanges, purchaseKey } from '../../../quota-ledger/src/domain/purchase-changes';
import type { AccountEvent, QuotaAccount } from '../../../quota-ledger/src/domain/account';
import { evolve } from '../../../quota-ledger/src/domain/quota-account';
import type { AccountCommand } from '../../../quota-ledger/src/domain/account-command';
import { quotaAccount } from '../../../quota-ledger/src/domain/quota-account.decide';

const at = '2026-11-21T04:00:00.000Z';
const dueAt = '2026-11-30T16:59:59.000Z';

/** Each switched off is a mistake that the properties must see. */
export type Rules = {
  /** A second payment is another purchase. */
  readonly rounds: boolean;
  /** The ledger knows what it did for a purchase. */
  readonly memory: boolean;
  /** Versions separate old reports from new ones. */
  readonly versions: boolean;
  /** A report is compared with what was agreed. */
  readonly mismatch: boolean;
  /** What a part of the money bought is taken back once. */
  readonly parts: boolean;
  /** The money of a second transaction that bought the same once more is spent: it does not go back too. */
  readonly spentOnce: boolean;
  /** The vendor is asked about each other transaction by its own id. */
  readonly watchExtras: boolean;
  /** Every rupiah stands twice in the books, those of another transaction too. */
  readonly extraBooks: boolean;
  /** Of a refund only what is new is booked. */
  readonly refundBooks: boolean;
  /** A refund counts when the bank has confirmed it: it may still say no. */
  readonly confirmation: boolean;
};
export const ALL_RULES: Rules = {
  rounds: true,
  memory: true,
  versions: true,
  mismatch: true,
  confirmation: true,
  parts: true,
  spentOnce: true,
  watchExtras: true,
  extraBooks: true,
  refundBooks: true,
};

/** The one account that all orders are for. */
export class Account {
  readonly events: AccountEvent[] = [];
  state: QuotaAccount = quotaAccount.initialState();
  usedBytes = 0;
  private readonly purchases = new PurchaseChanges();
  private readonly partsTaken = new Set<string>();

  constructor(private readonly rules: Rules) {}

  use(bytes: number): void {
    this.usedBytes += bytes;
    this.state = evolve(this.state, { type: 'UsageCharged', bytes, at });
  }

  giveDebt(bytes: number): void {
    const debtId = `debt-${this.events.length}`;
    // One in two has a price: the bytes of a package leave it.
    const price = { unlimited: false, priceRupiah: (bytes % 2) * 50_000, dueAt, fupThresholdBytes: 0 };
    this.decide({
      type: 'GiveDebt',
      debtId,
      bytes,
      ...price,
      expiresAt: null,
      at,
      reason: 'r',
      actor: 'op',
    });
  }

  fulfil({ terms }: Sale, purchaseId: string): void {
    if (!terms) throw new Error('an order without terms was paid');
    const { bytes, items, autoDebtBytes } = terms.goods;
    this.decide({
      type: 'FulfilPurchase',
      purchaseId,
      earlier: this.earlier(purchaseId),
      bytes,
      unlimited: false,
      expiresAt: null,
      priority: 0,
      fupThresholdBytes: 0,
      items,
      autoDebtBytes,
      isSettlement: terms.purpose === 'settlement',
      at,
      reason: 'r',
      actor: 'billing',
    });
  }

  takeBack(purchaseId: string): void {
    const earlier = this.earlier(purchaseId);
    this.decide({ type: 'RevokePurchase', purchaseId, earlier, at, reason: 'r', actor: 'billing' });
  }

  takePart(purchaseId: string, upToRupiah: number, bytes: number): void {
    const key = this.rules.parts ? `${purchaseId}|${upToRupiah}` : `${this.events.length}`;
    if (this.partsTaken.has(key)) return;
    const earlier = this.earlier(purchaseId);
    if (earlier.state === 'unknown') return;
    this.partsTaken.add(key);
    this.decide({ type: 'ReducePurchase', purchaseId, earlier, bytes, at, reason: 'r', actor: 'billing' });
  }

  /** What of a purchase went back with parts of its money. */
  reducedBytes(purchaseId: string): number {
    return this.events.reduce(
      (sum, event) =>
        event.type === 'PurchaseReduced' && event.purchaseId === purchaseId ? sum + event.bytes : sum,
      0,
    );
  }

  isGiven(purchaseId: string): boolean {
    return this.recordOf(purchaseId).state === 'fulfilled';
  }

  /** Bytes left less bytes owed. */
  get netBytes(): number {
    const { grants, autoDebtBytes, debts } = this.state;
    const left = grants.reduce((sum, { leftBytes }) => sum + leftBytes, 0);
    return left - autoDebtBytes - debts.reduce((sum, { unpaidBytes }) => sum + unpaidBytes, 0);
  }

  private earlier(purchaseId: string) {
    return this.rules.memory ? this.recordOf(purchaseId) : { state: 'unknown' as const };
  }

  private recordOf(purchaseId: string) {
    return recordOf(this.purchases.entries.get(purchaseKey('', purchaseId))?.entry);
  }

  private decide(command: AccountCommand): void {
    const decision = quotaAccount.decide(this.state, command);
    if (!decision.accepted) throw new Error(decision.refusal.code);
    this.events.push(...decision.events);
    for (const event of decision.events) {
      this.purchases.note('', this.state, event);
      this.state = evolve(this.state, event);
    }
  }
}
