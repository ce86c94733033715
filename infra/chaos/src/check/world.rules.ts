// world.rules.ts — routers hold what each status asks for, and no message comes twice.
import type { InboxMessage, PhoneFacts, RouterFacts, Rule } from './facts';

/** By status, as docs and operators know it: the type of the binding, and the address-list. */
const HOLDS: Readonly<Record<string, readonly [type: string, list: string]>> = {
  active: ['bypassed', 'active'],
  unlimited: ['bypassed', 'active'],
  fup: ['bypassed', 'fup'],
  exhausted: ['regular', 'habis'],
  expired: ['regular', 'expired'],
  inactive: ['regular', 'inactive'],
  blocked: ['regular', 'blocked'],
};
/** Of who waits for a payment or has a speed of their own: a list that names the speed. */
const SPEED_LIST = /-speed-/;

const faultsOfPhone = (phone: PhoneFacts, status: string, router: RouterFacts): readonly string[] => {
  const [type, list] = HOLDS[status] ?? ['', ''];
  const bindings = router.bindings.filter(({ mac }) => mac === phone.mac);
  const lists = router.lists.filter(({ address }) => address === phone.address).map((one) => one.list);
  const where = `phone ${phone.number} (${status}) on router ${router.index}`;
  const isLane = lists.some((one) => SPEED_LIST.test(one)) && lists.length === 1;
  const types = bindings.map((one) => one.type).join(', ');
  if (isLane && types === 'bypassed') return [];
  const isHere = phone.router === router.index;
  return [
    ...(types === type ? [] : [`${where} should have the binding ${type} and has ${types || 'none'}`]),
    ...(!isHere || lists.join(', ') === list
      ? []
      : [`${where} should be in the list ${list} and is in ${lists.join(', ') || 'none'}`]),
  ];
};

const routersAsDesired: Rule = {
  name: 'routers hold what each status asks for',
  when: 'quiet',
  find: ({ phones, quotas, routers }) =>
    phones.flatMap((phone) => {
      const status = quotas.find(({ subscriberId }) => subscriberId === phone.subscriberId)?.status;
      return status === undefined ? [] : routers.flatMap((router) => faultsOfPhone(phone, status, router));
    }),
};

const noDoubleBinding: Rule = {
  name: 'no device has two bindings of ours on one router',
  when: 'quiet',
  find: ({ routers }) =>
    routers.flatMap(({ index, bindings }) => {
      const macs = bindings.map(({ mac }) => mac);
      return [...new Set(macs.filter((mac, at) => macs.indexOf(mac) !== at))].map(
        (mac) => `router ${index} has more than one binding for ${mac}`,
      );
    }),
};

const sentOnce: Rule = {
  name: 'no message comes twice',
  when: 'always',
  find: ({ inbox, outbox }) => [
    ...targetsOf(inbox).flatMap((target) => {
      const came = inbox.filter((one) => one.target === target).length;
      const tried = outbox.filter((row) => row.target === target && row.attempted).length;
      return came > tried ? [`${came} messages came to ${target}, ${tried} were tried`] : [];
    }),
    ...doubledReceipts(inbox),
    ...inbox.flatMap(({ id }) => {
      const claims = outbox.filter(({ providerId }) => providerId === id).length;
      return claims > 1 ? [`message ${id} stands for ${claims} in the outbox`] : [];
    }),
  ],
};

const targetsOf = (inbox: readonly InboxMessage[]): readonly string[] => [
  ...new Set(inbox.map(({ target }) => target)),
];

/** The line of a receipt with the number that no two papers share. */
const PAPER_NUMBER = /^(?:Nota|Invoice): (\S+)$/m;

const doubledReceipts = (inbox: readonly InboxMessage[]): readonly string[] => {
  const papers = inbox.flatMap(({ target, text }) => {
    const number = PAPER_NUMBER.exec(text)?.[1];
    return number === undefined ? [] : [`${number} to ${target}`];
  });
  const doubled = papers.filter((paper, at) => papers.indexOf(paper) !== at);
  return [...new Set(doubled)].map((paper) => `the receipt ${paper} came more than once`);
};

const sentArrived: Rule = {
  name: 'what counts as sent has arrived',
  when: 'quiet',
  find: ({ inbox, outbox }) =>
    outbox.flatMap(({ id, state, providerId }) =>
      state === 'sent' && !inbox.some((one) => one.id === providerId)
        ? [`message ${id} counts as sent and never came`]
        : [],
    ),
};

export const WORLD_RULES: readonly Rule[] = [routersAsDesired, noDoubleBinding, sentOnce, sentArrived];
