// pay-page.ts — the page that plays the bank and the wallet: the orders, and what their payers may do.
const STYLE = `
  *{box-sizing:border-box} body{margin:0;font:16px/1.5 system-ui,sans-serif;background:#eef2f7;color:#14213d}
  header{background:#0b3a82;color:#fff;padding:1rem} header h1{font-size:1.15rem;margin:0} header p{margin:.2rem 0 0;opacity:.85;font-size:.9rem}
  main{max-width:44rem;margin:1rem auto;padding:0 1rem;display:grid;gap:.8rem}
  article{background:#fff;border-radius:12px;padding:1rem;box-shadow:0 1px 3px #0002} article h2{margin:0;font-size:1.4rem}
  article p{margin:.2rem 0;color:#495670;overflow-wrap:anywhere} article p b{color:#14213d}
  div{display:flex;flex-wrap:wrap;gap:.5rem;margin-top:.7rem}
  button,a.done{font:inherit;border:1px solid #b8c4d8;border-radius:8px;background:#fff;padding:.55rem .9rem;min-height:44px;cursor:pointer;color:inherit;text-decoration:none}
  button.main{background:#0b7a3e;border-color:#0b7a3e;color:#fff;font-weight:600} button:focus-visible{outline:3px solid #f5a524}
  [role=alert]{color:#a1121f}`;

const SCRIPT = `
  const only = document.body.dataset.order, main = document.querySelector('main');
  const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text, ...attributes });
  const words = { unchosen: 'Pilih cara bayar', pending: 'Menunggu pembayaran', settlement: 'Lunas', deny: 'Ditolak', expire: 'Kedaluwarsa',
    cancel: 'Dibatalkan', refund: 'Dikembalikan', partial_refund: 'Dikembalikan sebagian' };
  const methods = [['QRIS', 'qris'], ['GoPay', 'gopay'], ['ShopeePay', 'shopeepay'], ['Mandiri Bill', 'echannel'], ['VA BCA', 'bank_transfer', 'bca'],
    ['VA BNI', 'bank_transfer', 'bni'], ['VA BRI', 'bank_transfer', 'bri'], ['VA CIMB', 'bank_transfer', 'cimb'], ['VA Permata', 'permata']];
  const act = async (order, verb, body = {}) => {
    const answer = await fetch('/control/orders/' + order.orderId + '/' + verb, { method: 'POST', body: JSON.stringify(body) });
    await draw();
    if (!answer.ok) main.prepend(element('p', (await answer.json()).error, { role: 'alert' }));
  };
  const button = (order, text, verb, body, className = '') =>
    element('button', text, { type: 'button', className, onclick: () => act(order, verb, body) });
  const buttons = (order) => {
    if (order.status === 'unchosen')
      return methods.map(([text, payment_type, bank]) => button(order, text, 'choose', { payment_type, bank_transfer: { bank } }));
    const list = [];
    if (['pending', 'deny', 'expire'].includes(order.status)) list.push(button(order, 'Bayar', 'pay', {}, 'main'));
    if (order.status === 'pending') list.push(button(order, 'Tolak', 'deny'), button(order, 'Kedaluwarsa', 'expire'), button(order, 'Batal', 'cancel'));
    if (order.status === 'settlement') list.push(button(order, 'Tarik kembali (reversal)', 'deny'));
    list.push(button(order, 'Kirim ulang notifikasi', 'repeat'));
    if (order.finishUrl) list.push(element('a', 'Kembali ke toko', { href: order.finishUrl, className: 'done' }));
    return list;
  };
  const numbers = ({ va_numbers, permata_va_number, bill_key, biller_code }) => va_numbers
    ? 'VA ' + va_numbers[0].bank.toUpperCase() + ' ' + va_numbers[0].va_number
    : permata_va_number ? 'VA PERMATA ' + permata_va_number : bill_key ? 'Mandiri Bill ' + biller_code + ' / ' + bill_key : '';
  const card = (order) => {
    const box = element('article', ''), row = element('div', ''), state = element('p', '');
    state.append(element('b', words[order.status] ?? order.status));
    row.append(...buttons(order));
    box.append(element('h2', 'Rp' + Number(order.amount).toLocaleString('id-ID')), state,
      element('p', [order.method, numbers(order.details), order.orderId].filter(Boolean).join(' · ')), row);
    return box;
  };
  const draw = async () => {
    const orders = (await (await fetch('/control/orders')).json()).filter((order) => !only || order.orderId === only);
    main.replaceChildren(...orders.map(card));
    if (orders.length === 0) main.replaceChildren(element('p', 'Belum ada tagihan. Tagihan akan muncul di sini dengan sendirinya.'));
  };
  new EventSource('/events').onmessage = draw;`;

const escape = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** The whole page, of one order or of all; it asks for the orders itself. */
export const payPage = (orderId?: string): string =>
  `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>Bank dan dompet simulasi</title><link rel="icon" href="data:,"><style>${STYLE}</style>` +
  `<body data-order="${escape(orderId ?? '')}"><header><h1>Bank dan dompet simulasi</h1>` +
  `<p>Uang di sini tidak nyata. Bayar seperti pelanggan akan membayar.</p></header>` +
  `<main aria-live="polite"></main><script>${SCRIPT}</script></body></html>`;
