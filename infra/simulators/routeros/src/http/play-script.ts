// play-script.ts — what runs in the play page's browser.
export const PLAY_SCRIPT = `
  const REFRESH_MS = 1000;
  const said = document.querySelector('#said'), routers = document.querySelector('#routers'), phones = document.querySelector('#phones');
  const OUTCOMES = { open: 'online', captive: 'portal', dropped: 'ditahan', away: 'di luar' };
  const megabytes = (bytes) => (bytes / 1048576).toFixed(bytes < 1e8 ? 2 : 0) + ' MB';
  const rate = (bits) => bits ? (bits / 1e6).toFixed(bits < 1e7 ? 1 : 0) + ' Mbit/s' : '';
  const duration = (seconds) => [[86400, 'hari'], [3600, 'jam'], [60, 'mnt'], [1, 'dtk']].map(([size, unit]) => {
    const count = Math.floor(seconds / size); seconds -= count * size; return count ? count + ' ' + unit : ''; }).filter(Boolean).slice(0, 2).join(' ') || '0 dtk';
  const element = (name, text = '', className = '') => Object.assign(document.createElement(name), { textContent: text, className });
  const call = async (path, body = {}) => {
    const answer = await fetch('/control/' + path, { method: 'POST', body: JSON.stringify(body) });
    said.textContent = answer.ok ? '' : (await answer.json()).error;
    await draw();
  };
  const button = (text, path, body) => { const made = element('button', text); made.onclick = () => call(path, body); return made; };

  const routerCard = (router) => {
    const card = element('section'), title = element('h2'), at = 'routers/' + router.index + '/';
    title.append(element('span', '', router.on ? 'dot on' : 'dot'), router.name,
      element('small', (router.on ? 'hidup ' + duration(router.uptimeSeconds) : 'mati') + ' · ' + router.site + ' · ' + router.serialNumber +
        ' · API ' + router.apiPort + ', TLS ' + router.tlsPort + ' · ' + router.hosts + ' host · ' + router.connections + ' koneksi · ' +
        router.commandCount + ' perintah · ' + router.personality));
    card.append(title,
      router.on ? button('Cabut listrik', at + 'power-off') : button('Pasang listrik', at + 'power-on'),
      button('Reboot', at + 'reboot'), button('Putus koneksi API', at + 'cut'),
      button(router.slowRepliesMs ? 'Balasan normal' : 'Balasan lambat (3 detik)', at + 'slow', { milliseconds: router.slowRepliesMs ? 0 : 3000 }),
      button('Balasan terpotong', at + 'truncate'), button('Balasan sampah', at + 'garbage'), button('Kata 2^31 byte', at + 'oversized-word'),
      button(router.personality === 'v7' ? 'Jadi v6' : 'Jadi v7', at + 'personality', { version: router.personality === 'v7' ? 'v6' : 'v7' }));
    return card;
  };

  const phoneCells = (phone, routerCount) => {
    const at = 'phones/' + phone.number + '/', name = element('td'), buttons = element('td', '', 'buttons');
    const link = Object.assign(element('a', 'Ponsel ' + phone.number), { href: 'http://phone' + phone.number + '.localhost:' + location.port + '/', target: '_blank' });
    name.append(link, element('span', phone.mac + (phone.address ? ' · ' + phone.address : ''), 'mac'));
    const state = element('td'); state.append(element('span', OUTCOMES[phone.outcome], 'tag ' + phone.outcome));
    const limit = phone.limit?.downBits ? phone.queue + ' (' + rate(phone.limit.downBits) + ')' : '';
    if (phone.outcome === 'away') buttons.append(button('Gabung WiFi', at + 'join'));
    else {
      buttons.append(phone.demand.downBitsPerSecond ? button('Berhenti', at + 'stop')
        : button('Unduh terus', at + 'traffic', { downBitsPerSecond: 8000000, upBitsPerSecond: 400000 }),
        button('+100 MB', at + 'transfer', { bytesIn: 2621440, bytesOut: 104857600 }),
        button('Tidur', at + 'idle'), button('Pergi', at + 'leave'), button('MAC acak', at + 'private-mac'), button('Baris hantu', at + 'ghost'));
      if (routerCount > 1) buttons.append(button('Pindah router', at + 'roam', { router: (phone.router + 1) % routerCount }));
    }
    return [name, state, element('td', phone.binding ?? ''), element('td', (phone.lists ?? []).join(', ')), element('td', limit),
      element('td', megabytes(phone.movedBytes.bytesOut), 'number'), element('td', megabytes(phone.movedBytes.bytesIn), 'number'),
      element('td', rate(phone.demand.downBitsPerSecond), 'number'), buttons];
  };

  const tableRow = (cells) => { const row = element('tr'); row.append(...cells); return row; };
  const draw = async () => {
    const state = await (await fetch('/control/state')).json();
    // A button that is under the finger must not be replaced.
    if (document.querySelector('button:active')) return;
    const focused = document.activeElement?.tagName === 'BUTTON' ? [...document.querySelectorAll('button')].indexOf(document.activeElement) : -1;
    routers.replaceChildren(...state.routers.map(routerCard));
    phones.replaceChildren(...state.phones.map((phone) => tableRow(phoneCells(phone, state.routers.length))));
    if (focused >= 0) document.querySelectorAll('button')[focused]?.focus({ preventScroll: true });
  };
  draw();
  setInterval(draw, REFRESH_MS);`;
