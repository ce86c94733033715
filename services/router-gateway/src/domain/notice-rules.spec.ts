// Suspended lines reach names, the portal and payments, in the order that rules decide by; others' rules stay.
import fc from 'fast-check';
import type { ConfigRow } from './actual';
import { Signature } from './comments';
import { FILTER_PATH, NAT_PATH, planNotice, type ActualNotice, type NoticeWishes } from './notice-rules';
import type { PlannedCommand } from './planned-command';

const signature = new Signature('0a1b2c3d');
const wishes: NoticeWishes = {
  reachable: ['wifi.example.id', 'app.midtrans.com'],
  door: { address: '192.168.88.2', port: 9_080 },
};
const nothing: ActualNotice = { filter: [], nat: [], entries: [] };
let nextId = 1;

/** As RouterOS does it. */
const apply = (actual: ActualNotice, commands: readonly PlannedCommand[]): ActualNotice => {
  const menus = { filter: [...actual.filter], nat: [...actual.nat], entries: [...actual.entries] };
  const menuOf = (path: string): ConfigRow[] =>
    path === FILTER_PATH ? menus.filter : path === NAT_PATH ? menus.nat : menus.entries;
  for (const { path, action, id, attributes } of commands) {
    const rows = menuOf(path);
    if (action === 'remove')
      rows.splice(
        rows.findIndex((row) => row.id === id),
        1,
      );
    else {
      const { 'place-before': before, ...fields } = attributes;
      const at = rows.findIndex((row) => row.id === before);
      rows.splice(at < 0 ? rows.length : at, 0, { id: `*n${nextId++}`, attributes: fields });
    }
  }
  return menus;
};
const comments = (rows: readonly ConfigRow[]) =>
  rows.map(({ attributes }) => (attributes['comment'] ?? '').split('|').at(-1));

it('lets names, the portal and payments through, drops the rest and leads plain HTTP to the notice', () => {
  const after = apply(nothing, planNotice(wishes, nothing, signature));
  expect(comments(after.filter)).toEqual(['dns-udp', 'dns-tcp', 'reachable', 'rest']);
  expect(after.filter.map(({ attributes }) => attributes['action'])).toEqual([
    ...['accept', 'accept', 'accept', 'drop'],
  ]);
  expect(after.nat[0]?.attributes).toMatchObject({
    ...{ 'src-address-list': 'isolir', 'dst-address-list': '!saring-0a1b2c3d-isolir', 'dst-port': '80' },
    ...{ 'to-addresses': '192.168.88.2', 'to-ports': '9080' },
  });
  expect(after.entries.map(({ attributes }) => attributes['address'])).toEqual(wishes.reachable);
  expect(planNotice(wishes, after, signature)).toEqual([]);
});

it('leads nothing to a notice whose place is not known, and takes everything of ours away with the last line', () => {
  const after = apply(nothing, planNotice({ ...wishes, door: null }, nothing, signature));
  expect(after.nat).toEqual([]);
  const full = apply(nothing, planNotice(wishes, nothing, signature));
  expect(apply(full, planNotice(null, full, signature))).toEqual(nothing);
});

it('stands before what somebody else accepts, behind what RouterOS keeps first', () => {
  const filter: readonly ConfigRow[] = [
    { id: '*d', attributes: { action: 'passthrough', dynamic: 'true' } },
    { id: '*1', attributes: { chain: 'forward', action: 'accept', comment: 'LAN' } },
  ];
  const after = apply({ ...nothing, filter }, planNotice(wishes, { ...nothing, filter }, signature));
  expect(comments(after.filter)).toEqual(['', 'dns-udp', 'dns-tcp', 'reachable', 'rest', 'LAN']);
});

it('mends whatever a hand does to our rules, and leaves those of others as they are', () => {
  const made = apply(nothing, planNotice(wishes, nothing, signature));
  const others = (rows: readonly ConfigRow[]) =>
    rows.filter(({ attributes }) => !signature.isLinePart(attributes['comment']));
  const row = fc
    .record({
      comment: fc.constantFrom('LAN', '', 'saring|ffffffff|line|rest', 'saring|0a1b2c3d|lane|fup|up'),
      action: fc.constantFrom('accept', 'drop', 'fasttrack-connection'),
    })
    .map((attributes): ConfigRow => ({ id: `*o${nextId++}`, attributes }));
  const mine = fc
    .shuffledSubarray([...made.filter])
    .chain((rows) =>
      fc
        .array(fc.constantFrom({}, { disabled: 'true' }, { action: 'accept' }), { maxLength: 4 })
        .map((changes) =>
          rows.map((one, index) => ({ ...one, attributes: { ...one.attributes, ...changes[index] } })),
        ),
    );
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 4 }),
      mine,
      fc.array(row, { maxLength: 3 }),
      (before, ours, behind) => {
        const actual = { ...made, filter: [...before, ...ours, ...behind] };
        const after = apply(actual, planNotice(wishes, actual, signature));
        expect(planNotice(wishes, after, signature)).toEqual([]);
        expect(others(after.filter)).toEqual(others(actual.filter));
      },
    ),
  );
});
