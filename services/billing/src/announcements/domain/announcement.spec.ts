// announcement.spec.ts — what operators are told of, and how often.
import { freshOf, ofSite, routersDown, routersUp, type Announcement, type Waiting } from './announcement';

const NOW = new Date('2026-11-30T08:00:00.000Z');
const before = (seconds: number): string => new Date(NOW.getTime() - seconds * 1_000).toISOString();
const router = (more: object = {}) => ({
  ...{ routerId: 'r1', name: 'Pos RT 3', site: 'rw05', state: 'offline', lastSeenAt: before(200), ...more },
});
const told = (items: readonly Waiting[], secondsAgo: number): Announcement => ({
  ...{ id: 'a', template: 'operator.router_down', items, madeAt: before(secondsAgo) },
});
const down = (lastSeenAt: string): Waiting => ({ id: `r1 ${lastSeenAt}`, name: 'Pos RT 3', site: 'rw05' });

describe('a router', () => {
  it.each([
    ['is away for three minutes', router(), 1],
    ['was restarted', router({ lastSeenAt: before(179) }), 0],
    ['answers', router({ state: 'online' }), 0],
    ['refuses the password', router({ state: 'refused' }), 1],
    ['was never reached', router({ lastSeenAt: null }), 0],
  ])('that %s', (_, one, times) => expect(routersDown([one], [], NOW)).toHaveLength(times));
  it('that goes and comes is told of once an hour', () => {
    expect(routersDown([router()], [told([down(before(3_000))], 2_800)], NOW)).toEqual([]);
    expect(routersDown([router()], [told([down(before(4_000))], 3_700)], NOW)).toEqual([down(before(200))]);
  });
  it('is said to be back where it was said to be away, and only once it was seen since', () => {
    const said = [told([down(before(900))], 700)];
    expect(routersUp([router({ state: 'online', lastSeenAt: before(1) })], said)).toEqual([
      down(before(900)),
    ]);
    expect(routersUp([router({ lastSeenAt: before(1) })], said)).toEqual([]);
    expect(routersUp([router({ state: 'online', lastSeenAt: before(1) })], [])).toEqual([]);
  });
});

it('tells of each thing once, and of what comes soon after in the next message', () => {
  const [siti, budi] = ['siti', 'budi'].map((id) => ({ id, name: id, site: 'rw05' })) as [Waiting, Waiting];
  const fresh = (secondsAgo: number) =>
    freshOf('operator.registrations', [budi, siti], [told([siti], secondsAgo)], NOW);
  expect(fresh(599)).toEqual([]);
  expect(fresh(600)).toEqual([budi]);
});

it('tells who looks after one site of that site alone', () => {
  const items = [down(before(1)), { id: 'x', name: 'Balai', site: 'rw06' }];
  expect([ofSite(items, ''), ofSite(items, 'rw06')]).toEqual([items, [items[1]]]);
});
