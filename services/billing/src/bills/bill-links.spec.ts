import { newId } from '@saring/kernel';
import { StatusTokens } from '../sales/status-token';
import { BillLinks } from './bill-links';

const key = 'a-key-of-more-than-thirty-two-characters';
const links = new BillLinks(key);
const now = new Date('2026-11-29T07:00:00.000Z');
const subscriberId = newId();
const token = links.tokenOf(subscriberId, now);
const after = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

it('opens the bills of its subscriber until it is over', () => {
  expect(links.subscriberOf(token, after(44))).toBe(subscriberId);
  expect(links.subscriberOf(token, after(45))).toBeNull();
});

it('is no link of an order, nor the other way round', () => {
  const orders = new StatusTokens(key);
  expect(orders.orderIdOf(token, now)).toBeNull();
  expect(links.subscriberOf(orders.tokenOf(subscriberId, now, now) ?? '', now)).toBeNull();
});

it('changed anywhere it opens nothing', () => {
  for (let at = 0; at < token.length; at += 1) {
    const other = token[at] === 'A' ? 'B' : 'A';
    expect(links.subscriberOf(`${token.slice(0, at)}${other}${token.slice(at + 1)}`, now)).toBeNull();
  }
});
