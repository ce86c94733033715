// control.ts — the control API: switches by order, and what the payer, the bank and the network do now.
import { readBehaviour } from './behaviour';
import { chooseMethod, readMethod } from './charge';
import type { Body, Order } from './order';
import { confirmRefunds, refundInDashboard } from './refund';
import type { Vendor } from './vendor';
import { grossAmount, type Status } from './vendor-words';

const MOVES: Record<string, Status> = {
  pay: 'settlement',
  deny: 'deny',
  expire: 'expire',
  cancel: 'cancel',
  chargeback: 'chargeback',
};

/** An order as the control API and the page show it. */
const shown = (order: Order): Body => ({
  orderId: order.orderId,
  amount: grossAmount(order.amountRupiah),
  method: order.method ?? null,
  status: order.method ? order.status : 'unchosen',
  transactionId: order.transactionId,
  expiresAt: order.expiresAt.toISOString(),
  finishUrl: order.finishUrl ?? null,
  details: order.details,
});

const choose = (vendor: Vendor, order: Order, body: Body, base: string): void => {
  if (order.method) throw new Error('the order has a method already');
  const chosen = readMethod(body);
  if ('problem' in chosen) throw new Error(chosen.problem);
  const ttlMilliseconds = order.expiresAt.getTime() - order.createdAt.getTime();
  chooseMethod(order, chosen.method, chosen.bank, base, ttlMilliseconds);
  vendor.begin(order);
};

const reveal = (vendor: Vendor, order: Order): void => {
  const { hidden: _hidden, ...rest } = vendor.behaviours.of(order.orderId);
  vendor.behaviours.set(order.orderId, rest);
};

const record = (value: unknown): Body => (typeof value === 'object' && value !== null ? (value as Body) : {});

const actOn = (vendor: Vendor, order: Order, verb: string, body: Body, base: string): void => {
  const move = MOVES[verb];
  if (move) {
    if (!vendor.move(order, move)) throw new Error(`the order cannot ${verb} from ${shown(order).status}`);
  } else if (verb === 'choose') choose(vendor, order, body, base);
  else if (verb === 'reveal') reveal(vendor, order);
  else if (verb === 'release') vendor.notifier.release(order.orderId);
  else if (verb === 'repeat') vendor.tell(order);
  else if (verb === 'again') vendor.tryAgain(order);
  else if (verb === 'refund') refundInDashboard(vendor, order, Number(body.amount ?? order.amountRupiah));
  else if (verb === 'confirm-refunds') confirmRefunds(vendor, order);
  else if (verb === 'notify')
    vendor.tellAnything(order, record(body.fields), record(body.unsignedFields), body.forged === true);
  else throw new Error(`there is no ${verb}`);
};

const settings = (vendor: Vendor, body: Body): Body => {
  if (body.notifyUrl === null) vendor.notifier.notifyUrl = undefined;
  if (typeof body.notifyUrl === 'string') vendor.notifier.notifyUrl = body.notifyUrl;
  if (body.behaviour !== undefined) vendor.behaviours.set(undefined, readBehaviour(body.behaviour));
  return {
    notifyUrl: vendor.notifier.notifyUrl ?? null,
    behaviour: vendor.behaviours.of(''),
    retriesDue: vendor.notifier.retriesDue,
  };
};

/** Answers one control request; undefined when there is no such thing. Throws with what is wrong with it. */
export const control = (vendor: Vendor, method: string, path: string, body: Body, base: string): unknown => {
  if (path === '/control') {
    if (method === 'DELETE') vendor.clear();
    return settings(vendor, method === 'POST' ? body : {});
  }
  if (method === 'GET' && path === '/control/notices') return vendor.notifier.deliveries;
  if (method === 'GET' && path === '/control/orders') return vendor.list().map(shown);
  const [, orderId = '', verb] = /^\/control\/orders\/([^/]+)(?:\/([a-z-]+))?$/.exec(path) ?? [];
  if (orderId === '') return undefined;
  if (method === 'PUT' && verb === undefined) {
    const behaviour = readBehaviour(body);
    vendor.behaviours.set(orderId, behaviour);
    return behaviour;
  }
  const order = vendor.find(orderId);
  if (!order) return undefined;
  if (method === 'POST' && verb !== undefined) actOn(vendor, order, verb, body, base);
  return shown(order);
};
