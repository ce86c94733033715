import { randomBytes } from 'node:crypto';
import { Vault } from './vault';

const vault = new Vault(randomBytes(32));
const sealed = vault.seal('rahasia', 'router-1');

it('opens what it sealed, and seals the same differently each time', () => {
  expect(vault.open(sealed, 'router-1')).toBe('rahasia');
  expect(vault.seal('rahasia', 'router-1')).not.toEqual(sealed);
  expect(sealed.toString('latin1')).not.toContain('rahasia');
});

it.each([
  ['another key', new Vault(randomBytes(32)), sealed, 'router-1'],
  ['another router', vault, sealed, 'router-2'],
  [
    'a changed byte',
    vault,
    Buffer.from(sealed.map((byte, at) => (at === sealed.length - 1 ? byte ^ 1 : byte))),
    'router-1',
  ],
  ['too few bytes', vault, sealed.subarray(0, 9), 'router-1'],
])('does not open under %s, and says what to do', (_why, other, bytes, routerId) => {
  expect(() => other.open(bytes, routerId)).toThrow(/enter it again/);
});
