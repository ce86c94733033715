// Tripay, closed payments. It has no idempotency key, so an order is looked for by our number before it is made; and after
// three refused callbacks it sends no more, so the status by the clock is what finds a payment.

const BANK_CODES = {
  bca: 'BCAVA',
  bni: 'BNIVA',
  bri: 'BRIVA',
  cimb: 'CIMBVA',
  mandiri: 'MANDIRIVA',
  permata: 'PERMATAVA',
};
const STATES = { UNPAID: 'pending', PAID: 'paid', FAILED: 'failed', EXPIRED: 'expired', REFUND: 'refunded' };
const ORDER = /^SRG-[a-z0-9-]{1,32}-[A-Z2-7]{20}$/;
const LONGEST_NAME = 100;

const objectOf = (text) => {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
};
const textOf = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const ask = async ({ settings }, host, path, body) => {
  const answer = await host.fetch(`${String(settings.baseUrl).replace(/\/+$/, '')}/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: ['Bearer ', settings.apiKey],
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const fields = objectOf(answer.body);
  const words = `tripay ${answer.status} ${textOf(fields.message).slice(0, 100)}`.trim();
  return {
    status: answer.status,
    isDone: fields.success === true,
    isRead: 'success' in fields,
    data: fields.data,
    words,
  };
};

/** Of several under one number the one that is paid. Null: none. Throws where the vendor does not answer. */
const findOrder = async (input, host) => {
  const list = await ask(input, host, `merchant/transactions?merchant_ref=${input.order.number}&per_page=50`);
  if (!list.isDone || !Array.isArray(list.data)) throw new Error(list.words);
  const own = list.data.filter((one) => one && one.merchant_ref === input.order.number);
  const found = own.find((one) => one.status === 'PAID') ?? own[0];
  if (!found) return null;
  const detail = await ask(
    input,
    host,
    `transaction/detail?reference=${encodeURIComponent(textOf(found.reference))}`,
  );
  if (!detail.isDone || !detail.data) throw new Error(detail.words);
  return detail.data;
};

const instructionsOf = (data, order) => {
  const ways = {};
  if (textOf(data.qr_string) !== '') ways.qrString = textOf(data.qr_string);
  else if (order && order.method === 'va' && textOf(data.pay_code) !== '') {
    ways.vaBank = order.bank;
    ways.vaNumber = textOf(data.pay_code);
  } else {
    const url = textOf(data.pay_url) || textOf(data.checkout_url);
    if (url !== '') ways.redirectUrl = url;
  }
  return ways;
};

const methodCodeOf = ({ method, bank }, settings) => {
  if (method === 'va') return BANK_CODES[bank];
  return method === 'shopeepay' ? 'SHOPEEPAY' : settings.qrisCode;
};

const createPayment = async (input, host) => {
  const { order, settings } = input;
  try {
    if (await findOrder(input, host)) return { outcome: 'duplicate' };
  } catch (error) {
    // Nothing was made yet.
    return { outcome: 'unavailable', reason: error.message };
  }
  const name = (order.description || order.number).slice(0, LONGEST_NAME);
  let answer;
  try {
    answer = await ask(input, host, 'transaction/create', {
      method: methodCodeOf(order, settings),
      merchant_ref: order.number,
      amount: order.amountRupiah,
      customer_name: 'Pelanggan',
      customer_email: settings.email,
      ...(settings.phone ? { customer_phone: settings.phone } : {}),
      order_items: [{ name, price: order.amountRupiah, quantity: 1 }],
      callback_url: input.callbackUrl,
      return_url: input.returnUrl || input.callbackUrl,
      expired_time: Math.floor(host.now() / 1000) + order.minutesLeft * 60,
      signature: host.sign({
        algorithm: 'hmac-sha256',
        key: settings.privateKey,
        parts: [settings.merchantCode, order.number, String(order.amountRupiah)],
      }),
    });
  } catch (error) {
    return { outcome: 'unknown', reason: `tripay: ${error.message}` };
  }
  if (answer.status === 429) return { outcome: 'unavailable', reason: answer.words };
  if (answer.status >= 500 || !answer.isRead) return { outcome: 'unknown', reason: answer.words };
  if (!answer.isDone || !answer.data) return { outcome: 'rejected', reason: answer.words };
  const instructions = instructionsOf(answer.data, order);
  return Object.keys(instructions).length > 0
    ? { outcome: 'accepted', instructions }
    : { outcome: 'unknown', reason: 'tripay: no way to pay' };
};

/** What we asked for, whoever bears the fee: what the merchant gets, and what was kept of the merchant's part. */
const amountOf = ({ amount_received: received, fee_merchant: fee }) =>
  Number.isSafeInteger(received) && Number.isSafeInteger(fee) ? received + fee : null;

const checkStatus = async (input, host) => {
  let data;
  try {
    data = await findOrder(input, host);
  } catch (error) {
    return { outcome: 'unavailable', reason: error.message };
  }
  if (!data) return { outcome: 'absent' };
  const paidAt = Number(data.paid_at);
  return {
    outcome: 'report',
    state: STATES[textOf(data.status)] ?? 'unclear',
    orderNumber: textOf(data.merchant_ref),
    amountRupiah: amountOf(data),
    // The vendor names no currency: it collects rupiah only.
    currency: 'IDR',
    reference: textOf(data.reference),
    paymentType: textOf(data.payment_method),
    ...(paidAt > 0 ? { paidAt: new Date(paidAt * 1000).toISOString() } : {}),
  };
};

/** The signature is over the bytes as they came: JSON that is written anew has other slashes and accents. */
const handleCallback = (input, host) => {
  const { settings, body, headers } = input;
  const number = textOf(objectOf(body).merchant_ref);
  const right = host.sign({ algorithm: 'hmac-sha256', key: settings.privateKey, parts: [body] });
  const isSigned = host.equals((headers['x-callback-signature'] ?? '').toLowerCase(), right);
  return { genuine: isSigned && ORDER.test(number), orderNumber: number.slice(0, 60) };
};

const validate = async (input, host) => {
  try {
    const answer = await ask(input, host, 'merchant/payment-channel');
    if (answer.isDone) return { outcome: 'accepted' };
    const isRefused = answer.status === 401 || answer.status === 403;
    const fault = isRefused ? 'key_refused' : answer.status === 429 ? 'busy' : 'unreadable';
    return { outcome: 'failed', fault, reason: answer.words };
  } catch (error) {
    const fault = error.message === 'timed out' ? 'timed_out' : 'unreachable';
    return { outcome: 'failed', fault, reason: error.message };
  }
};

/** @type {import('../../sdk/saring-plugin').PaymentPlugin} */
module.exports = {
  getInfo: () => ({ id: 'tripay', version: '1.0.0' }),
  validate,
  createPayment,
  checkStatus,
  handleCallback,
};
