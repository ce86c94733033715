// facts.ts — what the checker reads of the product and of the world around it, before it judges. Bytes and rupiah are integers.

/** A phone of the neighbourhood and whose it is. */
export type PhoneFacts = {
  readonly number: number;
  readonly mac: string;
  readonly address: string | null;
  /** The router on whose WiFi it is; null: on none. */
  readonly router: number | null;
  /** What routers let through and counted, by the simulator alone. */
  readonly movedBytes: number;
  /** The most that routers themselves lost before anybody could read it, as by a reboot. */
  readonly lostAtMostBytes: number;
  /** Null before its owner has logged in. */
  readonly subscriberId: string | null;
};

/** An event of a meter of the ledger, of which the checker knows these columns alone. */
export type MeterEvent = {
  readonly n: readonly number[];
  readonly in: readonly number[];
  readonly out: readonly number[];
  readonly all?: { readonly owner: readonly string[] };
  readonly rows?: { readonly owner: readonly string[] };
  readonly held?: readonly (readonly [entry: number, seconds: number])[];
  readonly withdrawn?: readonly (readonly [row: number, revision: number, entry: number])[];
};

export type MeterFacts = { readonly stream: string; readonly events: readonly MeterEvent[] };

/** Bytes that came to an account: a grant, or a debt that a purchase settled. */
export type GivenFacts = {
  readonly subscriberId: string;
  readonly purchaseId: string;
  readonly type: 'QuotaGranted' | 'DebtSettled';
  readonly bytes: number;
};

export type QuotaFacts = {
  readonly subscriberId: string;
  readonly status: string;
  readonly usedBytes: number;
  readonly remainingBytes: number;
  readonly debtBytes: number;
};

export type StatementFacts = {
  readonly subscriberId: string;
  /** Oldest first. */
  readonly lines: readonly {
    readonly id: string;
    readonly amountBytes: number;
    readonly balanceAfterBytes: number;
  }[];
};

/** Bytes of a subscriber in the read model of usage by hour. */
export type UsageFacts = { readonly subscriberId: string; readonly bytes: number };

/** An order at the bank. */
export type BankOrder = {
  readonly orderNumber: string;
  readonly amountRupiah: number;
  readonly status: string;
};

/** An order of the shop: its row, and what its own events say. */
export type SaleFacts = {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly subscriberId: string;
  readonly bytes: number;
  readonly amountRupiah: number;
  readonly rowState: string;
  /** How many events the row has taken in. */
  readonly rowVersion: number;
  readonly eventTypes: readonly string[];
};

export type JournalLine = {
  readonly stream: string;
  readonly revision: number;
  readonly account: string;
  readonly amountRupiah: number;
};

/** A message in the outbox of the product. */
export type OutboxRow = {
  readonly id: string;
  readonly target: string;
  readonly state: string;
  readonly attempted: boolean;
  readonly providerId: string | null;
};

/** A message that arrived at a phone. */
export type InboxMessage = { readonly id: string; readonly target: string; readonly text: string };

/** Rows of a router that carry our comment. */
export type RouterFacts = {
  readonly index: number;
  readonly bindings: readonly { readonly mac: string; readonly type: string; readonly comment: string }[];
  readonly lists: readonly { readonly list: string; readonly address: string }[];
};

export type Facts = {
  readonly phones: readonly PhoneFacts[];
  readonly meters: readonly MeterFacts[];
  readonly given: readonly GivenFacts[];
  readonly quotas: readonly QuotaFacts[];
  readonly statements: readonly StatementFacts[];
  readonly usageHours: readonly UsageFacts[];
  readonly bank: readonly BankOrder[];
  readonly sales: readonly SaleFacts[];
  readonly journal: readonly JournalLine[];
  readonly outbox: readonly OutboxRow[];
  readonly inbox: readonly InboxMessage[];
  readonly routers: readonly RouterFacts[];
};

/** A rule that was broken, in words, with what a reader needs to find the place. */
export type Violation = { readonly rule: string; readonly what: string };

/** `always` holds in the middle of every fault; `quiet` only once everything has had its time to catch up. */
export type Rule = {
  readonly name: string;
  readonly when: 'always' | 'quiet';
  /** @returns each break of the rule in words; none: it holds. */
  readonly find: (facts: Facts) => readonly string[];
};
