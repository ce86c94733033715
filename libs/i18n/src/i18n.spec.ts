import {
  chooseLocale,
  describeError,
  ERRORS,
  fill,
  LOCALES,
  messageParams,
  messages,
  placesOf,
  portal,
  packageChanges,
  quotaRequests,
  renderMessage,
  shop,
  statementTexts,
  type ErrorCode,
  type MessageKey,
  type PortalKey,
  type PackageChangeKey,
  type QuotaRequestKey,
  type ShopKey,
  type StatementKey,
} from '.';

const keysOf = <K extends string>(catalogue: Readonly<Record<K, unknown>>): K[] =>
  Object.keys(catalogue) as K[];

describe('every language', () => {
  it.each(keysOf<MessageKey>(messages.id))('renders the message %s with its params whole', (key) => {
    const params = Object.fromEntries(messageParams(key).map((name) => [name, `<${name}>`]));
    for (const locale of LOCALES) {
      const text = renderMessage(key, locale, params);
      expect(text).not.toMatch(/[{}]/);
      for (const value of Object.values(params)) expect(text).toContain(value);
    }
    expect(messages.en[key]).not.toBe(messages.id[key]);
  });
  it.each(keysOf<ErrorCode>(ERRORS))('has a text for %s, naming the same values', (code) => {
    expect(placesOf(ERRORS[code].en.detail)).toEqual(placesOf(ERRORS[code].id.detail));
    expect(ERRORS[code].en.title.length * ERRORS[code].id.title.length).toBeGreaterThan(0);
  });
  it.each(keysOf<PortalKey>(portal.id))('has the portal text %s with the same places', (key) =>
    expect(placesOf(portal.en[key])).toEqual(placesOf(portal.id[key])),
  );
  it.each(keysOf<ShopKey>(shop.id))('has the shop text %s with the same places', (key) =>
    expect(placesOf(shop.en[key])).toEqual(placesOf(shop.id[key])),
  );
  it.each(keysOf<PackageChangeKey>(packageChanges))(
    'has the text %s of changes of package with the same places',
    (key) => expect(placesOf(packageChanges[key].en)).toEqual(placesOf(packageChanges[key].id)),
  );
  it.each(keysOf<QuotaRequestKey>(quotaRequests))('has the text %s of requests with the same places', (key) =>
    expect(placesOf(quotaRequests[key].en)).toEqual(placesOf(quotaRequests[key].id)),
  );
  it.each(keysOf<StatementKey>(statementTexts))(
    'has the text %s of the statement with the same places',
    (key) => expect(placesOf(statementTexts[key].en)).toEqual(placesOf(statementTexts[key].id)),
  );
  it('has the same keys', () => {
    expect(keysOf(shop.en)).toEqual(keysOf(shop.id));
    expect(keysOf(messages.en)).toEqual(keysOf(messages.id));
    expect(keysOf(portal.en)).toEqual(keysOf(portal.id));
  });
});

it('leaves out the line of an optional param that has no value', () => {
  const params = { item: 'Paket 10 GB', amount: 'Rp 100.000', until: '21.00' };
  const text = renderMessage('purchase.pending', 'id', { ...params, link: '' });
  expect(text).toMatch(/Bayar sebelum 21\.00\.$/);
  expect(renderMessage('purchase.pending', 'id', params)).toBe(text);
  expect(renderMessage('purchase.pending', 'id', { ...params, link: 'https://x' })).toContain('https://x');
});

it('leaves out empty params, and names the contact where there is one', () => {
  const receipt = { item: '10 GB', amount: 'Rp 50.000', expires: '–', invoice: '-', link: '-' };
  expect(renderMessage('purchase.receipt', 'id', receipt)).not.toMatch(/Nota|Bukti bayar/);
  const block = { reason: 'abuse' };
  expect(renderMessage('access.blocked', 'id', block)).not.toMatch(/Hubungi pengelola:/);
  expect(renderMessage('access.blocked', 'id', { ...block, contact: '0812' })).toMatch(
    /Hubungi pengelola: 0812$/,
  );
  expect(renderMessage('quota.exhausted', 'en', { page: 'https://wifi' })).toMatch(/\nhttps:\/\/wifi$/);
});

describe('choosing a language', () => {
  it.each([
    [undefined, 'id'],
    ['', 'id'],
    ['en', 'en'],
    ['EN-gb', 'en'],
    ['fr, en;q=0.5, id;q=0.8', 'id'],
    ['id;q=0, en;q=0.1', 'en'],
    ['de', 'id'],
    ['en;q=nonsense', 'en'],
    [`${'x,'.repeat(5_000)}en`, 'id'],
  ])('reads %s', (accepted, locale) => expect(chooseLocale(accepted)).toBe(locale));
});

it('leaves a place without a value, and fills no other', () =>
  expect(fill('{a} {b} {a} {constructor}', { a: 1 })).toBe('1 {b} 1 {constructor}'));

it('names a code that it does not know', () =>
  expect(describeError('SHOP.CLOSED', 'en')).toEqual({
    title: 'Refused',
    detail: 'The request was refused (SHOP.CLOSED).',
  }));
