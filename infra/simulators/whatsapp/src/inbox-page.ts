// inbox-page.ts — the inbox as a phone's WhatsApp would show it: chats by number, the newest open, moving by itself.
const STYLE = `
  *{box-sizing:border-box} body{margin:0;font:15px/1.45 system-ui,sans-serif;background:#d9dbd5;color:#111b21}
  main{display:grid;grid-template-columns:minmax(13rem,20rem) 1fr;max-width:70rem;height:100vh;margin:auto;background:#fff}
  header{background:#008069;color:#fff;padding:.8rem 1rem;font-weight:600}
  header small{font-weight:400;opacity:.85;margin-left:.6rem}
  nav{border-right:1px solid #e3e6e4;overflow:auto} nav a{display:block;padding:.7rem 1rem;border-bottom:1px solid #eef0ef;color:inherit;text-decoration:none}
  nav a[aria-current]{background:#e7f4ef} nav b{display:flex;justify-content:space-between;font-weight:600} nav time{font-weight:400;color:#667781;font-size:.8em}
  nav span{color:#667781;display:block;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
  section{display:flex;flex-direction:column;min-width:0;background:#efeae2}
  ol{list-style:none;margin:0;padding:1rem;overflow:auto;flex:1;display:flex;flex-direction:column-reverse;gap:.5rem}
  li{background:#fff;border-radius:0 10px 10px 10px;padding:.5rem .7rem;max-width:34rem;align-self:flex-start;box-shadow:0 1px 1px #0002;
    white-space:pre-wrap;overflow-wrap:anywhere}
  li time{display:block;text-align:right;color:#667781;font-size:.75em;white-space:normal} li mark{background:#d7f5e8;font-weight:700;letter-spacing:.06em;padding:0 .2em;border-radius:4px}
  .file{display:block;margin-bottom:.4rem;padding:.5rem .7rem;background:#f0f2f1;border-radius:8px;color:inherit} .file img{display:block;max-width:100%}
  form{display:flex;flex-wrap:wrap;gap:.5rem;padding:.6rem;background:#f0f2f1} form input{flex:1 1 13rem;min-width:0;padding:.6rem .8rem;border:0;border-radius:20px;font:inherit}
  form input[name=from]{flex:0 1 11rem} form button{border:0;border-radius:20px;padding:.6rem 1rem;background:#008069;color:#fff;font:inherit}
  form output{align-self:center;color:#667781;font-size:.85em}
  p{padding:2rem;text-align:center;color:#667781}
  @media(max-width:40rem){main{grid-template-columns:1fr;grid-template-rows:auto 1fr} nav{max-height:34vh;border:0}}`;

const SCRIPT = `
  const asked = new URLSearchParams(location.search).get('target') ?? '';
  const chats = document.querySelector('nav div'), thread = document.querySelector('ol'), title = document.querySelector('section header');
  const clock = (at) => new Date(at).toLocaleTimeString('id-ID', { hour: '2-digit', minute: '2-digit' });
  const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text }, attributes);
  const bubble = (message) => {
    const item = element('li', '');
    if (message.file) {
      const link = element('a', '', { href: '/files/' + message.id, className: 'file' });
      link.append(message.file.type.startsWith('image/') ? element('img', '', { src: link.href, alt: message.file.name }) : '📄 ' + message.file.name);
      item.append(link);
    }
    for (const part of message.message.split(/(\\b\\d{6}\\b)/)) item.append(/^\\d{6}$/.test(part) ? element('mark', part) : part);
    const ticks = { sent: '✓', delivered: '✓✓', read: '✓✓ dibaca' }[message.state];
    item.append(element('time', clock(message.at) + ' ' + ticks));
    return item;
  };
  const draw = async () => {
    const messages = await (await fetch('/inbox')).json();
    const newest = new Map();
    for (const message of messages) if (!newest.has(message.target)) newest.set(message.target, message);
    const digits = asked.replace(/\\D/g, '').replace(/^0/, '62');
    const open = digits || messages[0]?.target;
    chats.replaceChildren(...[...newest].map(([target, message]) => {
      const link = element('a', '', { href: '?target=' + target });
      if (target === open) link.setAttribute('aria-current', 'true');
      const name = element('b', '+' + target); name.append(element('time', clock(message.at)));
      link.append(name, element('span', message.message));
      return link;
    }));
    if (newest.size === 0) chats.replaceChildren(element('p', 'Belum ada pesan. Pesan akan muncul di sini dengan sendirinya.'));
    title.textContent = open ? '+' + open : 'WhatsApp simulasi';
    thread.replaceChildren(...messages.filter((message) => message.target === open).map(bubble));
  };
  const write = document.querySelector('form');
  if (asked) write.from.value = asked;
  write.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = { from: write.from.value.replace(/\\D/g, '').replace(/^0/, '62'), message: write.message.value };
    const answer = await fetch('/say', { method: 'POST', body: JSON.stringify(said) });
    const { status = 0 } = await answer.json();
    write.querySelector('output').textContent = status === 200 ? 'terkirim ✓' : 'tidak sampai (' + status + ')';
    if (status === 200) write.message.value = '';
  });
  new EventSource('/events').onmessage = draw;`;

/** The whole page; it asks for its messages itself. */
export const inboxPage = (): string =>
  `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>WhatsApp simulasi</title><link rel="icon" href="data:,"><style>${STYLE}</style>` +
  `<main><nav><header>WhatsApp simulasi<small>Pesan yang dikirim Saring</small></header><div></div></nav>` +
  `<section aria-live="polite"><header>WhatsApp simulasi</header><ol></ol>` +
  `<form autocomplete="off"><input name="from" required inputmode="tel" placeholder="Dari nomor 08…" aria-label="Dari nomor"><input name="message" required placeholder="Tulis pesan ke Saring" aria-label="Pesan"><button>Kirim</button><output></output></form></section></main><script>${SCRIPT}</script></html>`;
