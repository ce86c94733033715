import { sessionTableOf } from './line-sessions';

const session = (id: string, username: string, uptimeSeconds = 10) => ({ id, username, uptimeSeconds });
const carrier = (id: string, name: string) => ({ id, name, bytesIn: 1, bytesOut: 2 });
const seen = (...of: Parameters<typeof sessionTableOf>) => {
  const { sessions, leftOut } = sessionTableOf(...of);
  return {
    sessions: sessions.map(({ interfaceId, username, uptimeSeconds }) => [
      interfaceId,
      username,
      uptimeSeconds,
    ]),
    leftOut: leftOut.map(({ id }) => id),
  };
};

it('are known by their interfaces', () => {
  const found = sessionTableOf([session('*1', 'budi')], [carrier('*A', '<pppoe-budi>')]);
  expect(found).toEqual({
    sessions: [{ interfaceId: '*A', username: 'budi', uptimeSeconds: 10, bytesIn: 1, bytesOut: 2 }],
    leftOut: [],
  });
});

it('of one name pair up in the order they came up', () => {
  const active = [session('*A', 'budi', 5), session('*9', 'budi', 900)];
  const carriers = [carrier('*10', '<pppoe-budi-1>'), carrier('*F', '<pppoe-budi>')];
  expect(seen(active, carriers)).toEqual({
    sessions: [
      ['*F', 'budi', 900],
      ['*10', 'budi', 5],
    ],
    leftOut: [],
  });
});

it('leave a ghost behind: what its client dialled since has another name', () =>
  expect(seen([session('*2', 'budi', 3)], [carrier('*B', '<pppoe-budi-1>')]).sessions).toEqual([
    ['*B', 'budi', 3],
  ]));

it('of a name that ends with a number are their own', () =>
  expect(
    seen(
      [session('*1', 'rumah'), session('*2', 'rumah-1')],
      [carrier('*A', '<pppoe-rumah>'), carrier('*B', '<pppoe-rumah-1>')],
    ).sessions,
  ).toEqual([
    ['*A', 'rumah', 10],
    ['*B', 'rumah-1', 10],
  ]));

it('that ended behind the list of interfaces are left out by name', () =>
  expect(seen([], [carrier('*A', '<pppoe-budi>'), carrier('*B', 'pppoe-static')])).toEqual({
    sessions: [],
    leftOut: ['*A'],
  }));
