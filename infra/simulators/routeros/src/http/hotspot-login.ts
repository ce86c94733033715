// hotspot-login.ts — the router's own login page: checks /ip/hotspot/user and opens an `active` row for the browser's phone.
import { redirect, sendHtml } from './html';
import { portalLink, sendNoConnection } from './phone-browser';
import { readBody } from '../../../program/read-body';
import type { PhoneRequest } from './server';

const safeDestination = (dst: string | null, fallback: string): string =>
  dst !== null && /^https?:\/\//i.test(dst) ? dst : fallback;

/** Answers `router.phoneN.localhost`: /login by GET or form post, /logout, /status. */
export const answerHotspotLogin = (asked: PhoneRequest): void => {
  const { phone, response, url } = asked;
  const { client, router } = phone;
  if (!client || !router?.isOn) return sendNoConnection(asked);
  phone.wake();
  // A form too large to be one, or a browser that left: there is nobody to answer.
  if (url.pathname === '/login') return void logIn(asked).catch(() => response.destroy());
  if (url.pathname === '/logout') router.logins.end(client);
  const state = router.logins.of(client) ? 'Anda sudah masuk.' : 'Anda belum masuk.';
  sendHtml(response, 200, 'Status hotspot', `<p>${state}</p>`);
};

const logIn = async (asked: PhoneRequest): Promise<void> => {
  const { phone, request, response, url, portSuffix } = asked;
  const { client, router } = phone;
  if (!client || !router) return;
  const form = request.method === 'POST' ? new URLSearchParams(await readBody(request)) : url.searchParams;
  const home = `http://phone${phone.number}.localhost${portSuffix}/`;
  const dst = safeDestination(form.get('dst'), home);
  const name = form.get('username');
  if (name === null) return redirect(response, portalLink(asked, router, dst));
  const refusal = router.logins.begin(client, name, form.get('password') ?? '');
  redirect(response, refusal === undefined ? dst : portalLink(asked, router, dst, refusal));
};
