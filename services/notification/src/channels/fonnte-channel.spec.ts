// fonnte-channel.spec.ts — what of a vendor's answer proves that a message was taken, or refused.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FonnteChannel } from './fonnte-channel';

let answer = { status: 200, type: 'application/json', body: '' };
let server: Server;
let channel: FonnteChannel;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  channel = new FonnteChannel({ baseUrl: `http://127.0.0.1:${port}`, token: 't' });
});
afterAll(() => server.close());

const send = () =>
  channel.send({
    ...{ id: '0198', to: '+6281234567890', template: 'access.unblocked', params: {}, locale: 'id' },
    ...{ text: 'hello', attachment: null },
  });

it.each([
  ['a page', 'text/html', '<html><body>Welcome to nginx</body></html>'],
  ['nothing', 'application/json', ''],
  ['null', 'application/json', 'null'],
  ['a list', 'application/json', '[{"status":true,"id":["1"]}]'],
  ['no status', 'application/json', '{"detail":"ok"}'],
  ['a status without an id', 'application/json', '{"status":true}'],
  ['an empty list of ids', 'application/json', '{"status":true,"id":[]}'],
  ['an id that is none', 'application/json', '{"status":true,"id":[null]}'],
  ['a status in words', 'application/json', '{"status":"true","id":["1"]}'],
  ['a refusal without a reason', 'application/json', '{"status":false}'],
  ['an answer without end', 'application/json', `{"status":true,"x":"${'x'.repeat(200_000)}","id":["1"]}`],
  ['half an answer', 'application/json', '{"status":true,"id":["1'],
])('cannot tell what became of a message by %s', async (_, type, body) => {
  answer = { status: 200, type, body };
  expect(await send()).toMatchObject({ outcome: 'unknown' });
});
it.each(['{"status":true,"id":["8812"]}', '{"Status":true,"Id":8812}'])('takes %s for sent', async (body) => {
  answer = { status: 200, type: 'application/json', body };
  expect(await send()).toEqual({ outcome: 'sent', providerId: '8812' });
});
it('takes the vendor at its own words of a refusal', async () => {
  const refused = (reason: string) => {
    answer = { status: 200, type: 'application/json', body: JSON.stringify({ status: false, reason }) };
    return send();
  };
  expect(await refused('target invalid')).toEqual({
    ...{ outcome: 'rejected', fault: 'number_refused', reason: 'target invalid' },
  });
  expect(await refused('Token invalid')).toMatchObject({ outcome: 'channelDown', fault: 'token_refused' });
  expect(await refused('insufficient quota')).toMatchObject({ outcome: 'channelDown', fault: 'no_quota' });
  expect(await refused('request invalid on disconnected device')).toMatchObject({
    ...{ outcome: 'channelDown', fault: 'device_disconnected' },
  });
  expect(await refused('something new')).toMatchObject({ outcome: 'rejected', fault: 'refused' });
});
