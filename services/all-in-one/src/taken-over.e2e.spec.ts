// A PPPoE secret that somebody else made becomes a line with its subscription in one request, has the quota of its package,
// and is let go as it was, in the program of `npm start`.
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { Browser } from './testing/browser';
import { LocalSaring, OPERATOR } from './testing/local-saring';

const PHONE = '081234567822';
const COMMENT = `Bu Siti RT 3 ${PHONE}`;
/** As who may not see numbers reads it. */
const MASKED = 'Bu Siti RT 3 •••7822';

type Candidate = {
  readonly username: string;
  readonly proposedSubscriberId?: string;
  readonly proposedSubscriberName: string;
  readonly proposedPackageId: string;
};
type Line = {
  readonly lineId: string;
  readonly formerComment: string;
  readonly profile: string;
  readonly packageQuota?: { readonly bytes: number };
};

let saring: LocalSaring;
let operator: Browser;
beforeAll(async () => {
  saring = await LocalSaring.start({ SWEEP_SECONDS: '1' });
  operator = new Browser(`localhost:${saring.ports.edge}`, saring.ports.edge);
  await operator.post('/api/v1/operator/login', OPERATOR);
});
afterAll(() => saring?.close());

const put = async (menu: string, row: object): Promise<void> => {
  const url = `http://127.0.0.1:${saring.ports.phones}/control/routers/0/put`;
  const response = await fetch(url, { method: 'POST', body: JSON.stringify({ menu, row }) });
  expect(response.ok).toBe(true);
};
const post = <T>(path: string, body: object, key = newId()) =>
  operator.post<T>(path, body, { 'idempotency-key': key });
const get = async <T>(path: string): Promise<T> => (await operator.get<T>(path)).body;

it('becomes a line with its subscription, and is let go under its former comment once nobody pays for it', async () => {
  const person = { phone: PHONE, name: 'Siti Aminah', site: 'site-1' };
  const { subscriberId } = (await post<{ subscriberId: string }>('/api/v1/subscribers', person)).body;
  const packages = await get<{ items: { packageId: string; name: string; bytes: number }[] }>(
    '/api/v1/packages',
  );
  const weekly = packages.items.find(({ name }) => name === 'Mingguan');
  await put('ppp/profile', { name: 'mingguan', 'local-address': '10.20.0.1', 'rate-limit': '' });
  await put('ppp/secret', {
    ...{ name: 'siti', password: 'lama-sekali', service: 'pppoe', profile: 'mingguan', comment: COMMENT },
  });
  const { items: routers } = await get<{ items: { routerId: string }[] }>('/api/v1/routers');
  const path = `/api/v1/routers/${routers[0]?.routerId}/line-candidates`;
  const candidates = async () => (await get<{ items: Candidate[] }>(path)).items;
  await eventually(async () =>
    expect(await candidates()).toMatchObject([
      {
        ...{ username: 'siti', proposedSubscriberId: subscriberId },
        ...{ proposedSubscriberName: 'Siti Aminah', proposedPackageId: weekly?.packageId },
      },
    ]),
  );

  const key = newId();
  const taking = { username: 'siti', subscriberId, packageId: weekly?.packageId, priceRupiah: 90_000 };
  const { status, body: taken } = await post<Line>(path, taking, key);
  expect({ status, taken }).toMatchObject({
    ...{ status: 201, taken: { formerComment: MASKED, profile: 'mingguan' } },
  });
  // Sent again it begins nothing twice.
  expect((await post<Line>(path, taking, key)).body.lineId).toBe(taken.lineId);
  const line = () => get<Line>(`/api/v1/lines/${taken.lineId}`);
  const bills = () =>
    get<{ subscriptions: { subscriptionId: string; lineId: string; priceRupiah: number }[] }>(
      `/api/v1/subscribers/${subscriberId}/bills`,
    );
  const { subscriptions } = await bills();
  expect(subscriptions).toMatchObject([{ lineId: taken.lineId, priceRupiah: 90_000 }]);
  await eventually(async () => expect((await line()).packageQuota?.bytes).toBe(weekly?.bytes));

  const release = () =>
    post<{ code: string }>(`/api/v1/lines/${taken.lineId}/release`, { reason: 'salah ambil' });
  expect(await release()).toMatchObject({ status: 409, body: { code: 'BILLING.LINE_NEEDED' } });
  await post(`/api/v1/subscriptions/${subscriptions[0]?.subscriptionId}/end`, { reason: 'salah ambil' });
  expect((await release()).status).toBe(200);
  await eventually(async () =>
    expect(await candidates()).toMatchObject([{ username: 'siti', comment: MASKED }]),
  );
});
