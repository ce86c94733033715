import { newId } from './ids';
import { isOrderNumber, orderNumberOf } from './order-number';

describe('an order number', () => {
  const [one, other] = [newId(), newId()];
  it.each(['rw05', 'site-1', 'RW 05 / Melati', '', 'x'.repeat(60), '---', 'é'])(
    'of the site %j has the shape',
    (site) => {
      const number = orderNumberOf(site, one);
      expect(isOrderNumber(number)).toBe(true);
      expect(number.length).toBeLessThanOrEqual(50);
    },
  );
  it('is another one for another order', () => {
    expect(orderNumberOf('rw05', one)).not.toBe(orderNumberOf('rw05', other));
    expect(orderNumberOf('rw05', one)).toBe(orderNumberOf('rw05', one));
  });
  it.each([
    'SRG-rw05-ABCDEFGHIJKLMNOPQRS',
    'SRG-rw05-ABCDEFGHIJKLMNOPQRST2',
    'SRG-rw05-ABCDEFGHIJKLMNOPQRS1',
    'SRG-RW05-ABCDEFGHIJKLMNOPQRST',
    'srg-rw05-ABCDEFGHIJKLMNOPQRST',
    'SRG-../v2-ABCDEFGHIJKLMNOPQRST',
    'SRG-rw05-ABCDEFGHIJKLMNOPQRST\n',
  ])('is not %j', (text) => expect(isOrderNumber(text)).toBe(false));
});
