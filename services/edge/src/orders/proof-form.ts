// proof-form.ts — a picture of a payment as a browser without JavaScript sends it: one form with one file.
import { Busboy, type BusboyHeaders, type BusboyInstance } from '@fastify/busboy';
import type { FastifyRequest } from 'fastify';

/** The one route that takes such a form. */
export const PROOF_FORM_ROUTE = '/pay/:token/proof';
/** Beside the picture. */
const LIMITS = { fields: 4, fieldSize: 4_096, fieldNameSize: 40, files: 1, parts: 8, headerPairs: 16 };
/** Read and dropped, so that a browser hears the answer; what is longer is cut off. */
const MOST_DROPPED_BYTES = 20 * 1024 * 1024;

export type ProofForm = {
  readonly token: string;
  /** Null: none was chosen, it was too large, or the form could not be read. */
  readonly image: Buffer | null;
  readonly isTooLarge: boolean;
};

type Done = (error: Error | null, form?: ProofForm) => void;
type Asked = Pick<FastifyRequest, 'headers'> & {
  readonly routeOptions: { readonly url?: string | undefined };
};

/** Reads the form; a picture that is too large is not kept. @param mostBytes of the picture. */
export const readProofForm =
  (mostBytes: number) =>
  (request: Asked, payload: NodeJS.ReadableStream, done: Done): void => {
    const reader = request.routeOptions.url === PROOF_FORM_ROUTE ? readerOf(request, mostBytes) : null;
    if (reader === null) {
      done(Object.assign(new Error('no form is taken here'), { statusCode: 415 }));
      return;
    }
    let [token, image, isTooLarge, bytes, isDone] = ['', null as Buffer | null, false, 0, false];
    const end = (error: Error | null): void => {
      if (!isDone) done(error, error ? undefined : { token, image: isTooLarge ? null : image, isTooLarge });
      isDone = true;
    };
    const unread = (): void => {
      image = null;
      end(null);
    };
    reader.on('field', (name, value) => {
      if (name === 'token') token = value;
    });
    reader.on('file', (name, file) => {
      const chunks: Buffer[] = [];
      file.on('data', (chunk: Buffer) => chunks.push(chunk));
      file.on('limit', () => (isTooLarge = true));
      file.on('error', unread);
      file.on('end', () => {
        if (name === 'image' && chunks.length > 0) image = Buffer.concat(chunks);
      });
    });
    reader.on('error', unread);
    reader.on('finish', () => end(null));
    payload.on('error', end);
    payload.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= MOST_DROPPED_BYTES) return;
      payload.unpipe(reader);
      end(Object.assign(new Error('too large'), { statusCode: 413 }));
    });
    payload.pipe(reader);
  };

/** Null: no form that anyone could read. */
const readerOf = ({ headers }: Asked, mostBytes: number): BusboyInstance | null => {
  try {
    return new Busboy({ headers: headers as BusboyHeaders, limits: { ...LIMITS, fileSize: mostBytes } });
  } catch {
    return null;
  }
};
