// hotspot-login.ts — the router's own login page: checks /ip/hotspot/user and opens an `active` row for the browser's phone.
// Pages come from the hotspot's folder, as RouterOS serves them: after a login alogin.html, else redirect.html, else 404.
import { redirect, sendHtml, sendPage } from './html';
import { asSeenBy, hotspotVariables, portalLink, sendNoConnection } from './phone-browser';
import { readBody } from '../../../program/read-body';
import type { PhoneRequest } from './phone-request';

const safeDestination = (dst: string | null, fallback: string): string =>
  dst !== null && /^https?:\/\//i.test(dst) ? dst : fallback;

/** Answers `router.phoneN.localhost`: /login by GET or form post, /logout, /status. */
export const answerHotspotLogin = (asked: PhoneRequest): void => {
  const { phone, response, url } = asked;
  const { client, router } = phone;
  if (!client || !router?.isOn) return sendNoConnection(asked);
  phone.wake();
  // A form too large to be one, or a browser that left: there is no one to answer.
  if (url.pathname === '/login') return void logIn(asked).catch(() => response.destroy());
  if (url.pathname === '/logout') {
    router.logins.end(client);
    return sendServlet(asked, ['logout.html'], {});
  }
  if (url.pathname === '/status' || url.pathname === '/')
    return sendServlet(asked, router.logins.of(client) ? ['status.html'] : ['login.html'], {});
  sendNotFound(asked);
};

const sendNotFound = ({ response }: PhoneRequest): void =>
  sendHtml(response, 404, 'Error 404', '<p>Error 404: Not Found</p>');

/** The first of these pages that the folder has. */
const sendServlet = (
  asked: PhoneRequest,
  names: readonly string[],
  variables: Readonly<Record<string, string>>,
): void => {
  const all = { ...hotspotVariables(asked), ...variables };
  for (const name of names) {
    const page = asked.phone.router?.hotspotPage(name, all);
    if (page !== undefined) return sendPage(asked.response, asSeenBy(asked, page));
  }
  sendNotFound(asked);
};

const logIn = async (asked: PhoneRequest): Promise<void> => {
  const { phone, request, response, url, portSuffix } = asked;
  const { client, router } = phone;
  if (!client || !router) return;
  const form = request.method === 'POST' ? new URLSearchParams(await readBody(request)) : url.searchParams;
  const home = `http://phone${phone.number}.localhost${portSuffix}/`;
  const dst = safeDestination(form.get('dst'), home);
  const name = form.get('username');
  const hasOwnPages = router.hotspotPage('login.html', {}) !== undefined;
  const again = (error?: string): void =>
    hasOwnPages
      ? sendServlet(asked, ['login.html'], { error: error ?? '', 'link-orig': dst })
      : redirect(response, portalLink(asked, router, dst, error));
  if (name === null) return again();
  const refusal = router.logins.begin(client, name, form.get('password') ?? '');
  if (refusal !== undefined) return again(refusal);
  sendServlet(asked, ['alogin.html', 'redirect.html'], { username: name, 'link-redirect': dst });
};
