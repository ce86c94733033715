// malformed.ts — what is no HTTP, or comes too slowly, gets an answer in the form of every other error.
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { chooseLocale } from '@saring/i18n';
import { newId } from '@saring/kernel';
import { problemBody } from './problem';

const GONE = 'ECONNRESET';
const TOO_SLOW = 'ERR_HTTP_REQUEST_TIMEOUT';
const REASONS: Readonly<Record<number, string>> = { 400: 'Bad Request', 408: 'Request Timeout' };

/** In place of fastify's own answer, which is no problem+json. @param publicOrigin where a code is explained. */
export const answerMalformed = (server: Server, publicOrigin: string): void => {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === GONE || !socket.writable) {
      socket.destroy();
      return;
    }
    const context = { errorLocale: chooseLocale(undefined), publicOrigin };
    const code = error.code === TOO_SLOW ? 'REQUEST.TOO_SLOW' : 'REQUEST.MALFORMED';
    const problem = problemBody({ code, details: {} }, context, newId().replaceAll('-', ''));
    const body = JSON.stringify(problem);
    const head = [
      `HTTP/1.1 ${problem.status} ${REASONS[problem.status] ?? ''}`,
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    // Whoever reads as slowly as they write holds no socket either.
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
  });
};
