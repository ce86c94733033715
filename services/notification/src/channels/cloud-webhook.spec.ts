// cloud-webhook.spec.ts — what is read of Meta's webhooks, to the byte: people without a number, groups, forwarded words, buttons,
// statuses with their prices and errors, and anything that is none of it.
import { CloudWebhooks } from '../../../../infra/simulators/whatsapp/src/cloud-webhooks';
import { parseCloudWebhook, verificationAnswer } from './cloud-webhook';
import { isSignedBody } from './webhook-proof';

const OURS = '106540352242922';
const AT = Date.parse('2026-11-30T04:00:00.000Z');
/** The raw body that the simulated Meta would post. */
const posted = async (say: (webhooks: CloudWebhooks) => Promise<unknown>): Promise<string> => {
  const webhooks = new CloudWebhooks({ appSecret: 's', phoneNumberId: OURS, now: () => AT });
  const bodies: string[] = [];
  webhooks.post = (body) => Promise.resolve(void bodies.push(body));
  await say(webhooks);
  return bodies[0] ?? '';
};
const read = async (say: (webhooks: CloudWebhooks) => Promise<unknown>) =>
  parseCloudWebhook(Buffer.from(await posted(say)), OURS);
const sent = {
  id: 'wamid.1',
  to: '6281234567890',
  opaque: 'x',
  pricing: { category: 'utility', billable: false },
};

it('reads what a person wrote, and who', async () => {
  const [message] = await read((meta) =>
    meta.written({ from: '6281234567890', name: 'Wayan 🌴', text: 'SALDO' }),
  );
  expect(message).toEqual({
    ...{ kind: 'message', id: 'wamid.in1', contact: '+6281234567890', phone: '+6281234567890' },
    ...{ name: 'Wayan 🌴', text: 'SALDO', isForwarded: false, group: null, at: new Date(AT), button: null },
  });
});
it('reads a person without a number by the business-scoped id', async () => {
  const [message] = await read((meta) => meta.written({ userId: 'ID.Ab12', text: 'halo' }));
  expect(message).toMatchObject({ contact: 'ID.Ab12', phone: null, text: 'halo' });
});
it('tells what was passed on, said in a group, and tapped', async () => {
  const from = '6281234567890';
  expect(await read((meta) => meta.written({ from, text: 'x', forwarded: true, group: 'g1' }))).toMatchObject(
    [{ isForwarded: true, group: 'g1' }],
  );
  const button = 'DID_NOT_REQUEST_CODE';
  expect(await read((meta) => meta.written({ from, button, text: 'Bukan saya' }))).toMatchObject([
    { button, text: 'Bukan saya' },
  ]);
});
it('reads statuses with price and error', async () => {
  expect(await read((meta) => meta.status(sent, 'delivered'))).toEqual([
    {
      ...{ kind: 'status', providerId: 'wamid.1', reference: 'x', status: 'delivered', at: new Date(AT) },
      ...{ code: null, details: '', pricing: { category: 'utility', isBillable: false } },
    },
  ]);
  expect(await read((meta) => meta.status(sent, 'failed', 131_047))).toMatchObject([
    { status: 'failed', code: 131_047, details: 'Message Undeliverable.', pricing: null },
  ]);
});

const whole = (value: object, field = 'messages'): string =>
  JSON.stringify({
    ...{ object: 'whatsapp_business_account' },
    entry: [{ changes: [{ field, value: { metadata: { phone_number_id: OURS }, ...value } }] }],
  });
const text = { id: 'a', from: '6281234567890', timestamp: '1796011200', type: 'text', text: { body: 'x' } };
it('reads the answer of a list, and a caption', () => {
  const interactive = { type: 'list_reply', list_reply: { id: 'beli', title: 'Beli kuota' } };
  const messages = [
    { ...text, type: 'interactive', interactive },
    { ...text, id: 'b', type: 'image', image: { id: '1', caption: 'bukti' } },
    { ...text, id: 'c', type: 'audio', audio: { id: '1' } },
  ];
  expect(parseCloudWebhook(Buffer.from(whole({ messages })), OURS)).toMatchObject([
    { text: 'Beli kuota', button: 'beli' },
    { text: 'bukti', button: null },
    { text: '', button: null },
  ]);
});
it.each([
  ['nothing', ''],
  ['no JSON', '{"entry":['],
  ['null', 'null'],
  ['a list', '[1]'],
  ['lists of nothing', '{"entry":[null,1,{"changes":[null,{"value":7}]}]}'],
  ['another number', whole({ messages: [text], metadata: { phone_number_id: '2' } })],
  ['another field', whole({ messages: [text] }, 'account_update')],
  ['no id', whole({ messages: [{ ...text, id: undefined }] })],
  ['no sender', whole({ messages: [{ ...text, from: '' }] })],
  ['no time', whole({ messages: [{ ...text, timestamp: 'now' }] })],
  ['a change of number', whole({ messages: [{ ...text, type: 'system' }] })],
  ['a status that is none', whole({ statuses: [{ id: 'a', status: 'played', timestamp: '1796011200' }] })],
])('reads nothing of %s', (_, body) => expect(parseCloudWebhook(Buffer.from(body), OURS)).toEqual([]));
it('reads no more than Meta sends at once', () => {
  const messages = Array.from({ length: 1_200 }, (_, index) => ({ ...text, id: `m${index}` }));
  expect(parseCloudWebhook(Buffer.from(whole({ messages })), OURS)).toHaveLength(1_000);
});

it('knows a signature by the raw bytes, and no other', async () => {
  const body = await posted((meta) => meta.written({ from: '6281234567890', text: 'é' }));
  const { headers } = new CloudWebhooks({ appSecret: 's', phoneNumberId: OURS, now: () => AT }).signed(body);
  const header = headers['x-hub-signature-256'] ?? '';
  const bytes = Buffer.from(body);
  expect(isSignedBody(bytes, header, 's')).toBe(true);
  // The same JSON in other bytes: Meta signs its escaped form.
  expect(isSignedBody(Buffer.from(JSON.stringify(JSON.parse(body))), header, 's')).toBe(false);
  expect([
    isSignedBody(bytes, header, 'other'),
    isSignedBody(bytes, header, ''),
    isSignedBody(bytes, '', 's'),
    isSignedBody(bytes, header.toUpperCase(), 's'),
    isSignedBody(bytes, header.slice(7), 's'),
  ]).toEqual([false, false, false, false, false]);
});

it('answers the question of the address by its challenge alone', () => {
  const asked = { 'hub.mode': 'subscribe', 'hub.verify_token': 't', 'hub.challenge': '7' };
  expect(verificationAnswer(asked, 't')).toBe('7');
  expect(verificationAnswer(asked, 'u')).toBeNull();
  expect(verificationAnswer({ ...asked, 'hub.verify_token': '' }, '')).toBeNull();
  expect(verificationAnswer({ ...asked, 'hub.mode': 'unsubscribe' }, 't')).toBeNull();
  expect(verificationAnswer({ ...asked, 'hub.challenge': undefined }, 't')).toBeNull();
});
