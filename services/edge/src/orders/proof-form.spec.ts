// proof-form.spec.ts — whatever a form holds, it gives its picture to the last byte, or none.
import fc from 'fast-check';
import { proofFormOf } from './proof-form';

const BOUNDARY = '----WebKitFormBoundaryAbC123';
const part = (name: string, content: Buffer, more = ''): Buffer =>
  Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
const END = Buffer.from(`--${BOUNDARY}--\r\n`);
const FILE = '; filename="bukti \\"1\\".jpg"\r\nContent-Type: image/jpeg';

it('gives the token and the picture to the last byte, also with line ends and boundaries of others in it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), fc.string(), (bytes, odd) => {
      const image = Buffer.concat([
        Buffer.from('\r\n--other\r\n\r\n'),
        bytes,
        Buffer.from(odd),
        Buffer.from('\r\n'),
      ]);
      const body = Buffer.concat([part('token', Buffer.from('abc.def')), part('image', image, FILE), END]);
      const form = proofFormOf(body, BOUNDARY);
      expect([form.token, form.image?.equals(image)]).toEqual(['abc.def', true]);
    }),
  );
});

it('has no picture where none was chosen, or the form was cut off', () => {
  const token = part('token', Buffer.from('t'));
  const none = Buffer.concat([token, part('image', Buffer.alloc(0), FILE), END]);
  expect(proofFormOf(none, BOUNDARY)).toEqual({ token: 't', image: null, isTooLarge: false });
  const cut = Buffer.concat([token, part('image', Buffer.alloc(50, 7), FILE)]);
  expect(proofFormOf(cut, BOUNDARY).image).toBeNull();
});

it('reads nothing out of whatever else it is given, and never fails', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
      expect(proofFormOf(Buffer.from(bytes), BOUNDARY)).toMatchObject({ token: '', image: null });
    }),
  );
});
