import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GB } from '@saring/kernel';
import { imageSize } from 'image-size';
import type { PlacedSale } from '../sales/orders.rows';
import type { Goods, SaleTerms } from '../sales/domain/sale';
import { drawLogo, readLogo } from './business';
import { textWidth, wrap } from './fonts';
import { layOut, SHEETS } from './layout';
import { pdfOf } from './pdf';
import { escapeXml, pngOf, svgOf } from './png';
import { receiptOf, type Business } from './receipt';
import { bytesText, timeText } from './format';
import { rupiahText } from '@saring/i18n';

const WIDTH_PIXELS = SHEETS.sheet.width;
const business: Business = { name: 'WiFi RW 05', address: 'Jl. Melati 5', phone: '0812', logo: null };
const terms: SaleTerms = {
  subscriberId: 'sari',
  purpose: 'package',
  goods: {
    description: 'Paket Keluarga',
    packageId: 'p',
    bytes: 26 * GB,
    bonusBytes: GB,
    unlimited: false,
    days: 30,
    fupThresholdBytes: null,
    debtId: null,
    items: [],
    autoDebtBytes: 0,
  },
  price: { amountRupiah: 180_000, discountRupiah: 20_000, promoId: 'x', promoName: 'Akhir Tahun' },
  method: 'va',
  bank: 'bca',
  site: 'rw05',
  returnUrl: null,
};
const sale = (change: Partial<PlacedSale> = {}): PlacedSale => ({
  terms,
  state: 'fulfilled',
  placedAt: '2026-11-21T07:00:00.000Z',
  orderNumber: 'SRG-rw05-ABCDEFGHIJ2345678901',
  expiresAt: null,
  paymentVersion: 3,
  paidAt: '2026-11-21T07:03:00.000Z',
  invoiceNumber: 'rw05/202611/0042',
  fulfilledAt: null,
  waitingFor: null,
  refundedRupiah: 0,
  round: 1,
  roundsToTakeBack: [],
  ...change,
});
const draw = (of: PlacedSale, who = business, zone = 'Asia/Jakarta', locale: 'id' | 'en' = 'id') =>
  layOut(receiptOf(of, who, locale, zone));
/** All that is written on it, from top to bottom. */
const wordsOn = (drawing: ReturnType<typeof draw>): string =>
  drawing.marks.flatMap((mark) => ('text' in mark ? [mark.text] : [])).join('\n');

describe('what a receipt says', () => {
  it('in Indonesian', () => {
    const words = wordsOn(draw(sale()));
    for (const text of [
      'WiFi RW 05',
      'Jl. Melati 5',
      'rw05/202611/0042',
      'SRG-rw05-ABCDEFGHIJ2345678901',
      '21 November 2026, 14.03 WIB',
      'Virtual Account BCA',
      'Paket Keluarga',
      '26 GB · berlaku 30 hari',
      'Termasuk bonus 1 GB',
      'Rp 200.000',
      '−Rp 20.000',
      'Rp 180.000',
      'LUNAS',
    ])
      expect(words).toContain(text);
  });
  it('says what was paid on top, in the total too', () => {
    const words = wordsOn(draw(sale({ addedRupiah: 1_269 })));
    for (const text of ['Biaya pembayaran', 'Rp 1.269', 'Rp 181.269']) expect(words).toContain(text);
  });
  it('in English, in another zone, of a settlement that was refunded', () => {
    const goods = { ...terms.goods, bytes: 7.5 * GB, debtId: null };
    const settled: SaleTerms = { ...terms, purpose: 'settlement', method: 'qris', bank: null, goods };
    const words = wordsOn(
      draw(
        sale({ terms: settled, state: 'refunded', refundedRupiah: 180_000 }),
        business,
        'Asia/Jayapura',
        'en',
      ),
    );
    for (const text of [
      '16:03 WIT',
      'QRIS',
      'Settlement of all debt',
      'Debt of 7.5 GB',
      'REFUNDED',
      '−Rp 180,000',
    ])
      expect(words).toContain(text);
    expect(words).not.toContain('PAID');
  });
  it('of a settlement says what was owed no more and became quota', () => {
    const settled: SaleTerms = {
      ...terms,
      purpose: 'settlement',
      goods: { ...terms.goods, bytes: 7.5 * GB },
    };
    const of = (bytes: number, unlimited: boolean) =>
      wordsOn(draw(sale({ terms: settled, surplus: { bytes, unlimited } })));
    expect(of(2 * GB, false)).toContain('Sudah tidak terutang, menjadi kuota: 2 GB');
    expect(of(0, true)).toContain('menjadi kuota: Tanpa batas');
  });
  it('in rupiah what the bytes of a package settle of a debt', () => {
    const part = { debtId: 'd', bytes: GB, amountRupiah: 50_000 };
    const of = (items: Goods['items']) => sale({ terms: { ...terms, goods: { ...terms.goods, items } } });
    expect(wordsOn(draw(of([part])))).toContain('Melunasi tunggakan 1 GB seharga Rp 50.000');
    expect(wordsOn(draw(of([{ ...part, amountRupiah: 0 }]), business, 'Asia/Jakarta', 'en'))).toContain(
      'Settles 1 GB of debt\n',
    );
  });
  it.each([
    ['a part as goodwill', { keptRound: 1 }, ['tetap milik Anda'], ['ditarik']],
    ['a part that the bank sent by itself', {}, ['tetap milik Anda'], ['ditarik']],
    [
      'a part with its share, then one without',
      { shareRupiah: 18_000, sharedRound: 0, keptRound: 1 },
      ['bersama pengembalian: 2,5 GB.', 'Sisanya'],
      ['Uang dikembalikan;'],
    ],
    [
      'all of it as goodwill after a share',
      { state: 'refunded' as const, refundedRupiah: 180_000, shareRupiah: 18_000, keptRound: 1 },
      ['bersama pengembalian: 2,5 GB.'],
      ['seluruhnya'],
    ],
    [
      'all of it after a share',
      { state: 'refunded' as const, refundedRupiah: 180_000, shareRupiah: 18_000 },
      ['seluruhnya: 26 GB.'],
      ['Sisanya', 'tetap milik'],
    ],
  ])('of refunds one truth: %s', (_, change, said, unsaid) => {
    const words = wordsOn(draw(sale({ refundedRupiah: 36_000, ...change })));
    for (const text of said) expect(words).toContain(text);
    for (const text of unsaid) expect(words).not.toContain(text);
  });
  it('nothing of what was not paid', () =>
    expect(() => draw(sale({ state: 'expired', paidAt: null, invoiceNumber: null }))).toThrow(
      expect.objectContaining({ code: 'BILLING.ORDER_NOT_PAID' }),
    ));
});

describe('amounts, sizes and times', () => {
  it('are written as people read them', () => {
    expect(rupiahText(1_250_000, 'id')).toBe('Rp 1.250.000');
    expect(bytesText(1.5 * GB, 'id')).toBe('1,5 GB');
    expect(bytesText(GB - 1, 'en')).toBe('1,023.99 MB');
    expect(bytesText(0, 'id')).toBe('0 B');
    const at = new Date('2026-12-31T18:00:00.000Z');
    expect(timeText(at, 'id', 'Asia/Jakarta')).toBe('1 Januari 2027, 01.00 WIB');
    expect(timeText(at, 'en', 'Asia/Makassar')).toBe('1 January 2027, 02:00 WITA');
  });
});

describe('the drawing', () => {
  const hostile = { ...business, name: `<script>&"'\u0000\uD800</script>`, address: 'panjang'.repeat(60) };
  it('holds any text, inside its margins', () => {
    const drawing = draw(sale(), hostile);
    const svg = svgOf(drawing);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;&amp;&quot;&apos;');
    for (const mark of drawing.marks)
      if (mark.kind === 'text') {
        expect(mark.x).toBeGreaterThanOrEqual(40);
        expect(mark.x + textWidth(mark.text, mark.weight, mark.size)).toBeLessThanOrEqual(WIDTH_PIXELS - 40);
      }
    expect(imageSize(pngOf(drawing))).toEqual(expect.objectContaining({ type: 'png', width: WIDTH_PIXELS }));
  });
  it.each(['rw05', 'kampung-baru', 'k'.repeat(32)])(
    'keeps the order number whole, of the site %s',
    (site) => {
      const orderNumber = `SRG-${site}-ABCDEFGHIJ2345678901`;
      const mark = draw(sale({ orderNumber })).marks.find((one) => 'text' in one && one.text === orderNumber);
      expect(mark).toMatchObject({ kind: 'text' });
      if (mark?.kind === 'text')
        expect(mark.x + textWidth(orderNumber, mark.weight, mark.size)).toBeLessThanOrEqual(
          WIDTH_PIXELS - 40,
        );
    },
  );
  it.each([
    ['80mm', 32, 226.77],
    ['58mm', 40, 164.41],
  ] as const)(
    'fits the roll of %s, in black, with nothing in its white edges',
    async (paper, margin, points) => {
      const drawing = layOut(receiptOf(sale(), hostile, 'id', 'Asia/Jakarta'), paper);
      for (const mark of drawing.marks)
        if (mark.kind === 'text') {
          expect(mark.color).toBe('#000000');
          expect(mark.x).toBeGreaterThanOrEqual(margin);
          expect(mark.x + textWidth(mark.text, mark.weight, mark.size)).toBeLessThanOrEqual(
            drawing.width - margin + 0.01,
          );
        }
      const stamp = drawing.marks.find((mark) => mark.kind === 'stamp');
      if (stamp?.kind !== 'stamp') throw new Error('no stamp');
      const beside = drawing.marks.filter(
        (mark) =>
          mark.kind === 'text' &&
          mark.y > stamp.y &&
          mark.y - mark.size < stamp.y + stamp.height &&
          mark.x + textWidth(mark.text, mark.weight, mark.size) > stamp.x,
      );
      expect(beside).toEqual([]);
      const pdf = (await pdfOf(drawing, 'Nota', new Date(0))).toString('latin1');
      expect(Number(/MediaBox \[0 0 ([\d.]+) /.exec(pdf)?.[1])).toBeCloseTo(points, 1);
    },
  );
  it('leaves out what XML cannot hold', () =>
    expect(escapeXml('a\u0001b\uDC00c\uFFFEd😀<')).toBe('abcd😀&lt;'));
  it('wraps between words, inside a long word, and cuts the last line', () => {
    expect(wrap('satu dua tiga', 'regular', 20, 100, 2)).toEqual(['satu dua', 'tiga']);
    const [first = '', second = ''] = wrap('x'.repeat(100), 'regular', 20, 100, 2);
    expect(textWidth(first, 'regular', 20)).toBeLessThanOrEqual(100);
    expect(second.endsWith('…')).toBe(true);
  });
  it('is the same file each time, as PDF', async () => {
    const at = new Date('2026-11-21T07:03:00.000Z');
    const [pdf, again] = await Promise.all([
      pdfOf(draw(sale()), 'Nota', at),
      pdfOf(draw(sale()), 'Nota', at),
    ]);
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pdf.toString('latin1').trimEnd().endsWith('%%EOF')).toBe(true);
    expect(pdf.equals(again)).toBe(true);
  });
});

describe('the logo', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'saring-logo-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is drawn on top, no larger than its frame', async () => {
    const file = join(folder, 'logo.png');
    writeFileSync(file, pngOf({ width: 900, height: 300, marks: [] }));
    const drawing = draw(sale(), { ...business, logo: readLogo(file) });
    const [image] = drawing.marks;
    expect(image).toMatchObject({ kind: 'image', width: 320 });
    expect(pngOf(drawing).length).toBeGreaterThan(0);
    expect((await pdfOf(drawing, 'Nota', new Date(0))).length).toBeGreaterThan(0);
  });
  it('that is no picture stops the start, by name', () => {
    const file = join(folder, 'logo.svg');
    writeFileSync(file, '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>');
    expect(() => readLogo(file)).toThrow('BUSINESS_LOGO_FILE');
  });
  it('is a whole PNG or JPEG of a size that a phone can draw', () => {
    const picture = pngOf({ width: 300, height: 300, marks: [] });
    expect(drawLogo(picture)).toMatchObject({ contentType: 'image/png', widthPixels: 300 });
    const tailed = drawLogo(Buffer.concat([picture, Buffer.from('<script>')]));
    expect(tailed?.bytes.includes('<script>')).toBe(false);
    for (const broken of [picture.subarray(0, 40), pngOf({ width: 1_600, height: 10, marks: [] })])
      expect(drawLogo(broken)).toBeNull();
    expect(drawLogo(Buffer.from('<svg onload="alert(1)"/>'))).toBeNull();
  });
});
