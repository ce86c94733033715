// notice.fuzz.spec.ts — whatever is posted as a notice of Midtrans, or answered as a status: genuine only under the right
// signature, and then in our words alone. `npm run fuzz -- notice` for long.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fuzz, fuzzRuns } from '@saring/testing';
import { checkNotice, orderNumberOfNotice, signatureOf } from './notice';
import { bodyOf, textOf } from './vendor-client';
import { instructionsOf, reportOf } from './vendor-report';

const KEY = 'SB-Mid-server-fuzz';
const FIXTURES = join(__dirname, 'fixtures');
const CORPUS = readdirSync(FIXTURES).map((name) => {
  const { payload } = JSON.parse(readFileSync(join(FIXTURES, name), 'utf8')) as { readonly payload: unknown };
  return Buffer.from(JSON.stringify(payload));
});
const WORDS = [
  ...['"__proto__"', '"constructor"', '"toString"', '"settlement"', '"capture"', '"challenge"', '"200"'],
  ...['"0.00"', '"1e3"', '"-1.00"', '.00', 'null', '{}', '[]', '[[', '1e999', '"\\ud800"', '"\\u0000"', ','],
];
const STANDINGS = [
  ...['pending', 'paid', 'expired', 'cancelled', 'denied', 'refunded', 'reversed', 'disputed', 'challenged'],
  'unclear',
];
const METHODS = ['qris', 'gopay', 'shopeepay', 'va', undefined];

const parsed = (input: Buffer): unknown => {
  try {
    return JSON.parse(input.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
};
/** Signed again: what would be behind the signature is looked at as well. */
const signed = (value: unknown): Buffer => {
  const body = bodyOf(value);
  const parts = [body['order_id'], body['status_code'], body['gross_amount']].map(textOf);
  const signature = signatureOf(parts[0] ?? '', parts[1] ?? '', parts[2] ?? '', KEY);
  return Buffer.from(JSON.stringify({ ...body, signature_key: signature }));
};

it('is genuine under the right signature alone, and says nothing that we have no word for', async () => {
  const seen = await fuzz(
    {
      ...{ corpus: CORPUS, words: WORDS, isJson: true },
      answer(input) {
        orderNumberOfNotice(input);
        const plain = checkNotice(input, KEY);
        if (plain.kind === 'genuine') throw new Error('genuine without our signature');
        const value = parsed(input);
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return plain.kind;
        const body = bodyOf(value);
        const report = reportOf(body);
        if (!STANDINGS.includes(report.standing)) throw new Error(`standing ${String(report.standing)}`);
        if (!METHODS.includes(report.method)) throw new Error(`method ${String(report.method)}`);
        for (const amount of [report.amountRupiah, ...report.refunds.map((one) => one.amountRupiah)])
          if (amount !== null && (!Number.isSafeInteger(amount) || amount < 0))
            throw new Error(`Rp ${amount}`);
        for (const shown of Object.values(instructionsOf(body, 'https://api.midtrans.com')))
          if (typeof shown !== 'string') throw new Error('a way to pay that is no text');
        return `${plain.kind} ${checkNotice(signed(value), KEY).kind} ${report.standing}`;
      },
    },
    fuzzRuns(10_000),
  );
  expect([...seen.answers.keys()]).toContain('forged genuine paid');
});
