// A page that wants a nonce gets one of its own with each answer, in its policy and in itself.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StaticSite, withNonce } from './static-site';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saring-site-'));
  writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__CSP_NONCE__" />');
  writeFileSync(join(folder, 'plain.html'), '<p>plain</p>');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('is another in each answer', () => {
  const { index } = new StaticSite(folder);
  if (!index) throw new Error('no index');
  expect(index.hasNonce).toBe(true);
  const [one, other] = [withNonce(index), withNonce(index)];
  const nonce = /content="([\w-]{22})"/.exec(one.body)?.[1] ?? 'none';
  expect(one.policy).toContain(`style-src 'self' 'nonce-${nonce}'`);
  expect(one.policy).not.toContain('unsafe');
  expect(other.body).not.toBe(one.body);
});

it('is asked for by its mark alone', () =>
  expect(new StaticSite(folder).file('plain.html')).toMatchObject({ hasNonce: false }));
