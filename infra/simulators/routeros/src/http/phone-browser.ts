// phone-browser.ts — what a phone sees when it asks for any page: the internet, the way to the portal, or nothing.
import type { Router } from '../world/router';
import { escapeHtml, redirect, sendHtml, sendPage } from './html';
import type { PhoneRequest } from './phone-request';

/** The bytes of an ordinary page. */
const PAGE_DOWN_BYTES = 180_000;
const PAGE_UP_BYTES = 12_000;
const MEGABYTE = 1_048_576;
const MAX_DOWNLOAD_MEGABYTES = 1_024;
/** A download that gets nothing for so long is given up, as browsers do. */
const STALL_MS = 15_000;
const STALL_CHECK_MS = 1_000;
const WEB_PORT = 80;

/** Pages by which phones find out whether they are online, and what the internet answers there. */
const PROBES: Record<string, { status: number; body: string }> = {
  '/generate_204': { status: 204, body: '' },
  '/gen_204': { status: 204, body: '' },
  '/hotspot-detect.html': {
    status: 200,
    body: '<HTML><HEAD><TITLE>Success</TITLE></HEAD><BODY>Success</BODY></HTML>',
  },
  '/connecttest.txt': { status: 200, body: 'Microsoft Connect Test' },
  '/ncsi.txt': { status: 200, body: 'Microsoft NCSI' },
};

/** The portal's address as the hotspot's login page would send the browser there. */
export const portalLink = (asked: PhoneRequest, router: Router, original: string, error?: string): string => {
  const { phone, portSuffix } = asked;
  const link = new URL(`http://portal.phone${phone.number}.localhost${portSuffix}/`);
  link.searchParams.set('link-orig', original);
  link.searchParams.set('link-login-only', `http://router.phone${phone.number}.localhost${portSuffix}/login`);
  link.searchParams.set('mac', phone.mac);
  link.searchParams.set('ip', phone.address ?? '');
  link.searchParams.set('site', router.site);
  if (error !== undefined) link.searchParams.set('error', error);
  return link.href;
};

/** The values of `$(…)` in the hotspot's pages. */
export const hotspotVariables = ({ phone, portSuffix, url }: PhoneRequest): Record<string, string> => {
  const host = `http://router.phone${phone.number}.localhost${portSuffix}`;
  const values: Record<string, string> = {
    mac: phone.mac,
    ip: phone.address ?? '',
    'link-orig': url.href,
    'link-login': `${host}/login?dst=${encodeURIComponent(url.href)}`,
    'link-login-only': `${host}/login`,
    'link-logout': `${host}/logout`,
    'link-status': `${host}/status`,
    hostname: host.slice('http://'.length),
    error: '',
  };
  const escaped = Object.entries(values).map(([name, value]) => [`${name}-esc`, encodeURIComponent(value)]);
  return { ...values, ...Object.fromEntries(escaped) };
};

/** In this world a phone reaches a portal of this machine by the phone's own name of it, so that its address is seen. */
export const asSeenBy = ({ phone, portSuffix, portalUrl }: PhoneRequest, page: string): string =>
  ['localhost', '127.0.0.1'].reduce(
    (seen, host) =>
      seen.replaceAll(
        `http://${host}:${portalUrl.port}`,
        `http://portal.phone${phone.number}.localhost${portSuffix}`,
      ),
    page,
  );

export const sendNoConnection = ({ phone, response }: PhoneRequest): void => {
  const onWifi = phone.router !== undefined;
  const reason = onWifi ? 'Router WiFi sedang mati.' : 'Ponsel ini tidak terhubung ke WiFi.';
  const action = onWifi ? '' : '<p><a class="button" href="/.simulator/join">Sambungkan ke WiFi</a></p>';
  sendHtml(response, 503, 'Tidak ada koneksi', `<p>${reason}</p>${action}`);
};

export const sendDropped = ({ response }: PhoneRequest): void =>
  sendHtml(response, 504, 'Situs tidak menjawab', '<p>Router menahan lalu lintas ponsel ini.</p>');

/** Answers as the phone's browser would see it. */
export const answerPhone = (asked: PhoneRequest): void => {
  const { phone, response, url } = asked;
  if (url.pathname === '/.simulator/join') {
    if (!phone.router) phone.join();
    return redirect(response, '/');
  }
  const { client, router } = phone;
  if (!client || !router?.isOn) return sendNoConnection(asked);
  phone.wake();
  const route = router.routeOf(client, { address: '203.0.113.80', port: WEB_PORT });
  if (route.outcome === 'dropped') return sendDropped(asked);
  if (route.outcome === 'captive') return sendCaptive(asked, router);
  const probe = PROBES[url.pathname];
  if (probe) return void response.writeHead(probe.status, { 'content-type': 'text/html' }).end(probe.body);
  if (url.pathname === '/download') return sendDownload(asked);
  phone.transfer(PAGE_UP_BYTES, PAGE_DOWN_BYTES);
  return sendInternet(asked);
};

/** A folder of one's own answers with rlogin.html, else login.html; the factory's leads to this neighbourhood's portal. */
const sendCaptive = (asked: PhoneRequest, router: Router): void => {
  const variables = hotspotVariables(asked);
  const page = router.hotspotPage('rlogin.html', variables) ?? router.hotspotPage('login.html', variables);
  if (page === undefined) return redirect(asked.response, portalLink(asked, router, asked.url.href));
  sendPage(asked.response, asSeenBy(asked, page));
};

const sendDownload = ({ phone, response, url }: PhoneRequest): void => {
  const megabytes = Number(url.searchParams.get('megabytes') ?? '1');
  if (!Number.isInteger(megabytes) || megabytes < 1 || megabytes > MAX_DOWNLOAD_MEGABYTES) {
    return sendHtml(response, 400, 'Ukuran tidak dikenal', `<p>1 sampai ${MAX_DOWNLOAD_MEGABYTES} MB.</p>`);
  }
  let left = megabytes * MEGABYTE;
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': left,
    'content-disposition': `attachment; filename="unduhan-${megabytes}MB.bin"`,
    'cache-control': 'no-store',
  });
  response.flushHeaders();
  let silentMs = 0;
  const cancel = phone.download(left, (bytes) => {
    left -= bytes;
    silentMs = 0;
    response.write(Buffer.alloc(bytes));
    if (left === 0) response.end();
  });
  const watch = setInterval(() => {
    silentMs += STALL_CHECK_MS;
    if (silentMs >= STALL_MS) response.destroy();
  }, STALL_CHECK_MS).unref();
  response.on('close', () => {
    clearInterval(watch);
    cancel();
  });
};

const DOWNLOAD_SCRIPT = `
  const bar = document.querySelector('progress'), said = document.querySelector('#said');
  for (const button of document.querySelectorAll('a[data-mb]')) button.onclick = async (event) => {
    event.preventDefault();
    const total = button.dataset.mb * 1048576; let got = 0; const began = performance.now();
    bar.hidden = false; bar.value = 0;
    try {
      const answer = await fetch(button.href, { redirect: 'manual' });
      if (!answer.ok) { location.reload(); return; }
      for (const reader = answer.body.getReader();;) {
        const { done, value } = await reader.read(); if (done) break;
        got += value.length; bar.value = got / total;
        const rate = got * 8 / 1000 / (performance.now() - began);
        said.textContent = (got / 1048576).toFixed(1) + ' MB · ' + rate.toFixed(1) + ' Mbit/s';
      }
    } catch { said.textContent = 'Unduhan terhenti setelah ' + (got / 1048576).toFixed(1) + ' MB'; }
  };`;

const sendInternet = ({ phone, response, url }: PhoneRequest): void => {
  const buttons = [1, 10, 100].map(
    (megabytes) =>
      `<a class="button" data-mb="${megabytes}" href="/download?megabytes=${megabytes}">Unduh ${megabytes} MB</a>`,
  );
  sendHtml(
    response,
    200,
    'Anda sedang online',
    `<p>Ini internet simulasi. Ponsel ${phone.number} membuka <code>${escapeHtml(url.href)}</code>.</p>
     <p>${buttons.join('')}</p><progress hidden value="0"></progress><p id="said" role="status"></p>
     <p><small>${escapeHtml(phone.mac)} · ${escapeHtml(phone.address ?? '')} · ${escapeHtml(phone.router?.name ?? '')}</small></p>
     <p><a href="http://portal.${escapeHtml(url.host)}/">Buka portal WiFi</a></p><script>${DOWNLOAD_SCRIPT}</script>`,
  );
};
