import { forgetChallenge, keepChallenge, readChallenge, type Page } from './kept-challenge';

const challenge = {
  challengeId: '0b6f3c1e-7a0e-4c57-9a53-0e8f2f4d9a11',
  phone: '0812 3456 7890',
  resendAt: 60_000,
  expiresAt: 300_000,
};

const pageAt = (start: string, storage: Page['storage'] = memory()): Page & { now: () => string } => {
  let href = start;
  return { href: () => href, now: () => href, replace: (next) => void (href = next), storage };
};
const memory = (): Page['storage'] => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  };
};
const START = 'http://portal.test/?link-orig=http%3A%2F%2Fexample.com%2F';

it('survives a reload, and leaves the rest of the address as it was', () => {
  const page = pageAt(START);
  keepChallenge(page, challenge);
  expect(readChallenge(page)).toEqual(challenge);
  expect(page.now()).toBe(`${START}&challenge=${challenge.challengeId}`);
  forgetChallenge(page);
  expect([readChallenge(page), page.now()]).toEqual([null, START]);
});

it('keeps the number out of the address', () => {
  const page = pageAt(START);
  keepChallenge(page, challenge);
  expect(page.now()).not.toContain('3456');
});

it('goes on by the address alone where the browser keeps nothing', () => {
  const page = pageAt(START, null);
  keepChallenge(page, challenge);
  expect(readChallenge(page)).toEqual({ ...challenge, phone: '', resendAt: 0, expiresAt: 0 });
});

it('does not mix two challenges', () => {
  const storage = memory();
  keepChallenge(pageAt(START, storage), challenge);
  const other = '11111111-7a0e-4c57-9a53-0e8f2f4d9a11';
  expect(readChallenge(pageAt(`${START}&challenge=${other}`, storage))).toEqual({
    challengeId: other,
    phone: '',
    resendAt: 0,
    expiresAt: 0,
  });
});

it.each(['nonsense', '{"challengeId":', '../../etc'])('reads no challenge from %s', (text) => {
  const storage = memory();
  storage?.setItem('saring.challenge', text);
  expect(
    readChallenge(pageAt(`http://portal.test/?challenge=${encodeURIComponent(text)}`, storage)),
  ).toBeNull();
});
