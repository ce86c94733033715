// waha-channel.spec.ts — what WAHA answers by its engine, its session and its key.
import { startWahaSimulator, type WahaSimulator } from '../../../../infra/simulators/whatsapp/src';
import type { OutgoingMessage } from './channel';
import { WahaChannel } from './waha-channel';

const message: OutgoingMessage = {
  ...{
    id: '0198',
    to: '+6281234567890',
    template: 'access.unblocked',
    params: {},
    locale: 'id',
    text: 'halo',
  },
  attachment: null,
};
let waha: WahaSimulator;

beforeAll(async () => {
  waha = await startWahaSimulator();
});
afterAll(() => waha?.close());

/** @param more of its settings. */
const sendBy = (more: Partial<ConstructorParameters<typeof WahaChannel>[0]> = {}) =>
  new WahaChannel({
    ...{ baseUrl: `http://127.0.0.1:${waha.port}/`, key: waha.key, session: waha.session, ...more },
  }).send(message);

it.each(['WEBJS', 'NOWEB', 'GOWS'] as const)('knows the message by the same id from %s', async (engine) => {
  waha.engine = engine;
  expect(await sendBy()).toEqual({
    ...{ outcome: 'sent', providerId: expect.stringMatching(/^3EB0WAHA\d+$/) as string },
  });
});

it.each(['STOPPED', 'STARTING', 'SCAN_QR_CODE', 'FAILED'] as const)(
  'leaves it alone while its session is %s',
  async (status) => {
    waha.status = status;
    expect(await sendBy()).toEqual({
      ...{ outcome: 'channelDown', fault: 'device_disconnected', reason: `HTTP 422 ${status}` },
    });
    waha.status = 'WORKING';
  },
);

it('knows a wrong key, a session that is none, and an address without a gateway', async () => {
  expect(await sendBy({ key: 'salah' })).toMatchObject({ outcome: 'channelDown', fault: 'token_refused' });
  expect(await sendBy({ session: 'lain' })).toMatchObject({ fault: 'device_disconnected' });
  const baseUrl = `http://127.0.0.1:${waha.port}/wa`;
  expect(await sendBy({ baseUrl })).toMatchObject({ outcome: 'channelDown', fault: 'unreachable' });
});
