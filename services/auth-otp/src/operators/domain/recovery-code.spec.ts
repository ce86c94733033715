import { recoveryCode, recoveryCodeIn } from './recovery-code';

let picked = 0;
it('is read however it is typed', () => {
  const code = recoveryCode((below) => (picked += 7) % below);
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/);
  const read = code.replace('-', '');
  for (const typed of [code, code.toLowerCase(), ` ${read} `, `${read.slice(0, 3)} ${read.slice(3)}`])
    expect(recoveryCodeIn(typed)).toBe(read);
  expect(recoveryCodeIn('OIL00-00000')).toBe('0110000000');
});

it('is no code of an authenticator, and nothing shorter or longer', () => {
  for (const typed of ['', '123456', '7K3QX-9M2P', '7K3QX-9M2PDD', '7K3QX-9M2P!', '7K3QX-9M2PU'])
    expect(recoveryCodeIn(typed)).toBeNull();
});
