import { compileQuery } from '../src/protocol/query';

const row = { name: 'ether1', type: 'ether', mtu: '1500', disabled: 'false' };
const matches = (...words: string[]): boolean | undefined => compileQuery(words)?.(row);

describe('queries', () => {
  it.each<[boolean, string[]]>([
    [true, []],
    [true, ['?name']],
    [false, ['?comment']],
    [true, ['?-comment']],
    [false, ['?-name']],
    [true, ['?name=ether1']],
    [true, ['?=name=ether1']],
    [false, ['?name=ether2']],
    [true, ['?disabled=no']],
    [true, ['?<mtu=9000']],
    [true, ['?>mtu=900']],
    [false, ['?>mtu=1500']],
    [false, ['?name=ether1', '?type=bridge']],
    [true, ['?type=bridge', '?type=ether', '?#|']],
    [false, ['?type=bridge', '?type=ether', '?#&']],
    [true, ['?type=bridge', '?#!']],
    // Both false, the lower one copied to the top and negated, then all replaced by that top.
    [true, ['?type=bridge', '?name=x', '?#1!', '?#0']],
    [false, ['?type=bridge', '?name=ether1', '?#1']],
    // A dot after a sign copies the top; after an index it does nothing.
    [true, ['?name=ether1', '?#!.!', '?#0']],
  ])('%s for %j', (expected, words) => expect(matches(...words)).toBe(expected));

  it('knows no other word', () => expect(compileQuery(['?#x'])).toBeUndefined());
});
