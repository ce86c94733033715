// phone-page.ts — Telegram of a simulated phone: what the bot wrote, a line to write, and Start behind a pasted link.
const STYLE = `
  *{box-sizing:border-box} body{margin:0;font:15px/1.45 system-ui,sans-serif;background:#d5dbe0;color:#0f1419}
  main{display:flex;flex-direction:column;max-width:44rem;height:100vh;margin:auto;background:#e6ebee}
  header{background:#2a6f9e;color:#fff;padding:.8rem 1rem;font-weight:600} header small{font-weight:400;display:block}
  ol{list-style:none;margin:0;padding:1rem;overflow:auto;flex:1;display:flex;flex-direction:column-reverse;gap:.5rem}
  li{background:#fff;border-radius:10px;padding:.5rem .7rem;max-width:32rem;align-self:flex-start;white-space:pre-wrap;overflow-wrap:anywhere}
  li.mine{align-self:flex-end;background:#d9f2c9} li small{display:block;color:#54636f}
  form{display:flex;flex-wrap:wrap;gap:.5rem;padding:.6rem;background:#fff}
  input{flex:1 1 13rem;min-width:0;min-height:44px;padding:.6rem .8rem;border:1px solid #8596a3;border-radius:8px;font:inherit} input[name=chat]{flex:0 1 7rem}
  button{border:0;border-radius:8px;min-height:44px;padding:.6rem 1rem;background:#2a6f9e;color:#fff;font:inherit} button[value]{background:#54636f}
  output{align-self:center;color:#54636f}`;

const SCRIPT = `
  const form = document.querySelector('form'), thread = document.querySelector('ol');
  const element = (name, text, attributes = {}) => Object.assign(document.createElement(name), { textContent: text }, attributes);
  let drawn = '';
  const draw = async () => {
    const text = await (await fetch('/messages')).text();
    if (text === drawn) return;
    drawn = text;
    thread.replaceChildren(...JSON.parse(text).map(({ chat, from, text, file }) => {
      const item = element('li', (file ? '📄 ' + file + '\\n' : '') + text, { className: from === 'person' ? 'mine' : '' });
      item.prepend(element('small', 'chat ' + chat));
      return item;
    }));
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const said = { chat: form.chat.value, text: form.text.value, block: event.submitter?.value === 'block' };
    const answer = await fetch('/say', { method: 'POST', body: JSON.stringify(said) });
    form.querySelector('output').textContent = (await answer.json()).done;
    if (answer.ok) form.text.value = '';
    await draw();
  });
  setInterval(draw, 1000);
  draw();`;

/** The whole page; it asks for its messages itself. */
export const phonePage = (): string =>
  `<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">` +
  `<title>Telegram simulasi</title><link rel="icon" href="data:,"><style>${STYLE}</style>` +
  `<main><header>Telegram simulasi<small>Tempel tautan t.me dari halaman Telegram di portal untuk menekan Start, lalu tulis SALDO.</small></header><ol aria-live="polite"></ol>` +
  `<form autocomplete="off"><input name="chat" required inputmode="numeric" pattern="[0-9]{1,12}" value="1001" aria-label="Nomor chat"><input name="text" placeholder="Tulis ke bot, atau tempel tautan" aria-label="Pesan"><button>Kirim</button><button value="block">Hentikan bot</button><output></output></form>` +
  `</main><script>${SCRIPT}</script></html>`;
