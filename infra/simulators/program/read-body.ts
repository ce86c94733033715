// read-body.ts — reads a request's body as text, up to a limit.
import type { IncomingMessage } from 'node:http';

const MAX_BODY_BYTES = 256 * 1024;

/** The whole body as UTF-8; throws when it is larger than a form or a command ever is. */
export const readBody = async (request: IncomingMessage): Promise<string> =>
  (await readBytes(request, MAX_BODY_BYTES)).toString('utf8');

/** The whole body; throws when it is larger than the caller takes. */
export const readBytes = async (
  request: IncomingMessage,
  mostBytes: number,
): Promise<Buffer<ArrayBuffer>> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error(`the body is larger than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
