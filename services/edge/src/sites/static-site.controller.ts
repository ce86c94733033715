import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { resolve } from 'node:path';
import { pathOf } from '../http/request-path';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { StaticSite, withNonce, type StaticFile } from './static-site';

const CONSOLE = /^console(?:\/|$)/;
/** Addresses of machines: what is not there is a problem, never a page. */
const MACHINES = /^(?:api|captive-portal|health|problems|possession|webhooks)(?:\/|$)/;

/** The two applications: the portal at the root, the console below /console. */
@ApiExcludeController()
@Controller()
export class SiteController {
  private readonly portal: StaticSite;
  private readonly console: StaticSite;

  constructor(@Inject(EDGE_CONFIG) config: EdgeConfig) {
    this.portal = new StaticSite(resolve(config.PORTAL_DIST));
    this.console = new StaticSite(resolve(config.CONSOLE_DIST));
  }

  @Get()
  root(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.serve(request, reply);
  }

  @Get('*')
  any(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.serve(request, reply);
  }

  private serve(request: FastifyRequest, reply: FastifyReply): void {
    const [, query] = request.url.split('?');
    const name = pathOf(request.url).slice(1);
    const isConsole = CONSOLE.test(name);
    const site = isConsole ? this.console : this.portal;
    const file = MACHINES.test(name) ? undefined : site.file(isConsole ? name.replace(CONSOLE, '') : name);
    if (file) return send(request, reply, file);
    const wantsPage = !MACHINES.test(name) && (name === '' || takesPages(request.headers.accept));
    const index = wantsPage ? site.index : undefined;
    if (index) return send(request, reply, index);
    // Without a built portal the pages without JavaScript are the portal.
    if (wantsPage && !isConsole)
      return void reply.redirect(`/login${query === undefined ? '' : `?${query}`}`, 303);
    throw new RefusalError('REQUEST.NOT_FOUND');
  }
}

/** At the root anyone is shown the portal: monitors and scripts take anything. */
const takesPages = (accept: string | undefined): boolean => (accept ?? '').includes('text/html');

const send = (request: FastifyRequest, reply: FastifyReply, file: StaticFile): void => {
  if (file.hasNonce) {
    const { body, policy } = withNonce(file);
    const headers = { 'content-type': file.type, 'cache-control': 'no-store' };
    return void reply.headers({ ...headers, 'content-security-policy': policy }).send(body);
  }
  void reply.headers({
    'content-type': file.type,
    etag: file.etag,
    'cache-control': file.cacheControl,
    vary: 'accept-encoding',
  });
  if (file.policy) void reply.header('content-security-policy', file.policy);
  if (request.headers['if-none-match'] === file.etag) return void reply.status(304).send();
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const [body, encoding] =
    accepted.includes('br') && file.brotli
      ? [file.brotli, 'br']
      : accepted.includes('gzip') && file.gzip
        ? [file.gzip, 'gzip']
        : [file.plain, null];
  if (encoding) void reply.header('content-encoding', encoding);
  void reply.send(body);
};
