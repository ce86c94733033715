// telegram-tokens.ts — what a link to the bot bears: random, and stored by its hash alone.
import { createHash, randomBytes } from 'node:crypto';

/** Telegram takes 64 characters of A-Z, a-z, 0-9, _ and -. */
const TOKEN_BYTES = 32;
export const TOKEN_LIFE_MILLISECONDS = 30 * 60_000;

export const newLinkToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
