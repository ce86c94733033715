import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { RefusalError } from '@saring/messaging';
import type { FastifyReply } from 'fastify';
import { COOKIES } from './cookies';
import { contentSecurityPolicy } from './security-headers';

export const DOCS_PATH = 'api/docs';

/** Swagger's viewer styles itself inline; it holds no visitor's data and runs no inline script. */
const POLICY = contentSecurityPolicy({ scriptHashes: [], styleHashes: ["'unsafe-inline'"] });

const PAGE =
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>Saring API</title>` +
  `<link rel="stylesheet" href="/${DOCS_PATH}/swagger-ui.css"></head><body><div id="ui"></div>` +
  `<script src="/${DOCS_PATH}/swagger-ui-bundle.js"></script><script src="/${DOCS_PATH}/start.js"></script></body></html>`;
/** With the cookies of this browser, as the portal's own script sends them back. */
const START = `SwaggerUIBundle({
  url: '/${DOCS_PATH}/openapi.json',
  dom_id: '#ui',
  requestInterceptor: (request) => {
    const token = /(?:^|;\\s*)${COOKIES.csrf}=([^;]+)/.exec(document.cookie);
    if (token) request.headers['X-CSRF-Token'] = token[1];
    return request;
  },
});`;

/** The viewer's own files; the package comes with @nestjs/swagger. */
const FILES: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css',
  'swagger-ui-bundle.js': 'text/javascript',
};
const folder = dirname(require.resolve('swagger-ui-dist/package.json'));

/** The API's description for people; openapi.json beside it is for machines. */
@ApiExcludeController()
@Controller(DOCS_PATH)
export class DocsController {
  @Get()
  async page(@Res() reply: FastifyReply): Promise<void> {
    await reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY })
      .send(PAGE);
  }

  @Get(':file')
  async file(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    if (file === 'start.js') return void (await reply.type('text/javascript').send(START));
    const type = Object.hasOwn(FILES, file) ? FILES[file] : undefined;
    if (!type) throw new RefusalError('REQUEST.NOT_FOUND');
    await reply.type(type).send(await readFile(join(folder, file)));
  }
}
