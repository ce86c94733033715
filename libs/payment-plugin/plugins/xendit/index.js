// Xendit, Invoices v2: the payer pays on the vendor's page. Several invoices may share our number there, so they are looked
// for before one is made, and a paid one counts before the others. A callback proves no more than that its sender knows a
// token that never changes.

const BANKS = { bca: 'BCA', bni: 'BNI', bri: 'BRI', cimb: 'CIMB', mandiri: 'MANDIRI', permata: 'PERMATA' };
const STATES = { PENDING: 'pending', PAID: 'paid', SETTLED: 'paid', EXPIRED: 'expired' };
const PAID = ['PAID', 'SETTLED'];
const ORDER = /^SRG-[a-z0-9-]{1,32}-[A-Z2-7]{20}$/;

const jsonOf = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
const textOf = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
/** Money is a number there, and a text in some of its own examples. */
const rupiahOf = (value) => {
  const amount = typeof value === 'string' && /^\d{1,12}(\.0{1,2})?$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(amount) && amount >= 0 ? amount : null;
};

const ask = async ({ settings }, host, path, body) => {
  const answer = await host.fetch(`${String(settings.baseUrl).replace(/\/+$/, '')}/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: { basic: [settings.secretKey, ''] },
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const data = jsonOf(answer.body);
  const words = data && !Array.isArray(data) ? textOf(data.error_code) || textOf(data.message) : '';
  return { status: answer.status, data, words: `xendit ${answer.status} ${words.slice(0, 80)}`.trim() };
};

/** Null: none. Throws where the vendor does not answer. */
const findInvoice = async (input, host) => {
  const { status, data, words } = await ask(input, host, `v2/invoices?external_id=${input.order.number}`);
  if (status === 404) return null;
  if (status !== 200 || !Array.isArray(data)) throw new Error(words);
  const own = data.filter((one) => one && one.external_id === input.order.number);
  return (
    own.find(({ status: state }) => PAID.includes(state)) ??
    own.find(({ status: state }) => state === 'PENDING') ??
    own[0] ??
    null
  );
};

const methodsOf = ({ method, bank }) => {
  if (method === 'va') return [BANKS[bank]];
  return [method === 'shopeepay' ? 'SHOPEEPAY' : 'QRIS'];
};

const createPayment = async (input, host) => {
  const { order } = input;
  try {
    if (await findInvoice(input, host)) return { outcome: 'duplicate' };
  } catch (error) {
    // Nothing was made yet.
    return { outcome: 'unavailable', reason: error.message };
  }
  let answer;
  try {
    answer = await ask(input, host, 'v2/invoices', {
      external_id: order.number,
      amount: order.amountRupiah,
      description: order.description || order.number,
      currency: 'IDR',
      invoice_duration: order.minutesLeft * 60,
      payment_methods: methodsOf(order),
      ...(input.returnUrl
        ? { success_redirect_url: input.returnUrl, failure_redirect_url: input.returnUrl }
        : {}),
    });
  } catch (error) {
    return { outcome: 'unknown', reason: `xendit: ${error.message}` };
  }
  const { status, data, words } = answer;
  if (status === 429) return { outcome: 'unavailable', reason: words };
  if (status >= 500 || data === null) return { outcome: 'unknown', reason: words };
  if (status !== 200 && status !== 201) return { outcome: 'rejected', reason: words };
  const url = textOf(data.invoice_url);
  return url === ''
    ? { outcome: 'unknown', reason: 'xendit: no page to pay on' }
    : { outcome: 'accepted', instructions: { redirectUrl: url } };
};

const checkStatus = async (input, host) => {
  let invoice;
  try {
    invoice = await findInvoice(input, host);
  } catch (error) {
    return { outcome: 'unavailable', reason: error.message };
  }
  if (!invoice) return { outcome: 'absent' };
  const url = textOf(invoice.invoice_url);
  const paidAt = Date.parse(textOf(invoice.paid_at));
  return {
    outcome: 'report',
    state: STATES[textOf(invoice.status)] ?? 'unclear',
    orderNumber: textOf(invoice.external_id),
    amountRupiah: rupiahOf(invoice.amount),
    currency: textOf(invoice.currency) || '-',
    reference: textOf(invoice.id),
    paymentType: textOf(invoice.payment_channel),
    ...(Number.isNaN(paidAt) ? {} : { paidAt: new Date(paidAt).toISOString() }),
    ...(url === '' ? {} : { instructions: { redirectUrl: url } }),
  };
};

const handleCallback = ({ settings, body, headers }, host) => {
  const number = textOf((jsonOf(body) || {}).external_id);
  const isKnown = host.equals(headers['x-callback-token'] ?? '', settings.callbackToken);
  return { genuine: isKnown && ORDER.test(number), orderNumber: number.slice(0, 60) };
};

const validate = async (input, host) => {
  try {
    const { status, words } = await ask(input, host, 'v2/invoices?limit=1');
    if (status === 200) return { outcome: 'accepted' };
    const fault = status === 401 || status === 403 ? 'key_refused' : status === 429 ? 'busy' : 'unreadable';
    return { outcome: 'failed', fault, reason: words };
  } catch (error) {
    const fault = error.message === 'timed out' ? 'timed_out' : 'unreachable';
    return { outcome: 'failed', fault, reason: error.message };
  }
};

/** @type {import('../../sdk/saring-plugin').PaymentPlugin} */
module.exports = {
  getInfo: () => ({ id: 'xendit', version: '1.0.0' }),
  validate,
  createPayment,
  checkStatus,
  handleCallback,
};
