// malformed.ts — what is no HTTP, or comes too slowly, gets an answer in the form of every other error.
import { STATUS_CODES, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { chooseLocale } from '@saring/i18n';
import { newId } from '@saring/kernel';
import { problemBody } from './problem';

const GONE = 'ECONNRESET';
const CODES: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST.TOO_SLOW',
  HPE_HEADER_OVERFLOW: 'REQUEST.HEADERS_TOO_LARGE',
};

/** In place of fastify's own answer, which is no problem+json. @param publicOrigin where a code is explained. */
export const answerMalformed = (server: Server, publicOrigin: string): void => {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === GONE || !socket.writable) {
      socket.destroy();
      return;
    }
    const context = { errorLocale: chooseLocale(undefined), publicOrigin };
    const code = CODES[error.code ?? ''] ?? 'REQUEST.MALFORMED';
    const problem = problemBody({ code, details: {} }, context, newId().replaceAll('-', ''));
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    // A client that reads as slowly as it writes holds no socket either.
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  });
};

/** As every other error, to who asks for `/%zz`. */
export const BAD_ADDRESS = {
  contentType: 'application/problem+json; charset=utf-8',
  body: JSON.stringify(
    problemBody(
      { code: 'REQUEST.MALFORMED', details: {} },
      { errorLocale: chooseLocale(undefined), publicOrigin: '' },
      '',
    ),
  ),
};
