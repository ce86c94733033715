// plain.spec.ts — no answer of the API says by which type of the contract it was made, however deep.
import { plain } from './quota-views';

it('leaves out the name of the type, also of messages within', () => {
  const items = [{ $typeName: 'b', code: 'x', at: null }];
  const message = { $typeName: 'a', batch: { $typeName: 'b', amount: 1 }, items, note: undefined };
  expect(plain(message)).toEqual({ batch: { amount: 1 }, items: [{ code: 'x', at: null }] });
});
