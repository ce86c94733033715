import {
  endOfLocalMonth,
  idFrom,
  isPrivateMac,
  isUuid,
  localDate,
  parseMacAddress,
  parsePhoneNumber,
} from '.';

describe('phone numbers', () => {
  it.each([
    '081234567890',
    '6281234567890',
    '+6281234567890',
    '006281234567890',
    '0812-3456-7890',
    ' 0812 3456 7890 ',
    '81234567890',
    '+62 (812) 3456.7890',
    '+62 0812 3456 7890',
    '\u202a+62 812-3456-7890\u202c',
    '\u2068+62\u00a0812\u20113456\u20137890\u2069',
    '\uff0b\uff16\uff12 812 3456 7890',
    '\u0660\u0668\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660',
    '0812 \u{1d7db}456 7890',
    '\ufeff081234567890\u200b',
  ])('reads %s', (text) => expect(parsePhoneNumber(text)).toEqual({ ok: true, value: '+6281234567890' }));
  it.each([
    '',
    'abc',
    '0211234567',
    '+14155550123',
    '0812',
    '08123456789012345',
    '0812345678x',
    '+',
    '0'.repeat(40),
  ])('refuses %s', (text) =>
    expect(parsePhoneNumber(text)).toMatchObject({ ok: false, refusal: { code: 'PHONE.INVALID' } }),
  );
});

describe('MAC addresses', () => {
  it.each(['aa:bb:cc:dd:ee:0f', 'AA-BB-CC-DD-EE-0F', 'aabb.ccdd.ee0f', 'aabbccddee0f'])('reads %s', (text) =>
    expect(parseMacAddress(text)).toEqual({ ok: true, value: 'AA:BB:CC:DD:EE:0F' }),
  );
  it.each(['', 'aa:bb', 'zz:bb:cc:dd:ee:ff', '00:00:00:00:00:00', 'ff:ff:ff:ff:ff:ff'])(
    'refuses %s',
    (text) => expect(parseMacAddress(text).ok).toBe(false),
  );
  it('knows a private MAC by its second bit', () => {
    expect(isPrivateMac('EA:52:FD:F7:82:13')).toBe(true);
    expect(isPrivateMac('48:52:FD:F7:82:13')).toBe(false);
  });
});

describe('dates of a site', () => {
  it('cuts the day at local midnight', () => {
    expect(localDate(new Date('2026-11-20T16:59:59Z'), 'Asia/Jakarta')).toBe('2026-11-20');
    expect(localDate(new Date('2026-11-20T17:00:00Z'), 'Asia/Jakarta')).toBe('2026-11-21');
    expect(localDate(new Date('2026-11-20T15:00:00Z'), 'Asia/Jayapura')).toBe('2026-11-21');
  });
  it('ends a month at local midnight', () => {
    expect(endOfLocalMonth(new Date('2026-11-30T18:00:00Z'), 'Asia/Jakarta').toISOString()).toBe(
      '2026-12-31T16:59:59.999Z',
    );
    expect(endOfLocalMonth(new Date('2026-02-03T00:00:00Z'), 'Asia/Makassar').toISOString()).toBe(
      '2026-02-28T15:59:59.999Z',
    );
  });
});

it('derives the same id from the same name', () => {
  expect(idFrom('a', 1)).toBe(idFrom('a', 1));
  expect(idFrom('a', 1)).not.toBe(idFrom('a', 11));
  expect(idFrom('a', 'b')).not.toBe(idFrom('ab'));
  expect(isUuid(idFrom('a', 1))).toBe(true);
});
