// api.ts — the vendor's own HTTP: Core API under /v2, Snap under /snap/v1, errors mostly in the body.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Call } from './behaviour';
import { chargedFields, chooseMethod, newOrder, readAsked, readMethod } from './charge';
import { orderFields, statusOf, type Body, type Order } from './order';
import { refund } from './refund';
import type { Vendor } from './vendor';

/** Between two bytes of an answer that drips. */
const DRIP_MS = 150;

export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
};

export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  body: Body;
  /** Where links of the answers lead: this server, by the name the caller used. */
  base: string;
}

const failure = (code: string, message: string): Body => ({
  status_code: code,
  status_message: message,
  id: randomUUID(),
});
const noSuch = (): Body => failure('404', "Transaction doesn't exist.");

const isAuthorised = (request: IncomingMessage, serverKey: string): boolean =>
  request.headers.authorization === `Basic ${Buffer.from(`${serverKey}:`).toString('base64')}`;

/** Answers, or fails in the way the order's switches ask for. `work` is done first where the caller cannot know. */
const answering = (
  vendor: Vendor,
  { request, response }: Exchange,
  orderId: string,
  call: Call,
  work: () => { status: number; body: Body },
): void => {
  const fault = vendor.behaviours.takeFault(orderId, call);
  if (fault === '429') return sendJson(response, 429, failure('429', 'Too many requests'));
  if (fault === '500')
    return sendJson(response, 500, failure('500', 'Sorry, we encountered internal server error'));
  if (fault === 'html')
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Masuk ke WiFi</html>');
  if (fault === 'empty') return void response.writeHead(200).end();
  const { status, body } = work();
  if (fault === 'timeout') return;
  if (fault === 'cut') return void request.socket.destroy();
  if (fault === 'drip') return drip(response, JSON.stringify(body));
  if (fault === 'cut-json') {
    const text = JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json' });
    return void response.end(text.slice(0, text.length >> 1));
  }
  sendJson(response, status, body);
};

/** Never silent and never done: a time-out that counts silence does not end it. */
const drip = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { 'content-type': 'application/json' });
  let sent = 0;
  const timer = setInterval(() => {
    response.write(text[sent] ?? ' ');
    sent += 1;
    if (sent === text.length) response.end();
  }, DRIP_MS);
  response.on('close', () => clearInterval(timer));
};

const core = (vendor: Vendor, orderId: string, body: Body): { status: number; body: Body } => {
  const code = Number(body.status_code);
  const tells = vendor.behaviours.of(orderId).httpErrors && code >= 400 && code !== 407;
  return { status: tells ? code : 200, body };
};

const charge = (vendor: Vendor, body: Body, base: string): Body => {
  const asked = readAsked(body);
  const chosen = readMethod(body);
  const problem = 'problem' in asked ? asked.problem : 'problem' in chosen ? chosen.problem : undefined;
  if (problem !== undefined || 'problem' in asked || 'problem' in chosen)
    return {
      ...failure('400', 'One or more parameters in the payload is invalid.'),
      validation_messages: [problem],
    };
  const known = vendor.find(asked.orderId);
  if (known && known.status !== 'deny')
    return failure(
      '406',
      'The request could not be completed due to a conflict with the current state of the target resource, please try again',
    );
  const order = newOrder(asked);
  chooseMethod(order, chosen.method, chosen.bank, base, asked.ttlMilliseconds);
  if (vendor.behaviours.of(order.orderId).chargeDenied) {
    vendor.add(order);
    vendor.move(order, 'deny');
    const denied = { status_code: '202', status_message: 'Transaction is denied' };
    return { ...orderFields(order, vendor.signing.merchantId), ...denied };
  }
  vendor.add(order);
  vendor.begin(order);
  return { ...orderFields(order, vendor.signing.merchantId), ...chargedFields(order) };
};

const isHidden = (vendor: Vendor, order: Order): boolean =>
  !order.method || vendor.behaviours.of(order.orderId).hidden === true;

const change = (vendor: Vendor, order: Order, to: 'cancel' | 'expire'): Body => {
  const isKept = vendor.behaviours.of(order.orderId).keepsPending === true;
  if (isKept || !vendor.move(order, to))
    return failure('412', 'Merchant cannot modify the status of the transaction');
  const [code, message] =
    to === 'cancel'
      ? ['200', 'Success, transaction is canceled']
      : ['407', 'Success, transaction has expired'];
  return { status_code: code, status_message: message, ...orderFields(order, vendor.signing.merchantId) };
};

const VERBS: Record<string, Call> = {
  'GET status': 'status',
  'POST cancel': 'cancel',
  'POST expire': 'expire',
  'POST refund': 'refund',
  'POST refund/online/direct': 'refund',
};

const act = (vendor: Vendor, order: Order, call: Call, body: Body): Body => {
  if (isHidden(vendor, order)) return noSuch();
  if (call === 'status') {
    const seen: Order =
      order.status === 'settlement' && vendor.behaviours.takeLag(order.orderId)
        ? { ...order, status: 'pending' }
        : order;
    return statusOf(seen, vendor.behaviours.of(order.orderId), vendor.signing);
  }
  return call === 'cancel' || call === 'expire' ? change(vendor, order, call) : refund(vendor, order, body);
};

/** Answers a Core API request; false when the path is none of its. */
export const answerCore = (vendor: Vendor, exchange: Exchange): boolean => {
  const { request, response, path, body, base } = exchange;
  if (!path.startsWith('/v2/')) return false;
  if (!isAuthorised(request, vendor.signing.serverKey)) {
    sendJson(response, 401, failure('401', 'Unknown Merchant server_key/id'));
    return true;
  }
  if (request.method === 'POST' && path === '/v2/charge') {
    const details = body.transaction_details as Body | undefined;
    const orderId = String(details?.order_id ?? '');
    answering(vendor, exchange, orderId, 'charge', () => core(vendor, orderId, charge(vendor, body, base)));
    return true;
  }
  const [, id = '', verb = ''] = /^\/v2\/([^/]+)\/(.+)$/.exec(path) ?? [];
  const call = VERBS[`${request.method} ${verb}`];
  if (!call) return false;
  const order = vendor.find(id);
  const orderId = order?.orderId ?? id;
  answering(vendor, exchange, orderId, call, () =>
    core(vendor, orderId, order ? act(vendor, order, call, body) : noSuch()),
  );
  return true;
};

const snap = (vendor: Vendor, body: Body, base: string): { status: number; body: Body } => {
  const asked = readAsked(body);
  const refuse = (message: string) => ({ status: 400, body: { error_messages: [message] } });
  if ('problem' in asked) return refuse(asked.problem);
  if (vendor.find(asked.orderId)?.method)
    return refuse('transaction_details.order_id has been paid and utilized, please use another order ID');
  const order = newOrder(asked);
  order.snapToken = randomUUID();
  const finish = (body.callbacks as Body | undefined)?.finish;
  if (typeof finish === 'string') order.finishUrl = finish;
  vendor.add(order);
  const redirectUrl = `${base}/snap/v4/redirection/${order.snapToken}`;
  return { status: 201, body: { token: order.snapToken, redirect_url: redirectUrl } };
};

/** Answers a Snap request; false when the path is none of its. */
export const answerSnap = (vendor: Vendor, exchange: Exchange): boolean => {
  const { request, response, path, body, base } = exchange;
  if (request.method !== 'POST' || path !== '/snap/v1/transactions') return false;
  const orderId = String((body.transaction_details as Body | undefined)?.order_id ?? '');
  if (!isAuthorised(request, vendor.signing.serverKey)) {
    const message = 'Access denied due to unauthorized transaction, please check client or server key';
    sendJson(response, 401, { error_messages: [message] });
  } else answering(vendor, exchange, orderId, 'snap', () => snap(vendor, body, base));
  return true;
};
