// chains.spec.ts — by which channels a kind goes, and what is wrong with a setting that says so.
import { chainOf, channelsIn, isInUse, parseChains, parseChannels } from './chains';

const order = (chains: string) => ({
  MESSAGE_CHANNELS: parseChannels('fonnte, gowa'),
  MESSAGE_CHAINS: parseChains(chains),
});

it('takes the chain of the kind before that of its family, and that before the order of all', () => {
  const config = order('otp=cloud,telegram; bill,purchase.receipt = gowa ; bill.paid=telegram;');
  expect(chainOf('otp.code', config)).toEqual(['cloud', 'telegram']);
  expect(chainOf('otp.change', config)).toEqual(['cloud', 'telegram']);
  expect(chainOf('bill.issued', config)).toEqual(['gowa']);
  expect(chainOf('bill.paid', config)).toEqual(['telegram']);
  expect(chainOf('purchase.receipt', config)).toEqual(['gowa']);
  expect(chainOf('purchase.pending', config)).toEqual(['fonnte', 'gowa']);
  expect(channelsIn(config)).toEqual(['fonnte', 'gowa', 'cloud', 'telegram']);
  expect(chainOf('otp.code', order(''))).toEqual(['fonnte', 'gowa']);
});

it('uses what a chain alone names, and nothing that is switched off', () => {
  const config = { ...order('otp=cloud'), MESSAGE_CHANNELS_OFF: parseChannels('gowa') };
  expect((['cloud', 'fonnte', 'gowa', 'telegram'] as const).map((name) => isInUse(name, config))).toEqual([
    ...[true, true, false, false],
  ]);
});

it.each([
  ['otp=cloud,faximile', /names "faximile", which is no channel: cloud, fonnte/],
  ['kuitansi=fonnte', /names "kuitansi", which is no kind of message/],
  ['bill.lost=fonnte', /names "bill.lost"/],
  ['constructor=fonnte', /names "constructor"/],
  ['otp=cloud; otp=fonnte', /names "otp" twice/],
  ['bill,bill=fonnte', /names "bill" twice/],
  ['otp=', /names no channel for "otp"/],
  ['=fonnte', /names no kind of message/],
  ['otp fonnte', /holds "otp fonnte", which is no kind=channel,channel/],
  ['otp=fonnte=gowa', /holds "otp=fonnte=gowa"/],
])('says which word of %s is wrong', (text, why) => expect(() => parseChains(text)).toThrow(why));
