// DuitKu: an order by inquiry (API v2) or by createInvoice (POP, the vendor's page); transactionStatus and the callback of both. Of a callback only its order counts: the vendor's own pages
// contradict one another on what its resultCode means, and its signature does not cover it.

const BANK_CODES = { bca: 'BC', bni: 'I1', bri: 'BR', cimb: 'B1', mandiri: 'M2', permata: 'BT' };
/** Digits only, so that nothing can move between amount and order number under one signature. */
const AMOUNT = /^[1-9]\d{0,11}$/;
/** Ours begin with a letter and have one fixed shape. */
const ORDER = /^SRG-[a-z0-9-]{1,32}-[A-Z2-7]{20}$/;
const LONGEST_DESCRIPTION = 255;
const LONGEST_NAME = 20;

/** md5 over the text and the key, or HMAC keyed by it: what is set for this merchant, and never the other one. */
const signatureOf = ({ settings }, host, parts) =>
  settings.signature === 'md5'
    ? host.digest({ hash: 'md5', parts: [...parts, settings.apiKey] })
    : host.sign({ algorithm: 'hmac-sha256', key: settings.apiKey, parts });

const objectOf = (text) => {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === 'object' ? value : {};
  } catch {
    return {};
  }
};
const textOf = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const under = (origin, path) => `${String(origin).replace(/\/+$/, '')}/${path}`;

const postTo = async (host, address, body, headers = {}) => {
  const answer = await host.fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const fields = objectOf(answer.body);
  const words = textOf(fields.Message) || textOf(fields.message) || textOf(fields.statusMessage);
  return { status: answer.status, fields, words: words.slice(0, 120) };
};

const post = ({ settings }, host, path, body) =>
  postTo(host, under(settings.baseUrl, `webapi/api/merchant/${path}`), body);

const methodCodeOf = ({ method, bank }, settings) => {
  if (method === 'va') return BANK_CODES[bank];
  return method === 'shopeepay' ? 'SA' : settings.qrisCode;
};

/** How to pay, by what the vendor gave for the method. */
const instructionsOf = (fields, order) => {
  const ways = {};
  if (order.method === 'qris' && textOf(fields.qrString) !== '') ways.qrString = textOf(fields.qrString);
  if (order.method === 'va' && textOf(fields.vaNumber) !== '') {
    ways.vaBank = order.bank;
    ways.vaNumber = textOf(fields.vaNumber);
  }
  const url = textOf(fields.paymentUrl);
  if (Object.keys(ways).length === 0 && url !== '') ways.redirectUrl = url;
  return ways;
};

const refusalOf = ({ status, words }) => {
  // The same order is being made at this moment, or was made with another amount: its status says which.
  if (status === 409) return { outcome: 'unknown', reason: 'duitku 409 still in progress' };
  if (status === 400 && /amount is different/i.test(words)) return { outcome: 'duplicate' };
  if (status === 429) return { outcome: 'unavailable', reason: 'duitku 429' };
  if (status >= 500) return { outcome: 'unknown', reason: `duitku ${status}` };
  return { outcome: 'rejected', reason: `duitku ${status} ${words}` };
};

/** What both ways of ordering say. */
const orderOf = ({ order, settings, callbackUrl, returnUrl }) => ({
  paymentAmount: order.amountRupiah,
  paymentMethod: methodCodeOf(order, settings),
  merchantOrderId: order.number,
  productDetails: (order.description || order.number).slice(0, LONGEST_DESCRIPTION),
  email: settings.email,
  customerVaName: 'Saring'.slice(0, LONGEST_NAME),
  itemDetails: [{ name: order.number, price: order.amountRupiah, quantity: 1 }],
  callbackUrl,
  returnUrl: returnUrl || callbackUrl,
  expiryPeriod: order.minutesLeft,
});

const inquire = (input, host) => {
  const { order, settings } = input;
  const parts = [settings.merchantCode, order.number, String(order.amountRupiah)];
  return post(input, host, 'v2/inquiry', {
    ...orderOf(input),
    merchantCode: settings.merchantCode,
    signature: signatureOf(input, host, parts),
  });
};

/**
 * POP: the signature covers who and when, and stands in the headers; of it the older one is sha256. An invoice whose answer
 * got lost has an address that nobody has seen, so that asking again makes none that is paid twice.
 */
const createInvoice = (input, host) => {
  const { settings } = input;
  const timestamp = String(host.now());
  const parts = [settings.merchantCode, timestamp];
  const signature =
    settings.signature === 'md5'
      ? host.digest({ hash: 'sha256', parts: [...parts, settings.apiKey] })
      : signatureOf(input, host, parts);
  return postTo(host, under(settings.popUrl, 'api/merchant/createInvoice'), orderOf(input), {
    'x-duitku-signature': signature,
    'x-duitku-timestamp': timestamp,
    'x-duitku-merchantcode': settings.merchantCode,
  });
};

const createPayment = async (input, host) => {
  const { order, settings } = input;
  const isPop = settings.product === 'pop';
  let answer;
  try {
    answer = await (isPop ? createInvoice : inquire)(input, host);
  } catch (error) {
    return { outcome: 'unknown', reason: `duitku: ${error.message}` };
  }
  if (answer.status !== 200) return refusalOf(answer);
  // A page of maintenance is no answer.
  if (textOf(answer.fields.statusCode) === '') return { outcome: 'unknown', reason: 'duitku: unreadable' };
  if (textOf(answer.fields.statusCode) !== '00')
    return { outcome: 'rejected', reason: `duitku ${textOf(answer.fields.statusCode)} ${answer.words}` };
  // The page of POP is where it is paid, whatever else stands in the answer.
  const instructions = instructionsOf(answer.fields, isPop ? { method: 'page' } : order);
  if (Object.keys(instructions).length === 0) return { outcome: 'unknown', reason: 'duitku: no way to pay' };
  return { outcome: 'accepted', instructions };
};

const STATES = { '00': 'paid', '01': 'pending', '02': 'expired' };

const checkStatus = async (input, host) => {
  const { order, settings } = input;
  let answer;
  try {
    answer = await post(input, host, 'transactionStatus', {
      merchantCode: settings.merchantCode,
      merchantOrderId: order.number,
      signature: signatureOf(input, host, [settings.merchantCode, order.number]),
    });
  } catch (error) {
    return { outcome: 'unavailable', reason: `duitku: ${error.message}` };
  }
  const { status, fields, words } = answer;
  if (status === 404) return { outcome: 'absent' };
  if (status !== 200 || textOf(fields.merchantOrderId) === '')
    return { outcome: 'unavailable', reason: `duitku ${status} ${words || 'unreadable'}` };
  const amount = textOf(fields.amount);
  return {
    outcome: 'report',
    state: STATES[textOf(fields.statusCode)] ?? 'unclear',
    orderNumber: textOf(fields.merchantOrderId),
    amountRupiah: AMOUNT.test(amount) ? Number(amount) : null,
    // The vendor names no currency: it collects rupiah only.
    currency: 'IDR',
    reference: textOf(fields.reference),
  };
};

/** Of a form: the first of each name. */
const formOf = (body) => {
  const fields = Object.create(null);
  for (const pair of body.split('&').slice(0, 100)) {
    const [name, value = ''] = pair.split('=', 2).map((text) => {
      try {
        return decodeURIComponent(text.replace(/\+/g, ' '));
      } catch {
        return '';
      }
    });
    if (name && !(name in fields)) fields[name] = value;
  }
  return fields;
};

const handleCallback = (input, host) => {
  const { settings } = input;
  const { merchantCode = '', amount = '', merchantOrderId = '', signature = '' } = formOf(input.body);
  const isShaped =
    merchantCode === settings.merchantCode && AMOUNT.test(amount) && ORDER.test(merchantOrderId);
  if (!isShaped) return { genuine: false, orderNumber: merchantOrderId.slice(0, 60) };
  // Amount and order number stand the other way round than in the inquiry.
  const right = signatureOf(input, host, [merchantCode, amount, merchantOrderId]);
  return { genuine: host.equals(signature.toLowerCase(), right), orderNumber: merchantOrderId };
};

/** Two digits each, of the west of Indonesia: YYYY-MM-DD HH:mm:ss. */
const vendorTime = (milliseconds) =>
  new Date(milliseconds + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');

const validate = async (input, host) => {
  const { settings } = input;
  const [amount, datetime] = ['10000', vendorTime(host.now())];
  const parts = [settings.merchantCode, amount, datetime];
  // Of this call the older signature is sha256, not md5.
  const signature =
    settings.signature === 'md5'
      ? host.digest({ hash: 'sha256', parts: [...parts, settings.apiKey] })
      : signatureOf(input, host, parts);
  try {
    const answer = await post(input, host, 'paymentmethod/getpaymentmethod', {
      merchantcode: settings.merchantCode,
      amount: Number(amount),
      datetime,
      signature,
    });
    if (answer.status === 200 && textOf(answer.fields.responseCode) === '00') return { outcome: 'accepted' };
    const isRefused = [400, 401, 403, 404].includes(answer.status);
    const fault = isRefused ? 'key_refused' : answer.status === 429 ? 'busy' : 'unreadable';
    return { outcome: 'failed', fault, reason: `duitku ${answer.status} ${answer.words}` };
  } catch (error) {
    return {
      outcome: 'failed',
      fault: error.message === 'timed out' ? 'timed_out' : 'unreachable',
      reason: error.message,
    };
  }
};

/** @type {import('../../sdk/saring-plugin').PaymentPlugin} */
module.exports = {
  getInfo: () => ({ id: 'duitku', version: '1.0.0' }),
  validate,
  createPayment,
  checkStatus,
  handleCallback,
};
