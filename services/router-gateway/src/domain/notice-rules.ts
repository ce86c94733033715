// notice-rules.ts — what a suspended line still reaches: names, the portal, and who takes payments. Everything else is
// dropped, and plain HTTP is led to the portal's notice where its place is known.
import type { ConfigRow } from './actual';
import type { Signature } from './comments';
import { ISOLIR } from './line-rows';
import { LIST_PATH } from './plan';
import type { PlannedCommand } from './planned-command';

export const FILTER_PATH = '/ip/firewall/filter';
export const NAT_PATH = '/ip/firewall/nat';

export type NoticeWishes = {
  /** Names and addresses: the portal, and who takes payments. RouterOS resolves names by itself. */
  readonly reachable: readonly string[];
  /** Where the portal answers with the notice, as the router reaches it; null: nothing is led there. */
  readonly door: { readonly address: string; readonly port: number } | null;
};
/** The rules of each menu in their order; the entries of our list. */
export type ActualNotice = {
  readonly filter: readonly ConfigRow[];
  readonly nat: readonly ConfigRow[];
  readonly entries: readonly ConfigRow[];
};

type Rule = Readonly<Record<string, string>>;

const DNS_PORT = '53';
const HTTP_PORT = '80';

/** The name of the list of what is reachable. */
export const noticeList = (signature: Signature): string => signature.name('isolir');

const FROM_ISOLIR = { 'src-address-list': ISOLIR.list };

const filterRules = (signature: Signature): readonly Rule[] => {
  const accept = { chain: 'forward', action: 'accept', ...FROM_ISOLIR };
  return [
    { ...accept, protocol: 'udp', 'dst-port': DNS_PORT, comment: signature.linePart('dns-udp') },
    { ...accept, protocol: 'tcp', 'dst-port': DNS_PORT, comment: signature.linePart('dns-tcp') },
    { ...accept, 'dst-address-list': noticeList(signature), comment: signature.linePart('reachable') },
    { chain: 'forward', action: 'drop', ...FROM_ISOLIR, comment: signature.linePart('rest') },
  ];
};

const natRules = ({ door }: NoticeWishes, signature: Signature): readonly Rule[] =>
  door
    ? [
        {
          ...{ chain: 'dstnat', action: 'dst-nat', ...FROM_ISOLIR },
          'dst-address-list': `!${noticeList(signature)}`,
          ...{ protocol: 'tcp', 'dst-port': HTTP_PORT },
          ...{ 'to-addresses': door.address, 'to-ports': String(door.port) },
          comment: signature.linePart('notice'),
        },
      ]
    : [];

/** @param wishes null: no line is on the router, or the portal's place is not known. Then nothing of ours stays. */
export const planNotice = (
  wishes: NoticeWishes | null,
  { filter, nat, entries }: ActualNotice,
  signature: Signature,
): readonly PlannedCommand[] => [
  ...planEntries(wishes?.reachable ?? [], entries, signature),
  ...planRules(FILTER_PATH, wishes ? filterRules(signature) : [], filter, signature),
  ...planRules(NAT_PATH, wishes ? natRules(wishes, signature) : [], nat, signature),
];

/**
 * The order of rules decides: where one is missing, changed or out of order, all of them are made anew before the first
 * rule of somebody else. Where they stand among others is left to who moved them.
 */
const planRules = (
  path: string,
  wanted: readonly Rule[],
  actual: readonly ConfigRow[],
  signature: Signature,
): readonly PlannedCommand[] => {
  const isOurs = (row: ConfigRow): boolean => signature.isLinePart(row.attributes['comment']);
  const ours = actual.filter(isOurs);
  if (ours.length === wanted.length && wanted.every((rule, index) => isSame(rule, ours[index]))) return [];
  const first = actual.find((row) => !isOurs(row) && row.attributes['dynamic'] !== 'true');
  const place: Rule = first ? { 'place-before': first.id } : {};
  return [
    ...ours.map(({ id }): PlannedCommand => ({
      ...{ path, action: 'remove', id, attributes: {}, about: { target: ISOLIR.list } },
      reason: 'the rules of suspended lines were changed',
    })),
    ...wanted.map((rule): PlannedCommand => ({
      ...{ path, action: 'add', attributes: { ...rule, ...place }, about: { target: ISOLIR.list } },
      reason: 'suspended lines reach the notice and nothing else',
    })),
  ];
};

const isSame = (rule: Rule, row: ConfigRow | undefined): boolean =>
  row !== undefined &&
  !['true', 'yes'].includes(row.attributes['disabled'] ?? '') &&
  Object.entries(rule).every(([name, value]) => row.attributes[name] === value);

const planEntries = (
  reachable: readonly string[],
  actual: readonly ConfigRow[],
  signature: Signature,
): readonly PlannedCommand[] => {
  const list = noticeList(signature);
  const about = { target: list };
  const comment = signature.linePart('reachable');
  const ours = actual.filter((row) => signature.isLinePart(row.attributes['comment']));
  const addressOf = ({ attributes }: ConfigRow): string => attributes['address'] ?? '';
  const held = new Set(ours.map(addressOf));
  const wanted = new Set(reachable);
  return [
    ...[...wanted]
      .filter((address) => !held.has(address))
      .map((address): PlannedCommand => ({
        ...{ path: LIST_PATH, action: 'add', attributes: { list, address, comment }, about },
        reason: `suspended lines must reach ${address} to pay`,
      })),
    ...ours
      .filter((row) => !wanted.has(addressOf(row)))
      .map(({ id }): PlannedCommand => ({
        ...{ path: LIST_PATH, action: 'remove', id, attributes: {}, about },
        reason: 'suspended lines need not reach it any more',
      })),
  ];
};
