// malformed.ts — what is no HTTP at all, or comes too slowly, is told so in the words of every other error.
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { chooseLocale } from '@saring/i18n';
import { newId } from '@saring/kernel';
import { problemBody } from './problem';

const GONE = 'ECONNRESET';

/** In place of fastify's own answer, which is no problem+json. @param origin where the words of a code are explained. */
export const answerMalformed = (server: Server, origin: string): void => {
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === GONE || !socket.writable) {
      socket.destroy();
      return;
    }
    const context = { errorLocale: chooseLocale(undefined), origin };
    const problem = { code: 'REQUEST.MALFORMED', details: {} };
    const body = JSON.stringify(problemBody(problem, context, newId().replaceAll('-', '')));
    const head = [
      'HTTP/1.1 400 Bad Request',
      'content-type: application/problem+json; charset=utf-8',
      `content-length: ${Buffer.byteLength(body)}`,
      'connection: close',
    ];
    socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  });
};
