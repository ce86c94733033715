// proof-form.spec.ts — whatever a form holds, it gives its picture to the last byte, or none.
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { PROOF_FORM_ROUTE, readProofForm, type ProofForm } from './proof-form';

const BOUNDARY = '----WebKitFormBoundaryAbC123';
const MOST_BYTES = 4_000;
const part = (name: string, content: Buffer, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
const END = Buffer.from(`--${BOUNDARY}--\r\n`);
const FILE = '; filename="bukti 1.jpg"\r\nContent-Type: image/jpeg';
const TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

/** In pieces of this many bytes, as they come over a slow line. */
const read = (
  body: Buffer,
  piece = 700,
  type = TYPE,
  url = PROOF_FORM_ROUTE,
): Promise<ProofForm | undefined> =>
  new Promise((resolve, reject) => {
    const pieces = Array.from({ length: Math.ceil(body.length / piece) }, (_, n) =>
      body.subarray(n * piece, (n + 1) * piece),
    );
    const request = { headers: { 'content-type': type }, routeOptions: { url } };
    readProofForm(MOST_BYTES)(request, Readable.from(pieces, { objectMode: false }), (error, form) =>
      error ? reject(error) : resolve(form),
    );
  });

it('gives the token and the picture to the last byte, also with line ends and boundaries of others in it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 2_000 }),
      fc.string(),
      fc.integer({ min: 1, max: 900 }),
      async (bytes, odd, piece) => {
        const lines = [Buffer.from('\r\n--other\r\n\r\n'), bytes, Buffer.from(odd), Buffer.from('\r\n')];
        const image = Buffer.concat(lines);
        const body = Buffer.concat([part('token', Buffer.from('abc.def')), part('image', image, FILE), END]);
        const form = await read(body, piece);
        expect([form?.token, form?.image?.equals(image), form?.isTooLarge]).toEqual(['abc.def', true, false]);
      },
    ),
  );
});

it('has no picture where none was chosen, it is too large, or the form was cut off', async () => {
  const token = part('token', Buffer.from('t'));
  const none = Buffer.concat([token, part('image', Buffer.alloc(0), FILE), END]);
  expect(await read(none)).toEqual({ token: 't', image: null, isTooLarge: false });
  const large = Buffer.concat([token, part('image', Buffer.alloc(MOST_BYTES + 1, 7), FILE), END]);
  expect(await read(large)).toEqual({ token: 't', image: null, isTooLarge: true });
  const cut = Buffer.concat([token, part('image', Buffer.alloc(50, 7), FILE)]);
  expect(await read(cut)).toMatchObject({ image: null });
});

it('reads nothing out of whatever else it is given, and always answers', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
      expect(await read(Buffer.from(bytes))).toMatchObject({ token: '', image: null });
    }),
  );
});

it.each([
  ['another route', TYPE, '/login'],
  ['no boundary', 'multipart/form-data', PROOF_FORM_ROUTE],
])('refuses %s', async (_, type, url) => {
  await expect(read(END, 700, type, url)).rejects.toMatchObject({ statusCode: 415 });
});
