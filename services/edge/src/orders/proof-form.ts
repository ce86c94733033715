// proof-form.ts — a picture of a payment as a browser without JavaScript sends it: one form with one file.
import type { FastifyRequest } from 'fastify';

/** The one route that takes such a form. */
export const PROOF_FORM_ROUTE = '/pay/:token/proof';
/** The fields and the headers of the parts, beside the picture. */
const MOST_MORE_BYTES = 8 * 1024;
/** Read and dropped, so that a browser hears the answer; what is longer is cut off. */
const MOST_DROPPED_BYTES = 20 * 1024 * 1024;
const MOST_PARTS = 8;
const LINE = '\r\n';
const HEAD_END = Buffer.from(`${LINE}${LINE}`);

export type ProofForm = {
  readonly token: string;
  /** Null: none was chosen, or the form could not be read. */
  readonly image: Buffer | null;
  readonly isTooLarge: boolean;
};
const EMPTY: ProofForm = { token: '', image: null, isTooLarge: false };

type Done = (error: Error | null, form?: ProofForm) => void;

/** Reads the form; a picture that is too large is not kept. @param mostBytes of the picture. */
export const readProofForm =
  (mostBytes: number) =>
  (request: FastifyRequest, payload: NodeJS.ReadableStream, done: Done): void => {
    const boundary = boundaryOf(request.headers['content-type'] ?? '');
    if (request.routeOptions.url !== PROOF_FORM_ROUTE || boundary === null) {
      done(Object.assign(new Error('no form is taken here'), { statusCode: 415 }));
      return;
    }
    let [chunks, bytes]: [Buffer[], number] = [[], 0];
    let isDone = false;
    const end = (error: Error | null, form?: ProofForm): void => {
      if (!isDone) done(error, form);
      isDone = true;
    };
    payload.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_DROPPED_BYTES) end(Object.assign(new Error('too large'), { statusCode: 413 }));
      else if (bytes <= mostBytes + MOST_MORE_BYTES) chunks.push(chunk);
      else if (bytes - chunk.length <= mostBytes + MOST_MORE_BYTES) chunks = keptStart(chunks);
    });
    payload.on('error', (error: Error) => end(error));
    payload.on('end', () => {
      const form = proofFormOf(Buffer.concat(chunks), boundary);
      const isTooLarge = bytes > mostBytes + MOST_MORE_BYTES || (form.image?.length ?? 0) > mostBytes;
      end(null, isTooLarge ? { ...form, image: null, isTooLarge } : form);
    });
  };

/** Of a form that is too large its first fields are still read: the token stands before the file. */
const keptStart = (chunks: readonly Buffer[]): Buffer[] => [
  Buffer.concat(chunks).subarray(0, MOST_MORE_BYTES),
];

const boundaryOf = (contentType: string): string | null =>
  /;\s*boundary="?([\w'()+,./:=?-]{1,70})"?\s*(?:;|$)/i.exec(contentType)?.[1] ?? null;

/** The token and the picture of a form (RFC 7578); what is neither is left out. */
export const proofFormOf = (body: Buffer, boundary: string): ProofForm => {
  const mark = Buffer.from(`${LINE}--${boundary}`);
  // The first boundary begins the body, without a line before it.
  const whole = Buffer.concat([Buffer.from(LINE), body]);
  let form = EMPTY;
  let at = whole.indexOf(mark);
  for (let parts = 0; at >= 0 && parts < MOST_PARTS; parts += 1) {
    const start = at + mark.length;
    const end = whole.indexOf(mark, start);
    if (end < 0) break;
    form = withPart(form, whole.subarray(start, end));
    at = end;
  }
  return form;
};

const withPart = (form: ProofForm, part: Buffer): ProofForm => {
  const headEnd = part.indexOf(HEAD_END);
  if (headEnd < 0) return form;
  const head = part.subarray(0, headEnd).toString('latin1');
  const content = part.subarray(headEnd + HEAD_END.length);
  const name = /^content-disposition:[^\r\n]*;\s*name="([^"\r\n]{1,40})"/im.exec(head)?.[1];
  if (name === 'token') return { ...form, token: content.toString('latin1') };
  return name === 'image' && content.length > 0 ? { ...form, image: Buffer.from(content) } : form;
};
