// What edge answers a subscriber. Bytes are whole numbers below 2^53, times ISO 8601 in UTC, dates those of the site.

export type AccessStatus = 'blocked' | 'inactive' | 'expired' | 'unlimited' | 'exhausted' | 'fup' | 'active';

export type Challenge = {
  readonly challengeId: string;
  readonly expiresInSeconds: number;
  readonly resendInSeconds: number;
  readonly delivery?: Delivery;
};

/** queued: waits to be sent; failed: never left, and counts for nothing. */
export type Delivery = 'queued' | 'sent' | 'failed';

/** A device as its owner knows it: its label, else the end of its MAC. */
export type NamedDevice = { readonly deviceId: string; readonly name: string };

export type Session = {
  readonly subscriberId: string;
  /** Empty while no router has told the device. */
  readonly deviceId: string;
  readonly approval: string;
  readonly newSubscriber: boolean;
  readonly newDevice: boolean;
  /** Devices that gave way to this one. */
  readonly putOut: readonly NamedDevice[];
  readonly accessExpiresInSeconds: number;
};

export type Me = {
  readonly subscriberId: string;
  readonly deviceId: string;
  readonly phone: string;
  readonly name: string;
  readonly role: string;
  readonly approval: string;
  readonly disabled: boolean;
  readonly locale: string;
  readonly site: string;
  readonly createdAt: string;
  /** Of the site: its days begin there. */
  readonly timeZone: string;
};

export type Grant = {
  readonly grantId: string;
  readonly source: string;
  readonly sizeBytes: number;
  readonly remainingBytes: number;
  readonly unlimited: boolean;
  readonly grantedAt: string;
  readonly expiresAt?: string;
  readonly expired: boolean;
};

/** What can still be used, in the order in which it is. */
export type Holding = {
  readonly bytes: number;
  readonly unlimited: boolean;
  /** Null: it never ends, or its clock waits for its first use. */
  readonly expiresAt: string | null;
  readonly lastsSecondsFromFirstUse: number | null;
  /** 0: as fast as the network goes. */
  readonly speedDownKilobitsPerSecond: number;
};

export type PaymentLane = { readonly open: boolean; readonly until: string; readonly leftBytes: number };

export type Quota = {
  readonly status: AccessStatus;
  readonly grantedBytes: number;
  readonly usedBytes: number;
  readonly remainingBytes: number;
  readonly debtBytes: number;
  readonly unlimited: boolean;
  readonly expiresAt: string | null;
  readonly blockReason: string | null;
  readonly heldBytes: number;
  /** Slow internet to pay with; null: none is open, nor was within the hour. */
  readonly paymentLane: PaymentLane | null;
  readonly grants: readonly Grant[];
  readonly holdings: readonly Holding[];
};

/** Whether the routers hold what the subscriber may have; null: they have not heard of the subscriber yet. */
export type Access = {
  readonly status: AccessStatus | null;
  readonly applied: boolean;
  readonly thisDevice: ThisDevice;
  readonly todo: ToDo;
};

/** What is true of the device in hand; only `open` is connected. */
export type ThisDevice = 'open' | 'captive' | 'unknown' | 'evicted' | 'moved' | 'released';
/** What helps it. */
export type ToDo = 'none' | 'wait' | 'buy' | 'contact' | 'prove' | 'replace' | 'login' | 'owner';

/** A device of nobody that has just come to the own router. */
export type Newcomer = {
  readonly mac: string;
  /** What it calls itself; may be empty. */
  readonly name: string;
  readonly appearedSecondsAgo: number;
  /** Proves that the own search found it. */
  readonly found: string;
};

/** Who runs this WiFi, and whom to ask. */
export type SiteProfile = {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly contactUrl: string | null;
  readonly termsUrl: string | null;
  readonly privacyUrl: string | null;
  /** `#rrggbb`, readable below white letters; null: the product's own. */
  readonly color: string | null;
  readonly logoUrl: string | null;
  /** Where days begin and what clocks show, before it is known whose page it is. */
  readonly timeZone: string;
};

export type StatementLine = {
  readonly id: string;
  readonly at: string;
  /** grant, usage, expiry, debt, settlement, reset, correction, held, status; new ones may come. */
  readonly cause: string;
  readonly deviceId?: string;
  readonly routerId?: string;
  readonly amountBytes: number;
  readonly balanceAfterBytes: number;
  readonly reason?: string;
  readonly source?: string;
  /** What was paid for a debt, or what a debt costs. */
  readonly amountRupiah?: number;
};

export type StatementPage = {
  readonly lines: readonly StatementLine[];
  /** Of the next older page; null: there is none. */
  readonly nextBefore: string | null;
};

export type UsageDay = {
  readonly date: string;
  readonly deviceId: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
};

export type Device = {
  readonly deviceId: string;
  readonly mac: string;
  readonly label: string;
  readonly firstSeenAt: string;
  /** By a router; null: by none yet. */
  readonly lastSeenAt: string | null;
  readonly online: boolean;
  readonly lastAddress: string;
  readonly privateMac: boolean;
  readonly authorized: boolean;
  /** The one that this session runs on. */
  readonly isThis: boolean;
};

export type Devices = {
  readonly items: readonly Device[];
  /** How many one may have. */ readonly limit: number;
  /** Devices that have gone lately, for the names of the past. */
  readonly former: readonly NamedDevice[];
};

/** What a router lets anyone on a device know about it, without a login. */
export type DeviceStanding = {
  readonly known: boolean;
  readonly registered: boolean;
  /** Somebody added it to their account without a login on it. */
  readonly claimed?: boolean;
  readonly online: boolean;
  readonly status: AccessStatus | null;
  readonly blockReason: string | null;
  readonly thisDevice: ThisDevice;
  readonly todo: ToDo;
};
