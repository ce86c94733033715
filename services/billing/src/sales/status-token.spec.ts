import { newId } from '@saring/kernel';
import { STATUS_LINK_SECONDS, StatusTokens } from './status-token';

const tokens = new StatusTokens('a-key-of-more-than-thirty-two-characters');
const placedAt = new Date('2026-11-21T07:00:00.000Z');
const after = (seconds: number): Date => new Date(placedAt.getTime() + seconds * 1_000);
const orderId = newId();
const token = tokens.tokenOf(orderId, placedAt, placedAt) ?? '';

it('opens its order until it is over', () => {
  expect(tokens.orderIdOf(token, after(STATUS_LINK_SECONDS - 1))).toBe(orderId);
  expect(tokens.orderIdOf(token, after(STATUS_LINK_SECONDS))).toBeNull();
  expect(tokens.tokenOf(orderId, placedAt, after(STATUS_LINK_SECONDS))).toBeNull();
});

it('is the same each time', () => expect(tokens.tokenOf(orderId, placedAt, after(60))).toBe(token));

it('changed anywhere, cut or made under another key it opens nothing', () => {
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A';
    expect(tokens.orderIdOf(`${token.slice(0, at)}${other}${token.slice(at + 1)}`, placedAt)).toBeNull();
  }
  const others = new StatusTokens('another-key-of-more-than-thirty-two-characters');
  for (const bad of [
    '',
    'x',
    token.slice(0, -1),
    `${token}A`,
    others.tokenOf(orderId, placedAt, placedAt) ?? '',
  ])
    expect(tokens.orderIdOf(bad, placedAt)).toBeNull();
});
