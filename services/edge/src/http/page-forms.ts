import { Injectable } from '@nestjs/common';
import { isLocale } from '@saring/i18n';
import { newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SiteProfiles } from '../sites/site-profiles';
import { browserOf, heldBrowser } from './browser-binding';
import { COOKIES, setCookie } from './cookies';
import { originVerdict } from './csrf';
import { problemBody, problemOf } from './problem';
import { RequestContexts } from './request-context';
import { same, SignedValues, type SignedPurpose } from './signed-values';
import { PAGE_POLICY } from './page-layout';
import { errorPage, type FormPage } from '../login/login-pages';

/** Fields of a form or an address; anyone may send anything. */
export type Fields = Readonly<Record<string, unknown>>;
type FormPurpose = Exclude<SignedPurpose, 'device-proof' | 'newcomer' | 'possession'>;

const LOCALE_SECONDS = 365 * 86_400;
const LONGEST_NEXT = 1_000;
const FORM_SECONDS: Readonly<Record<FormPurpose, number>> = {
  'phone-form': 3_600,
  'code-form': 900,
  'logout-form': 3_600,
  'device-form': 3_600,
  'disown-form': 3_600,
  'number-form': 3_600,
  'request-form': 3_600,
  'family-form': 3_600,
  'telegram-form': 3_600,
  'email-form': 3_600,
  'notices-form': 3_600,
  'free-form': 3_600,
  'package-form': 3_600,
  'voucher-form': 3_600,
  'shop-form': 3_600,
  'pay-form': 86_400,
  'proof-form': 86_400,
  'bill-form': 86_400,
};

export const field = (fields: Fields | undefined, name: string): string => {
  const value = fields?.[name];
  return typeof value === 'string' ? value : '';
};

const LONGEST_KEY = 100;

/** The key under which a form does its command, however often it is sent; one that came without a key does it each time. */
export const formKey = (fields: Fields): string => field(fields, 'key').slice(0, LONGEST_KEY) || newId();

/** The page first asked for. Only a web page is kept: a script in its place is dropped. */
const nextIn = (fields: Fields): string => {
  const next = field(fields, 'next') || field(fields, 'link-orig');
  return next.length <= LONGEST_NEXT && /^https?:\/\/[^\s"'<>]+$/i.test(next) ? next : '';
};

/**
 * As the address says; else as the portal's page said that sent the browser here, which without JavaScript can only
 * lead to a fixed address.
 */
export const nextOf = (fields: Fields, referer?: string): string => {
  const next = nextIn(fields);
  if (next || referer === undefined || !URL.canParse(referer)) return next;
  return nextIn(Object.fromEntries(new URL(referer).searchParams));
};

const splitOnce = (text: string): [string, string?] => {
  const at = text.indexOf('|');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

export const statusOf = (error: unknown): number =>
  problemBody(problemOf(error), { errorLocale: 'id', publicOrigin: '' }, '').status;

/** The common part of pages without JavaScript: tokens, language, headers. */
@Injectable()
export class PageForms {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly signed: SignedValues,
    private readonly profiles: SiteProfiles,
  ) {}

  /** A token for one purpose, one subject and the browser that is given it. */
  token(request: FastifyRequest, purpose: FormPurpose, subject: string): string {
    const browser = browserOf(request, this.contexts.of(request));
    return this.signed.sign(purpose, `${browser}|${subject}`, FORM_SECONDS[purpose]);
  }

  /**
   * The form must be ours, for this subject, and come from the browser that was given it. The browser's cookie says so;
   * where it was dropped (captive mini-browsers do), only this site's Origin does, which no foreign page can send
   * (domain.md, "OTP and sessions").
   * @throws RefusalError REQUEST.CROSS_SITE
   */
  checkToken(request: FastifyRequest, purpose: FormPurpose, body: Fields, subject: string): void {
    const context = this.contexts.of(request);
    const opened = this.signed.open(purpose, field(body, 'token')) ?? '';
    const [browser = '', signedSubject] = splitOnce(opened);
    const held = heldBrowser(request, context);
    const isFromIts =
      held === undefined
        ? originVerdict(request.headers.origin, context.origin) === 'ours'
        : same(held, browser);
    if (signedSubject !== subject || !isFromIts) throw new RefusalError('REQUEST.CROSS_SITE');
  }

  /** A form with the refusal that it led to; what is no refusal goes on as the failure it is. */
  form(
    request: FastifyRequest,
    purpose: FormPurpose,
    subject: string,
    next: string,
    error?: unknown,
  ): FormPage {
    const problem = error === undefined ? undefined : problemOf(error);
    if (problem?.code === 'SERVICE.FAILED') throw error;
    const { locale, site } = this.contexts.of(request);
    return {
      locale,
      site: this.profiles.of(site, locale),
      token: this.token(request, purpose, subject),
      next,
      error: problem,
    };
  }

  redirect(reply: FastifyReply, path: string): void {
    void reply.redirect(path, 303);
  }

  async send(request: FastifyRequest, reply: FastifyReply, status: number, html: string): Promise<void> {
    const { lang } = request.query as Fields;
    if (typeof lang === 'string' && isLocale(lang))
      setCookie(reply, this.contexts.of(request), COOKIES.locale, lang, LOCALE_SECONDS);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': PAGE_POLICY,
    };
    await reply.status(status).headers(headers).send(html);
  }

  async sendError(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<void> {
    const { code, details } = problemOf(error);
    if (code === 'SERVICE.FAILED') throw error;
    const { locale, site } = this.contexts.of(request);
    const html = errorPage(this.profiles.of(site, locale), locale, code, details);
    await this.send(request, reply, statusOf(error), html);
  }
}
