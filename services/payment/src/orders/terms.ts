// terms.ts — what an order is, out of a request: checked, numbered, with its time to pay.
import type { Payment, RequestOf } from '@saring/contracts';
import {
  type Bank,
  BANKS,
  COUNTER_METHODS,
  ok,
  orderNumberOf,
  PAYMENT_METHODS,
  type PaymentMethod,
  refused,
  type Result,
} from '@saring/kernel';
import type { MethodOffer } from '../gateways/gateway';
import { addedOf, feeOf } from '../gateways/gateway-fees';
import { offerOf, type Gateways } from '../gateways/gateways';
import type { GuardedGateway } from '../gateways/guarded-gateway';
import type { PaymentConfig } from '../config';
import { payableOf, type PaymentTerms } from './domain/payment-order';

export type OpenPayment = RequestOf<typeof Payment.method.openPayment>;

/** A QRIS carries no more; of the others it is a guard against a slip. */
const MOST_RUPIAH = { qris: 10_000_000, other: 100_000_000 };
const LONGEST_TEXT = 500;
/** Who orders for themselves: logged in, or by a device that its router has proved. Others are operators. */
const BUYERS = ['subscriber', 'device'];
const HTTP_URL = /^https?:\/\//;

const isMethod = (text: string): text is PaymentMethod => PAYMENT_METHODS.some((method) => method === text);
const isBank = (text: string | undefined): text is Bank => BANKS.some((bank) => bank === text);

const expiryMinutes = (config: PaymentConfig, method: PaymentMethod): number => {
  switch (method) {
    case 'qris':
      return config.QRIS_EXPIRY_MINUTES;
    case 'gopay':
    case 'shopeepay':
      return config.WALLET_EXPIRY_MINUTES;
    case 'va':
      return config.VA_EXPIRY_MINUTES;
    case 'snap':
      return config.SNAP_EXPIRY_MINUTES;
    case 'static_qris':
      return config.STATIC_QRIS_EXPIRY_MINUTES;
    default:
      return config.MANUAL_EXPIRY_MINUTES;
  }
};

/** The payer chooses on the gateway's page. */
const feesOf = (config: PaymentConfig, amountRupiah: number): NonNullable<PaymentTerms['feesRupiah']> =>
  Object.fromEntries(
    PAYMENT_METHODS.filter((method) => config.PAYMENT_FEES[method]).map((method) => [
      method,
      feeOf(config, method, amountRupiah),
    ]),
  );

const gatewayOf = ({ name, label }: GuardedGateway): Pick<PaymentTerms, 'gateway' | 'plugin'> => ({
  gateway: name,
  ...(name === 'plugin' ? { plugin: label } : {}),
});

/** The same order at another gateway: what it keeps is its own, all else was agreed with the buyer. */
export const routedTo = (
  { plugin: _before, ...terms }: PaymentTerms,
  gateway: GuardedGateway,
  config: PaymentConfig,
): PaymentTerms => ({
  ...terms,
  ...gatewayOf(gateway),
  feeRupiah: feeOf(config, terms.method, payableOf(terms), offerOf(gateway, terms.method)),
});

/** The content that two equal requests for one order share. */
export const contentOf = (request: OpenPayment) => ({
  subscriberId: request.subscriberId,
  amountRupiah: request.amountRupiah,
  method: request.method,
  bank: request.bank ?? null,
  site: request.site,
});

type TermsRefusal =
  | 'PAYMENT.ORDER_ID_INVALID'
  | 'PAYMENT.AMOUNT_INVALID'
  | 'PAYMENT.AMOUNT_TOO_SMALL'
  | 'PAYMENT.AMOUNT_TOO_LARGE'
  | 'PAYMENT.METHOD_UNAVAILABLE'
  | 'PAYMENT.BANK_INVALID'
  | 'PAYMENT.TEXT_INVALID';

const problemOf = (request: OpenPayment): Result<PaymentMethod, TermsRefusal> => {
  const { amountRupiah, method, returnUrl } = request;
  if (request.subscriberId === '') return refused('PAYMENT.ORDER_ID_INVALID');
  const isQris = method === 'qris' || method === 'static_qris';
  const mostRupiah = isQris ? MOST_RUPIAH.qris : MOST_RUPIAH.other;
  if (!Number.isSafeInteger(amountRupiah) || amountRupiah < 1 || amountRupiah > mostRupiah)
    return refused('PAYMENT.AMOUNT_INVALID', { mostRupiah });
  if (!isMethod(method)) return refused('PAYMENT.METHOD_UNAVAILABLE', { method: method.slice(0, 20) });
  if (method === 'va' && !isBank(request.bank))
    return refused('PAYMENT.BANK_INVALID', { banks: BANKS.join(', ') });
  const isUrl = returnUrl === undefined || (HTTP_URL.test(returnUrl) && returnUrl.length <= 2 * LONGEST_TEXT);
  if (!isUrl || request.description.length > LONGEST_TEXT) return refused('PAYMENT.TEXT_INVALID');
  return ok(method);
};

/** What its gateway does not collect by this method. */
const offerProblem = (
  { amountRupiah, bank }: OpenPayment,
  { method, banks, leastRupiah = 1, mostRupiah = MOST_RUPIAH.other }: MethodOffer,
): Result<PaymentTerms, TermsRefusal> | null => {
  if (amountRupiah > mostRupiah) return refused('PAYMENT.AMOUNT_TOO_LARGE', { mostRupiah });
  if (amountRupiah < leastRupiah) return refused('PAYMENT.AMOUNT_TOO_SMALL', { leastRupiah });
  if (method === 'va' && !banks.some((one) => one === bank))
    return refused('PAYMENT.BANK_INVALID', { banks: banks.join(', ') });
  return null;
};

/**
 * Refuses what cannot be collected: PAYMENT.ORDER_ID_INVALID, AMOUNT_INVALID, AMOUNT_TOO_SMALL, AMOUNT_TOO_LARGE,
 * METHOD_UNAVAILABLE, BANK_INVALID, TEXT_INVALID.
 */
export const termsOf = (
  request: OpenPayment,
  config: PaymentConfig,
  gateways: Gateways,
  at: Date,
): Result<PaymentTerms, TermsRefusal> => {
  const checked = problemOf(request);
  if (!checked.ok) return checked;
  const method = checked.value;
  const gateway = gateways.forWish({ method, amountRupiah: request.amountRupiah, bank: request.bank });
  const isByOperators =
    COUNTER_METHODS.some((one) => one === method) ||
    (method === 'manual' && config.MANUAL_TRANSFER_TEXT === '');
  const isClosedToSubscribers = isByOperators && BUYERS.includes(request.actor);
  const hasNoCode = method === 'static_qris' && gateways.codeAt(request.site) === null;
  if (!gateway || isClosedToSubscribers || hasNoCode)
    return refused('PAYMENT.METHOD_UNAVAILABLE', { method });
  const offer = offerOf(gateway, method);
  const limits = config.PAYMENT_LIMITS[method];
  const addedRupiah = addedOf(config, method, request.amountRupiah, offer);
  const payableRupiah = request.amountRupiah + addedRupiah;
  const problem =
    (limits ? offerProblem(request, { method, banks: BANKS, ...limits }) : null) ??
    (offer ? offerProblem({ ...request, amountRupiah: payableRupiah }, offer) : null);
  if (problem) return problem;
  return ok({
    orderId: request.orderId,
    orderNumber: orderNumberOf(request.site, request.orderId),
    subscriberId: request.subscriberId,
    site: request.site,
    amountRupiah: request.amountRupiah,
    ...(addedRupiah > 0 ? { addedRupiah } : {}),
    method,
    bank: method === 'va' && isBank(request.bank) ? request.bank : null,
    ...gatewayOf(gateway),
    expiresAt: new Date(at.getTime() + expiryMinutes(config, method) * 60_000).toISOString(),
    feeRupiah: feeOf(config, method, payableRupiah, offer),
    ...(method === 'snap' ? { feesRupiah: feesOf(config, request.amountRupiah) } : {}),
  });
};
