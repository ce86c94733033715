// import-line.spec.ts — what a line of a file asks for, and what is wrong with it.
import { understood, type ImportLine } from './import-line';

const line = (written: Partial<ImportLine>): ImportLine => ({
  ...{ phone: '0812 3456 7890', name: '', gigabytes: '', days: '', address: '', room: '', note: '' },
  ...written,
});

it('reads numbers and quota in the ways people write them', () =>
  expect(
    understood(
      line({ phone: "'+62812-3456-7890", name: ' Siti ', gigabytes: '1,5 GB', days: '30', room: 'B-12' }),
    ),
  ).toEqual({
    wanted: {
      ...{ phone: '+6281234567890', name: 'Siti', bytes: 1_610_612_736, days: 30 },
      fields: { room: 'B-12' },
    },
  }));

it.each([
  [{ phone: '021 555' }, 'PHONE.INVALID'],
  [{ phone: '' }, 'BILLING.ROW_PHONE_EMPTY'],
  [{ phone: ' ' }, 'BILLING.ROW_PHONE_EMPTY'],
  [{ gigabytes: 'lima' }, 'BILLING.ROW_QUOTA_INVALID'],
  [{ gigabytes: '-1' }, 'BILLING.ROW_QUOTA_INVALID'],
  [{ gigabytes: '9999999' }, 'BILLING.ROW_QUOTA_INVALID'],
  [{ days: '3651' }, 'BILLING.ROW_DAYS_INVALID'],
  [{ days: '1.5' }, 'BILLING.ROW_DAYS_INVALID'],
  [{ name: 'x'.repeat(101) }, 'AUTH.PERSONAL_DATA_TOO_LONG'],
  [{ note: 'x'.repeat(201) }, 'AUTH.PERSONAL_DATA_TOO_LONG'],
  [{ name: 'Si\ufffdti' }, 'BILLING.ROW_TEXT_INVALID'],
  [{ name: 'Siti\tB;=1+1' }, 'BILLING.ROW_TEXT_INVALID'],
])('%j is refused as %s', (written, refusal) => expect(understood(line(written))).toEqual({ refusal }));
