// well-formed.spec.ts — one bad cell of a file marks its row; anywhere else such text refuses the request.
import type { FastifyRequest } from 'fastify';
import { checkWellFormed } from './well-formed';

const request = (url: string, body: unknown): FastifyRequest =>
  ({
    method: 'POST',
    url,
    routeOptions: { url },
    raw: { url },
    params: {},
    query: {},
    headers: {},
    body,
  }) as unknown as FastifyRequest;
const rows = () => [
  { phone: '0812', name: 'Si\u202eti\0\u0007' },
  { phone: '0813', name: 'Budi' },
];

it('marks what cannot be read in the cells of an import', () => {
  const body = { action: 'import', rows: rows() };
  checkWellFormed(request('/api/v1/batches?x=1', body));
  expect(body.rows).toEqual([
    { phone: '0812', name: 'Si\ufffdti\ufffd\ufffd' },
    { phone: '0813', name: 'Budi' },
  ]);
});

it.each(['/api/v1/batches', '/api/v1/routers/0fa1b2c3-0000-4000-8000-000000000001/lines'])(
  'marks at %s the end of a cell that is too long, and leaves half a character out',
  (url) => {
    const body = {
      rows: [
        { pool: 'p'.repeat(5_000) },
        { pool: `${'p'.repeat(298)}\u{1f600}\u{1f600}` },
        { pool: 'p'.repeat(300) },
      ],
    };
    checkWellFormed(request(url, body));
    expect(body.rows).toEqual([
      { pool: `${'p'.repeat(299)}\ufffd` },
      { pool: `${'p'.repeat(298)}\ufffd\ufffd` },
      { pool: 'p'.repeat(300) },
    ]);
  },
);

it.each([
  ['/api/v1/batches', { reason: 'a\u202e' }],
  ['/api/v1/batches', { rows: [{ 'na\u202eme': 'x' }] }],
  ['/api/v1/other', { rows: rows() }],
])('refuses it at %s in %j', (url, body) =>
  expect(() => checkWellFormed(request(url, body))).toThrow('REQUEST.INVALID'),
);

it('refuses no webhook of messages for what one person wrote, but its address', () => {
  const said = { entry: [{ text: 'a\0' }, { text: '\ud800' }] };
  expect(() => checkWellFormed(request('/webhooks/messages/:channel', said))).not.toThrow();
  expect(() => checkWellFormed(request('/webhooks/midtrans', said))).toThrow('REQUEST.INVALID');
  const odd = { ...request('/webhooks/messages/:channel', {}), params: { channel: '\0' } };
  expect(() => checkWellFormed(odd as FastifyRequest)).toThrow('REQUEST.INVALID');
});
