// behaviour.ts — the switches of one order: what its payer does, what becomes of its notices, what the API does to it.
export const OUTCOMES = [
  'wait',
  'pay-now',
  'pay-late',
  'expire',
  'deny-then-settle',
  'settle-then-deny',
] as const;
export const NOTICE_MODES = ['normal', 'duplicate', 'reordered', 'lost', 'delayed'] as const;
/**
 * `timeout`, `cut`, `cut-json` and `drip` do what was asked first: the caller cannot know. `html` and `empty` are a
 * captive proxy's 200: the vendor never had the request. `drip` sends its answer a few bytes at a time.
 */
const FAULTS = ['timeout', 'cut', '429', '500', 'html', 'empty', 'cut-json', 'drip'] as const;
export const CALLS = ['charge', 'snap', 'status', 'cancel', 'expire', 'refund'] as const;

type FaultKind = (typeof FAULTS)[number];
export type Call = (typeof CALLS)[number];

export interface Fault {
  call: Call;
  kind: FaultKind;
  /** For how many requests; without end if absent. */
  times?: number;
}

export interface Behaviour {
  /** Default `wait`: a person acts on the page, or a program by control. */
  outcome?: (typeof OUTCOMES)[number];
  /** Before each step of the outcome. Default 0. `pay-late` pays even when the time to pay is over. */
  afterMilliseconds?: number;
  /** Default `normal`. Held notices (reordered, delayed) go out by themselves or by `release`. */
  notices?: (typeof NOTICE_MODES)[number];
  noticeDelayMilliseconds?: number;
  /** Said of the order, signed, in notices and in status: `{gross_amount: '1.00'}`, `{currency: 'USD'}`… */
  fields?: Record<string, string>;
  /** Notices are signed with a key that is not ours. */
  forgedSignature?: boolean;
  /** Statuses in capitals, and `PENDING` with code 200, as DANA and ShopeePay may answer. */
  upperCase?: boolean;
  /** The API answers 404 until `reveal`; Snap orders do so by themselves until a method is chosen. */
  hidden?: boolean;
  /** Errors set the HTTP status too, not the body's status_code alone. */
  httpErrors?: boolean;
  /** The bank says no to a refund: 202, and the transaction stays settled. */
  refundDenied?: boolean;
  /** A refund answers 201 and waits for the bank, until `confirm-refunds`. */
  refundPending?: boolean;
  /** Refunds are reported as `refund_key` and `refund_amount` without a list, as of the vendor's fixtures of June 2026. */
  flatRefunds?: boolean;
  /** The status carries the transaction id as order id: DANA, and VA of Danamon, BSI, Seabank. */
  statusByTransactionId?: boolean;
  /** Stays pending after its time, and neither cancel nor expire ends it: 412. */
  keepsPending?: boolean;
  /** A charge is denied at once: 202. */
  chargeDenied?: boolean;
  /** So many statuses after a payment still say pending. */
  statusLags?: number;
  faults?: Fault[];
}

const oneOf = (known: readonly string[], value: unknown, name: string): void => {
  if (value !== undefined && !known.some((one) => one === value))
    throw new Error(`${name} must be one of ${known.join(', ')}`);
};

const NUMBERS = ['afterMilliseconds', 'noticeDelayMilliseconds', 'statusLags'];
const FLAGS = [
  'forgedSignature',
  'upperCase',
  'hidden',
  'httpErrors',
  'refundDenied',
  'refundPending',
  'flatRefunds',
  'statusByTransactionId',
  'keepsPending',
  'chargeDenied',
];
const KNOWN = new Set(['outcome', 'notices', 'fields', 'faults', ...NUMBERS, ...FLAGS]);

const readFaults = (value: unknown): void => {
  if (value === undefined) return;
  if (!Array.isArray(value)) throw new Error('faults must be a list');
  for (const fault of value as Partial<Fault>[]) {
    if (!fault.call || !fault.kind) throw new Error('a fault needs call and kind');
    oneOf(CALLS, fault.call, 'call');
    oneOf(FAULTS, fault.kind, 'kind');
  }
};

/** Checks what the control API was given; throws with the switch's name when it is none we know. */
export const readBehaviour = (value: unknown): Behaviour => {
  if (typeof value !== 'object' || value === null) throw new Error('a behaviour is a JSON object');
  const given = value as Record<string, unknown>;
  for (const name of Object.keys(given)) if (!KNOWN.has(name)) throw new Error(`there is no switch ${name}`);
  oneOf(OUTCOMES, given.outcome, 'outcome');
  oneOf(NOTICE_MODES, given.notices, 'notices');
  for (const name of NUMBERS)
    if (given[name] !== undefined && !(Number(given[name]) >= 0)) throw new Error(`${name} must be a number`);
  for (const name of FLAGS)
    if (given[name] !== undefined && typeof given[name] !== 'boolean')
      throw new Error(`${name} must be true or false`);
  readFaults(given.faults);
  return structuredClone(given) as Behaviour;
};

/** The switches by order, set before or after the order exists, and those of all other orders. */
export class Behaviours {
  private byOrder = new Map<string, Behaviour>();
  private fallback: Behaviour = {};

  of(orderId: string): Behaviour {
    return this.byOrder.get(orderId) ?? this.fallback;
  }

  /** `undefined` for the order sets what holds for every order without switches of its own. */
  set(orderId: string | undefined, behaviour: Behaviour): void {
    if (orderId === undefined) this.fallback = behaviour;
    else this.byOrder.set(orderId, behaviour);
  }

  clear(): void {
    this.byOrder = new Map();
    this.fallback = {};
  }

  /** Whether this status still lags behind, counted down. */
  takeLag(orderId: string): boolean {
    const behaviour = this.of(orderId);
    if (!behaviour.statusLags) return false;
    behaviour.statusLags -= 1;
    return true;
  }

  /** The fault of this call, counted down. */
  takeFault(orderId: string, call: Call): FaultKind | undefined {
    const fault = this.of(orderId).faults?.find((one) => one.call === call && one.times !== 0);
    if (fault?.times !== undefined) fault.times -= 1;
    return fault?.kind;
  }
}
