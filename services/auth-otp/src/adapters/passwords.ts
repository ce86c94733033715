// Operators' passwords: argon2id, at OWASP's second recommended cost (19 MiB, two passes).
import { randomBytes, randomInt } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

const COST = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 };
const SALT_BYTES = 16;
export const SHORTEST_PASSWORD = 10;
export const LONGEST_PASSWORD = 200;

export const hashPassword = (password: string): Promise<string> =>
  argon2id({ ...COST, password, salt: randomBytes(SALT_BYTES), outputType: 'encoded' });

/** An unknown operator costs the same time as a wrong password. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c2FyaW5nLW5vYm9keS0tLQ$PqVxyr9p7P7ZSZ3jzLhBt0j3kXqNfyRzoHWk1DQ2ZOs';

export const passwordMatches = async (password: string, hash: string | null): Promise<boolean> => {
  const matches = await argon2Verify({ password, hash: hash ?? NOBODY });
  return matches && hash !== null;
};

/** Without letters and digits that are mistaken for one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789';
const ONE_TIME_CHARACTERS = 16;

export const newOneTimePassword = (): string =>
  Array.from({ length: ONE_TIME_CHARACTERS }, () => READABLE[randomInt(READABLE.length)]).join('');
