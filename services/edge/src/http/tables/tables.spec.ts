// tables.spec.ts — tables for spreadsheets: nothing runs, nothing reads as something else, long ones are bounded.
import type { FastifyReply } from 'fastify';
import { readSheet } from 'read-excel-file/node';
import { csvLine, safeCell, type Cell } from './cells';
import { pagesOf, sendCsvTable, xlsxOf } from './send-table';

it.each([
  '=1+1',
  '+62812',
  '-5',
  '@SUM(A1)',
  '\t=1',
  ' =1',
  '\u202e=1',
  '\uff1dHYPERLINK("x")',
  '|cmd',
  '%0a=1',
])('neutralises %j', (text) => expect(safeCell(text)).toMatch(/^'/));
it.each(['Siti', '5 GB', '', 'a=b', '0812'])('leaves %j', (text) => expect(safeCell(text)).toBe(text));

it('quotes what CSV would read as its own', () =>
  expect(csvLine(['a "b"', 5, undefined, 'x,\ny'])).toBe('"a ""b""",5,"","x,\ny"'));

const pages = (most: number, lines: number) =>
  pagesOf(
    async (cursor) => {
      const start = Number(cursor ?? 0);
      const rows: Cell[][] = [[start, `=${start}`]];
      return { rows, next: start + 1 < lines ? String(start + 1) : undefined };
    },
    { most, field: 'from' },
  );

const replyDouble = (request: object = { query: {}, headers: {} }) => {
  const sent: { body?: AsyncIterable<string> } = {};
  const reply = {
    request,
    header: () => reply,
    send: async (body: AsyncIterable<string>) => {
      sent.body = body;
    },
  };
  return { sent, reply: reply as unknown as FastifyReply };
};

it('streams CSV page by page', async () => {
  const { sent, reply } = replyDouble();
  await sendCsvTable(reply, { name: 'x', columns: ['number', 'state'], pages: pages(10, 3) });
  const chunks: string[] = [];
  for await (const chunk of sent.body ?? []) chunks.push(String(chunk));
  expect(chunks).toEqual(['Baris berkas,Status\r\n', `0,"'=0"\r\n`, `1,"'=1"\r\n`, `2,"'=2"\r\n`]);
});

it.each([
  [{ query: {}, headers: {} }, 'Waktu,Nomor HP'],
  [{ query: {}, headers: { cookie: 'saring_locale=en' } }, 'When,Phone'],
  [{ query: { lang: 'en' }, headers: { authorization: 'Bearer x' } }, 'When,Phone'],
  [{ query: {}, headers: { authorization: 'Bearer x' } }, 'name,phone'],
])(
  'has headings in the language of who asks, and names of the API for programs (%j)',
  async (request, heads) => {
    const { sent, reply } = replyDouble(request);
    await sendCsvTable(reply, { name: 'x', columns: ['name:period', 'phone'], pages: pages(10, 1) });
    const first = await sent.body?.[Symbol.asyncIterator]().next();
    expect(first?.value).toBe(`${heads}\r\n`);
  },
);

it('refuses what is longer than the most, and says by which field to ask for less', async () => {
  await expect(xlsxOf({ name: 'x', heads: ['n', 't'], pages: pages(2, 3) })).rejects.toMatchObject({
    code: 'REQUEST.INVALID',
    details: { errors: [{ field: 'from', rule: 'mostLines', limit: 2 }] },
  });
});

it('writes XLSX with texts as texts and numbers as numbers', async () => {
  const file = await xlsxOf({ name: 'x', heads: ['n', 't'], pages: pages(10, 2) });
  expect(await readSheet(file)).toEqual([
    ['n', 't'],
    [0, "'=0"],
    [1, "'=1"],
  ]);
});
