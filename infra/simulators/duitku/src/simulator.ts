// simulator.ts — the HTTP server of a simulated DuitKu: API v2, the payer's page, and its switches.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback, type LoopbackServer } from '../../program/loopback-server';
import { readBody } from '../../program/read-body';
import { Callbacks } from './callbacks';
import {
  DuitkuVendor,
  type Algorithm,
  type DuitkuFault,
  type DuitkuOrder,
  type VendorStatus,
} from './vendor';

interface DuitkuSimulatorOptions {
  /** 0 (the default) takes any free port. */
  port?: number;
  merchantCode?: string;
  apiKey?: string;
  algorithm?: Algorithm;
  /** Between two tries of a callback. Default 60,000. */
  retryMilliseconds?: number;
}

type Fields = Record<string, unknown>;
const API = '/webapi/api/merchant/';
const INVOICE = '/api/merchant/createInvoice';
const TIMESTAMP = /^\d{13}$/;
const MINUTE_MS = 60_000;
const METHODS = ['SP', 'NQ', 'GQ', 'SQ', 'BC', 'M2', 'I1', 'B1', 'BT', 'BR', 'SA'];
const VENDOR_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const LEAST_RUPIAH = 10_000;

export class DuitkuSimulator {
  readonly callbacks: Callbacks;
  private server: LoopbackServer | undefined;

  constructor(
    readonly vendor: DuitkuVendor,
    retryMilliseconds: number,
  ) {
    this.callbacks = new Callbacks(vendor, retryMilliseconds);
  }

  get port(): number {
    return this.server?.port ?? 0;
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(port: number): Promise<void> {
    this.server = await listenOnLoopback((request, response) => void this.answer(request, response), port);
  }

  async close(): Promise<void> {
    this.callbacks.close();
    await this.server?.close();
  }

  /** The payer pays, or the vendor ends it; a callback follows. False: no such order. */
  become(merchantOrderId: string, status: VendorStatus, hasCallback = true): boolean {
    const order = this.vendor.orders.get(merchantOrderId);
    if (!order) return false;
    order.status = status;
    if (hasCallback) this.callbacks.send(order);
    return true;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const path = decodeURIComponent(new URL(request.url ?? '/', this.baseUrl).pathname);
      const text = request.method === 'POST' ? await readBody(request) : '';
      if (path === INVOICE && request.method === 'POST')
        this.invoice(JSON.parse(text || '{}') as Fields, request.headers, response);
      else if (path.startsWith(API) && request.method === 'POST')
        this.call(path.slice(API.length), JSON.parse(text || '{}') as Fields, response);
      else this.page(request, response, path);
    } catch {
      if (!response.headersSent) json(response, 400, { Message: 'Bad request' });
    }
  }

  private call(name: string, fields: Fields, response: ServerResponse): void {
    if (name === 'v2/inquiry') return this.inquiry(fields, response);
    if (name === 'transactionStatus') return this.status(fields, response);
    if (name === 'paymentmethod/getpaymentmethod') return this.methods(fields, response);
    return json(response, 404, { Message: 'Not found' });
  }

  private inquiry(fields: Fields, response: ServerResponse): void {
    const { merchantCode, merchantOrderId, paymentAmount, signature } = fields;
    const parts = [String(merchantCode), String(merchantOrderId), String(paymentAmount)];
    if (merchantCode !== this.vendor.merchantCode)
      return json(response, 404, { Message: 'Merchant not found' });
    if (!this.vendor.isSigned(signature, parts)) return json(response, 401, { Message: 'Wrong signature' });
    const order = this.ordered('inquiry', fields, response);
    if (!order) return;
    const isQris = METHODS.indexOf(order.method) < 4;
    return json(response, 200, {
      ...this.orderedAnswer(order),
      ...(isQris ? { qrString: order.qrString } : {}),
      ...(isQris || order.method === 'SA' ? {} : { vaNumber: order.vaNumber }),
    });
  }

  /** POP: signed in the headers, over who and when; the answer is a page. */
  private invoice(fields: Fields, headers: IncomingMessage['headers'], response: ServerResponse): void {
    const [code, timestamp, signature] = ['merchantcode', 'timestamp', 'signature'].map((name) =>
      String(headers[`x-duitku-${name}`] ?? ''),
    ) as [string, string, string];
    if (code !== this.vendor.merchantCode) return json(response, 404, { Message: 'Merchant not found' });
    const isRight = TIMESTAMP.test(timestamp) && this.vendor.isSigned(signature, [code, timestamp], 'sha256');
    if (!isRight) return json(response, 401, { Message: 'Wrong signature' });
    const order = this.ordered('invoice', fields, response);
    if (order) json(response, 200, this.orderedAnswer(order));
  }

  private orderedAnswer({ reference, merchantOrderId, amount }: DuitkuOrder): object {
    const { merchantCode } = this.vendor;
    const paymentUrl = `${this.baseUrl}/pay/${merchantOrderId}`;
    const said = { statusCode: '00', statusMessage: 'SUCCESS' };
    return { merchantCode, reference, paymentUrl, amount: String(amount), ...said };
  }

  /** Takes an order that is well formed; null: it has been answered. */
  private ordered(call: 'inquiry' | 'invoice', fields: Fields, response: ServerResponse): DuitkuOrder | null {
    const { merchantOrderId, paymentAmount, paymentMethod } = fields;
    const items = (fields['itemDetails'] ?? []) as { price: number; quantity: number }[];
    const sum = items.reduce((total, { price, quantity }) => total + price * quantity, 0);
    const problem = !METHODS.includes(String(paymentMethod))
      ? 'Payment channel not available'
      : !Number.isInteger(paymentAmount)
        ? 'Invalid amount'
        : items.length > 0 && sum !== paymentAmount
          ? 'Item price is not equal to amount'
          : !fields['email'] || !fields['productDetails']
            ? 'Must not be empty'
            : METHODS.indexOf(String(paymentMethod)) > 3 && Number(paymentAmount) < LEAST_RUPIAH
              ? 'Minimum Payment 10000 IDR'
              : null;
    if (problem) return refused(response, problem);
    const fault = this.vendor.fault(call);
    if (fault && !fault.isTaken) return failed(fault, response);
    const order = this.vendor.take({
      merchantOrderId: String(merchantOrderId),
      amount: Number(paymentAmount),
      method: String(paymentMethod),
      callbackUrl: String(fields['callbackUrl']),
      returnUrl: String(fields['returnUrl']),
      product: String(fields['productDetails']),
    });
    if (order === 'amount_differs') return refused(response, 'Amount is different please try again later.');
    return fault ? failed(fault, response) : order;
  }

  private status(fields: Fields, response: ServerResponse): void {
    const { merchantCode, merchantOrderId, signature } = fields;
    if (!this.vendor.isSigned(signature, [String(merchantCode), String(merchantOrderId)]))
      return json(response, 401, { Message: 'Wrong signature' });
    const fault = this.vendor.fault('status');
    if (fault) return failWith(fault, response);
    const order = this.vendor.orders.get(String(merchantOrderId));
    if (!order) return json(response, 404, { Message: 'Transaction not found' });
    const words = { '00': 'SUCCESS', '01': 'PROCESS', '02': 'EXPIRED' };
    return json(response, 200, {
      merchantOrderId: order.merchantOrderId,
      reference: order.reference,
      amount: String(order.amount),
      fee: '0.00',
      statusCode: order.status,
      statusMessage: words[order.status],
      ...this.vendor.statusChanges.get(order.merchantOrderId),
    });
  }

  private methods(fields: Fields, response: ServerResponse): void {
    const { merchantcode, amount, datetime, signature } = fields;
    const parts = [String(merchantcode), String(amount), String(datetime)];
    const isRight = VENDOR_TIME.test(String(datetime)) && this.vendor.isSigned(signature, parts, 'sha256');
    if (!isRight) return json(response, 401, { Message: 'Wrong signature' });
    const fault = this.vendor.fault('methods');
    if (fault) return failWith(fault, response);
    const paymentFee = METHODS.map((paymentMethod) => ({
      paymentMethod,
      paymentName: paymentMethod,
      paymentImage: '',
      totalFee: '0',
    }));
    return json(response, 200, { paymentFee, responseCode: '00', responseMessage: 'SUCCESS' });
  }

  /** What the payer sees, and the button that pays. */
  private page(request: IncomingMessage, response: ServerResponse, path: string): void {
    const [, id = '', verb] = /^\/pay\/([A-Za-z0-9-]+)(?:\/(paid|expired))?$/.exec(path) ?? [];
    const order = this.vendor.orders.get(id);
    if (!order) return json(response, 404, { Message: 'Not found' });
    if (verb && request.method === 'POST') this.become(id, verb === 'paid' ? '00' : '02');
    const form = (name: string, label: string) =>
      `<form method="post" action="/pay/${id}/${name}"><button>${label}</button></form>`;
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(
      `<!doctype html><title>DuitKu simulator</title><h1>Rp ${order.amount}</h1><p>${id}: ${order.status}</p>` +
        form('paid', 'Bayar') +
        form('expired', 'Kedaluwarsa'),
    );
  }
}

const json = (response: ServerResponse, status: number, body: object): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const refused = (response: ServerResponse, message: string): null => {
  json(response, 400, { Message: message });
  return null;
};

const failed = (fault: DuitkuFault, response: ServerResponse): null => {
  failWith(fault, response);
  return null;
};

const failWith = ({ kind }: DuitkuFault, response: ServerResponse): void => {
  if (kind === 'silent') return;
  if (kind === 'cut') return void response.destroy();
  if (kind === 'html')
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>maintenance</html>');
  const message = kind === '409' ? 'The transaction is still in progress.' : 'Please try again later.';
  json(response, Number(kind), { Message: message });
};

/** Starts the simulated DuitKu on both loopback addresses. */
export const startDuitkuSimulator = async (
  options: DuitkuSimulatorOptions = {},
): Promise<DuitkuSimulator> => {
  const vendor = new DuitkuVendor(
    options.merchantCode ?? 'DS12345',
    options.apiKey ?? 'duitku-saring-demo-key',
    options.algorithm ?? 'hmac-sha256',
  );
  const simulator = new DuitkuSimulator(vendor, options.retryMilliseconds ?? MINUTE_MS);
  await simulator.listen(options.port ?? 0);
  return simulator;
};
