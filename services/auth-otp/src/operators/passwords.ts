// passwords.ts — operators' passwords: argon2id, at OWASP's second recommended cost (19 MiB, two passes).
import { randomBytes, randomInt } from 'node:crypto';
import { PasswordWorkers } from './password-workers';

const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 };
const SALT_BYTES = 16;
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

const workers = new PasswordWorkers();

/** @throws RefusalError AUTH.LOGIN_BUSY */
export const hashPassword = async (password: string): Promise<string> => {
  const options = { ...COST, password, salt: randomBytes(SALT_BYTES), outputType: 'encoded' };
  return String(await workers.run({ kind: 'hash', options }));
};

const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c2FyaW5nLW5vYm9keS0tLQ$PqVxyr9p7P7ZSZ3jzLhBt0j3kXqNfyRzoHWk1DQ2ZOs';

/** An unknown operator costs the same time as a wrong password. @throws RefusalError AUTH.LOGIN_BUSY */
export const passwordMatches = async (password: string, hash: string | null): Promise<boolean> => {
  // argon2 refuses to hash nothing: no operator has that password.
  if (password === '') return false;
  const matches = await workers.run({ kind: 'verify', password, hash: hash ?? NOBODY });
  return matches === true && hash !== null;
};

/** Without letters and digits that are mistaken for one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const ONE_TIME_CHARACTERS = 16;

export const newOneTimePassword = (): string =>
  Array.from({ length: ONE_TIME_CHARACTERS }, () => READABLE[randomInt(READABLE.length)]).join('');
