import { firstPage } from './first-page';

const asked = (url: string, name = 'link-orig') =>
  firstPage(`?${new URLSearchParams({ [name]: url })}`, 'portal.test');

it.each([
  ['http://example.com/a?b=1&c=2', 'example.com'],
  ['https://example.com:8443/', 'example.com:8443'],
])('keeps %s', (url, host) => expect(asked(url)).toEqual({ url, host }));

it('takes either name', () => expect(asked('http://example.com/', 'next')?.host).toBe('example.com'));

it.each([
  ['nothing', ''],
  ['a script', 'javascript:alert(1)'],
  ['data', 'data:text/html,x'],
  ['a path', '/login'],
  ['another scheme', 'intent://x'],
  ['what no browser opens', 'http://%'],
  ['this portal', 'http://portal.test/account'],
  ["a phone's own probe", 'http://connectivitycheck.gstatic.com/generate_204'],
  ['a monster', `http://example.com/${'x'.repeat(2_000)}`],
])('drops %s', (_, url) => expect(asked(url)).toBeNull());
