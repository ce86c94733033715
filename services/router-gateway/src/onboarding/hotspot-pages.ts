// hotspot-pages.ts — the pages of the router's hotspot folder: all of them lead to the portal. RouterOS fills in $(…).
import type { HOTSPOT_PAGES } from './script';

type HotspotPage = (typeof HOTSPOT_PAGES)[number];

const page = (target: string, words: string): string => `<!doctype html>
<html lang="id">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta http-equiv="refresh" content="0; url=${target}" />
    <meta http-equiv="cache-control" content="no-store" />
    <title>WiFi</title>
  </head>
  <body>
    <p><a href="${target}">${words}</a></p>
  </body>
</html>
`;

/** RouterOS shows these words for its own refusals; the portal's pages have better ones. */
const ERRORS = `internal-error = Terjadi gangguan pada router. Coba lagi. ($(error-orig))
not-logged-in = Anda belum masuk
invalid-username = Tautan masuk sudah tidak berlaku
user-session-limit = Tautan masuk sudah dipakai
uptime-limit = Tautan masuk sudah habis waktunya
traffic-limit = Tautan masuk sudah habis
no-address-from-pool = Router kehabisan alamat. Beri tahu pengelola.
`;

/**
 * @param portalUrl without a slash at its end.
 * @param site the name of the site, by which the portal knows where the phone is.
 */
export const hotspotPage = (name: HotspotPage, portalUrl: string, site: string): string => {
  const query =
    `site=${encodeURIComponent(site)}&amp;link-orig=$(link-orig-esc)` +
    '&amp;link-login-only=$(link-login-only-esc)&amp;mac=$(mac-esc)&amp;ip=$(ip)';
  switch (name) {
    case 'login.html':
    case 'rlogin.html':
      return page(`${portalUrl}/?${query}`, 'Buka portal WiFi');
    case 'alogin.html':
    case 'redirect.html':
      // After the proof behind NAT the browser goes on to where the login link said: back to the portal.
      return page('$(link-redirect)', 'Lanjut');
    case 'status.html':
    case 'logout.html':
      return page(`${portalUrl}/`, 'Buka portal WiFi');
    case 'error.html':
      return page(`${portalUrl}/?${query}&amp;error=$(error)`, 'Buka portal WiFi');
    case 'errors.txt':
      return ERRORS;
  }
};
