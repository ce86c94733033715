// event-stream.ts — one open stream of server-sent events.
import type { FastifyReply, FastifyRequest } from 'fastify';

const RETRY_MILLISECONDS = 3_000;
/** A page that does not read is cut off rather than buffered for. */
const MOST_UNREAD_BYTES = 65_536;

/** @param event null: a sign of life. */
export const writerOf =
  ({ raw }: FastifyReply) =>
  (event: string | null, data: string): void => {
    if (raw.writableLength > MOST_UNREAD_BYTES) raw.destroy();
    else raw.write(event === null ? `: ${data}\n\n` : `event: ${event}\ndata: ${data}\n\n`);
  };

/** Begins the stream, which ends after so long; `onClose` is called once, whoever ends it. */
export const beginStream = (
  request: FastifyRequest,
  reply: FastifyReply,
  lastsMilliseconds: number,
  onClose: () => void,
): void => {
  const { raw } = reply;
  const expiry = setTimeout(() => raw.end(), lastsMilliseconds);
  request.raw.socket.setTimeout(0);
  raw.on('close', () => {
    clearTimeout(expiry);
    onClose();
  });
  const headers = Object.fromEntries(
    Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined),
  );
  reply.hijack();
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    // nginx would hold events back until its buffer is full.
    'x-accel-buffering': 'no',
  });
  raw.write(`retry: ${RETRY_MILLISECONDS}\n\n`);
};
