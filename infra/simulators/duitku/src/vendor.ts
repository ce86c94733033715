// vendor.ts — the orders of a simulated DuitKu, and how it signs: md5 with the key at the end, or HMAC keyed by it.
import { qrisText } from '../../program/qris';
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type Algorithm = 'md5' | 'hmac-sha256';
export type VendorStatus = '00' | '01' | '02';

export interface DuitkuOrder {
  merchantOrderId: string;
  amount: number;
  method: string;
  reference: string;
  vaNumber: string;
  qrString: string;
  callbackUrl: string;
  returnUrl: string;
  product: string;
  status: VendorStatus;
}

/** How the vendor behaves; each fault is used up by the calls that meet it. */
export interface DuitkuFault {
  call: 'inquiry' | 'invoice' | 'status' | 'methods';
  kind: '409' | '429' | '500' | 'html' | 'cut' | 'silent';
  /** Whether the order is taken all the same. */
  isTaken?: boolean;
  times: number;
}

const VA_LENGTH = 16;

export class DuitkuVendor {
  readonly orders = new Map<string, DuitkuOrder>();
  faults: DuitkuFault[] = [];
  /** Changes what a status says of an order, as a vendor that errs does. */
  readonly statusChanges = new Map<string, Record<string, string>>();
  private made = 0;

  constructor(
    readonly merchantCode: string,
    private readonly apiKey: string,
    readonly algorithm: Algorithm,
  ) {}

  clear(): void {
    this.orders.clear();
    this.statusChanges.clear();
    this.faults = [];
  }

  sign(parts: readonly string[], old: 'md5' | 'sha256' = 'md5'): string {
    const text = parts.join('');
    return this.algorithm === 'md5'
      ? createHash(old).update(`${text}${this.apiKey}`).digest('hex')
      : createHmac('sha256', this.apiKey).update(text).digest('hex');
  }

  isSigned(given: unknown, parts: readonly string[], old: 'md5' | 'sha256' = 'md5'): boolean {
    const [one, other] = [Buffer.from(String(given)), Buffer.from(this.sign(parts, old))];
    return one.length === other.length && timingSafeEqual(one, other);
  }

  /** The same order and amount again is the same order. */
  take(
    order: Omit<DuitkuOrder, 'reference' | 'vaNumber' | 'qrString' | 'status'>,
  ): DuitkuOrder | 'amount_differs' {
    const before = this.orders.get(order.merchantOrderId);
    if (before) return before.amount === order.amount ? before : 'amount_differs';
    this.made += 1;
    const reference = `${this.merchantCode}25${String(this.made).padStart(12, '0')}`;
    const digits = BigInt(`0x${createHash('sha256').update(reference).digest('hex').slice(0, 14)}`);
    const taken: DuitkuOrder = {
      ...order,
      reference,
      status: '01',
      vaNumber: `7007${digits}`.slice(0, VA_LENGTH).padEnd(VA_LENGTH, '0'),
      qrString: qrisText(order.amount, order.merchantOrderId),
    };
    this.orders.set(order.merchantOrderId, taken);
    return taken;
  }

  /** The fault that this call meets, once. */
  fault(call: DuitkuFault['call']): DuitkuFault | null {
    const fault = this.faults.find((one) => one.call === call && one.times > 0);
    if (!fault) return null;
    fault.times -= 1;
    return fault;
  }

  /** The form that the vendor posts; the signature covers neither resultCode nor reference. */
  callbackOf(order: DuitkuOrder, change: Record<string, string> = {}): URLSearchParams {
    const amount = String(order.amount);
    return new URLSearchParams({
      merchantCode: this.merchantCode,
      amount,
      merchantOrderId: order.merchantOrderId,
      productDetail: order.product,
      additionalParam: '',
      paymentCode: order.method,
      resultCode: order.status === '00' ? '00' : '01',
      merchantUserId: '',
      reference: order.reference,
      signature: this.sign([this.merchantCode, amount, order.merchantOrderId]),
      publisherOrderId: `MGUHWKJX3M1KMSQN5${order.reference.slice(-4)}`,
      settlementDate: '2026-11-30',
      ...(order.method === 'SP' ? { issuerCode: '93600523' } : {}),
      ...change,
    });
  }
}
