// simulator.ts — a simulated Tripay: closed payments, signed callbacks, and a vendor that gives up after three resends.
import { qrisText } from '../../program/qris';
import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBody } from '../../program/read-body';

interface TripayOptions {
  /** 0 (the default) takes any free port. */
  port?: number;
  merchantCode?: string;
  apiKey?: string;
  privateKey?: string;
  /** Between two tries of a callback. Default 120,000. */
  retryMilliseconds?: number;
}

type Status = 'UNPAID' | 'PAID' | 'FAILED' | 'EXPIRED' | 'REFUND';
interface Transaction {
  reference: string;
  merchant_ref: string;
  payment_method: string;
  amount: number;
  fee_merchant: number;
  fee_customer: number;
  total_fee: number;
  amount_received: number;
  pay_code: string | null;
  pay_url: string | null;
  checkout_url: string;
  qr_string: string | null;
  status: Status;
  paid_at: number | null;
  callback_url: string;
}
interface Fault {
  path: string;
  status: number;
  isTaken?: boolean;
  times: number;
}

const API = '/api-sandbox/';
const METHODS = [
  'QRIS',
  'QRISC',
  'QRIS2',
  'SHOPEEPAY',
  'BCAVA',
  'BNIVA',
  'BRIVA',
  'CIMBVA',
  'MANDIRIVA',
  'PERMATAVA',
];
const QRIS_FEE = 750;
const MOST_RESENDS = 3;
const TWO_MINUTES_MS = 120_000;
const ANSWER_LIMIT_MS = 10_000;

export class TripaySimulator {
  readonly transactions: Transaction[] = [];
  faults: Fault[] = [];
  /** What the merchant answered; success only by `{"success":true}`. */
  readonly deliveries: { merchantRef: string; isTaken: boolean }[] = [];
  /** Whether the payer bears the fee. */
  isFeeOnCustomer = false;
  private server: LoopbackServer | undefined;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly merchantCode: string,
    private readonly apiKey: string,
    private readonly privateKey: string,
    private readonly retryMilliseconds: number,
  ) {}

  get port(): number {
    return this.server?.port ?? 0;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}${API.slice(0, -1)}`;
  }

  clear(): void {
    this.transactions.length = 0;
    this.faults = [];
    this.isFeeOnCustomer = false;
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    for (const timer of this.timers) clearTimeout(timer);
    await this.server?.close();
  }

  sign(text: string): string {
    return createHmac('sha256', this.privateKey).update(text).digest('hex');
  }

  /** A status change, and its callback. False: no such order. */
  become(merchantRef: string, status: Status, hasCallback = true): boolean {
    const one = this.transactions.find((transaction) => transaction.merchant_ref === merchantRef);
    if (!one) return false;
    one.status = status;
    one.paid_at = status === 'PAID' ? Math.floor(Date.now() / 1000) : one.paid_at;
    if (hasCallback) this.callBack(one, this.callbackBody(one));
    return true;
  }

  /** As PHP writes JSON: slashes are escaped, so that who hashes anew hashes something else. */
  callbackBody(one: Transaction): string {
    const total = this.isFeeOnCustomer ? one.amount_received + one.fee_customer : one.amount;
    return JSON.stringify({
      ...{ reference: one.reference, merchant_ref: one.merchant_ref, payment_method: one.payment_method },
      ...{ payment_method_code: one.payment_method, total_amount: total, fee_merchant: one.fee_merchant },
      ...{ fee_customer: one.fee_customer, total_fee: one.total_fee, amount_received: one.amount_received },
      ...{ is_closed_payment: 1, status: one.status, paid_at: one.paid_at, note: 'Warung Kopi/Wi-Fi Ñandú' },
    }).replaceAll('/', '\\/');
  }

  callBack(one: Transaction, body: string, signature = this.sign(body), resends = 0): void {
    void this.deliver(one, body, signature).then((isTaken) => {
      this.deliveries.push({ merchantRef: one.merchant_ref, isTaken });
      if (isTaken || resends >= MOST_RESENDS) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.callBack(one, body, signature, resends + 1);
      }, this.retryMilliseconds);
      this.timers.add(timer);
    });
  }

  private async deliver(one: Transaction, body: string, signature: string): Promise<boolean> {
    try {
      const answer = await fetch(one.callback_url, {
        ...{
          method: 'POST',
          body,
          redirect: 'manual' as const,
          signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
        },
        headers: {
          'content-type': 'application/json',
          'x-callback-event': 'payment_status',
          'x-callback-signature': signature,
        },
      });
      return ((await answer.json()) as { success?: boolean }).success === true;
    } catch {
      return false;
    }
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: object): void =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    try {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const path = url.pathname.startsWith(API) ? url.pathname.slice(API.length) : '';
      const text = request.method === 'POST' ? await readBody(request) : '';
      if (request.headers.authorization !== `Bearer ${this.apiKey}`)
        return send(401, { success: false, message: 'Invalid API Key' });
      const fault = this.faults.find((one) => one.path === path && one.times > 0);
      if (fault) fault.times -= 1;
      const made = !fault || fault.isTaken ? this.call(path, url.searchParams, text) : null;
      if (fault?.status === 0) return void response.destroy();
      if (fault) return send(fault.status, { success: false, message: 'Server sedang sibuk' });
      return typeof made === 'string'
        ? send(400, { success: false, message: made })
        : send(200, { success: true, data: made });
    } catch {
      return send(500, { success: false, message: 'Internal error' });
    }
  }

  /** @returns data, or why not. */
  private call(path: string, query: URLSearchParams, text: string): unknown {
    if (path === 'merchant/payment-channel') return METHODS.map((code) => ({ code, active: true }));
    if (path === 'merchant/transactions')
      return this.transactions.filter(({ merchant_ref: ref }) => ref === query.get('merchant_ref'));
    if (path === 'transaction/detail')
      return (
        this.transactions.find(({ reference }) => reference === query.get('reference')) ??
        'Transaction not found'
      );
    return path === 'transaction/create'
      ? this.create(JSON.parse(text) as Record<string, unknown>)
      : 'Not found';
  }

  private create(fields: Record<string, unknown>): Transaction | string {
    const [method, ref, amount] = [
      String(fields['method']),
      String(fields['merchant_ref']),
      Number(fields['amount']),
    ];
    if (fields['signature'] !== this.sign(`${this.merchantCode}${ref}${amount}`)) return 'Invalid signature';
    if (!METHODS.includes(method)) return 'Payment channel is not enabled';
    if (!fields['customer_email'] || !fields['customer_name']) return 'The customer email field is required.';
    const fee = method.startsWith('QRIS') ? QRIS_FEE + Math.round(amount * 0.007) : 4_250;
    const [onCustomer, onMerchant] = this.isFeeOnCustomer ? [fee, 0] : [0, fee];
    const reference = `DEV-T${createHash('sha256').update(`${ref}${this.transactions.length}`).digest('hex').slice(0, 15).toUpperCase()}`;
    const isQris = method.startsWith('QRIS');
    const made: Transaction = {
      ...{ reference, merchant_ref: ref, payment_method: method, amount: amount + onCustomer },
      ...{
        fee_merchant: onMerchant,
        fee_customer: onCustomer,
        total_fee: fee,
        amount_received: amount - onMerchant,
      },
      pay_code: method.endsWith('VA') ? `57585${String(this.transactions.length).padStart(10, '0')}` : null,
      pay_url: method === 'SHOPEEPAY' ? `https://tripay.co.id/checkout/${reference}` : null,
      checkout_url: `https://tripay.co.id/checkout/${reference}`,
      qr_string: isQris ? qrisText(amount + onCustomer, reference) : null,
      ...{ status: 'UNPAID', paid_at: null, callback_url: String(fields['callback_url']) },
    };
    this.transactions.push(made);
    return made;
  }
}

/** Starts the simulated Tripay on both loopback addresses. */
export const startTripaySimulator = async (options: TripayOptions = {}): Promise<TripaySimulator> => {
  const simulator = new TripaySimulator(
    options.merchantCode ?? 'T0001',
    options.apiKey ?? 'DEV-tripay-saring-demo-key',
    options.privateKey ?? 'tripay-private-demo',
    options.retryMilliseconds ?? TWO_MINUTES_MS,
  );
  await simulator.listen(options.port ?? 0);
  return simulator;
};
