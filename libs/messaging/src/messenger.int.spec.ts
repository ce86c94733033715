import { AuthOtp, QuotaLedger, subjectOf, type Rpc } from '@saring/contracts';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { connectNats, Messenger, RefusalError, UnavailableError } from '.';

let stack: TestStack;
let nats: NatsConnection;
let replica: NatsConnection;

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'asker');
  replica = await connectNats(stack.natsUrl, 'replica');
});
afterAll(async () => {
  await nats.close();
  await replica.close();
  await stack.close();
});

/** Swallows the first request, as a replica that hangs, then answers. @returns how many came. */
const answerFromSecond = async (subject: string): Promise<() => number> => {
  let asked = 0;
  replica.subscribe(subject, {
    callback: (_error, message) => {
      asked += 1;
      if (asked > 1) message.respond(JSON.stringify({ response: { reply: {} } }));
    },
  });
  await replica.flush();
  return () => asked;
};

it('asks a query again that a hanging replica swallowed', async () => {
  const asked = await answerFromSecond(subjectOf(QuotaLedger.method.getUsage));
  await new Messenger(nats).request(QuotaLedger.method.getUsage, {});
  expect(asked()).toBe(2);
});

it.each([
  AuthOtp.method.authenticateOperator,
  AuthOtp.method.searchAuditEntries,
  AuthOtp.method.beginAuditEntry,
])('asks again whatever may be asked twice: $name', async (rpc) => {
  const asked = await answerFromSecond(subjectOf(rpc));
  await new Messenger(nats).request(rpc as Rpc, {});
  expect(asked()).toBe(2);
});

it('asks a command again under its own id', async () => {
  const asked = await answerFromSecond(subjectOf(QuotaLedger.method.giveDebt));
  await new Messenger(nats).request(QuotaLedger.method.giveDebt, { commandId: 'c1' });
  expect(asked()).toBe(2);
});

it('never asks twice what has no id', async () => {
  const asked = await answerFromSecond(subjectOf(QuotaLedger.method.rebuildReadModel));
  const request = new Messenger(nats).request(
    QuotaLedger.method.rebuildReadModel,
    { name: 'balances' },
    2_500,
  );
  await expect(request).rejects.toMatchObject({ reason: 'TIMEOUT' });
  expect(asked()).toBe(1);
});

it('tells what is to be asked again from a refusal, which stays one', async () => {
  const refuse = async (subject: string, code: string): Promise<void> => {
    const refusal = { code, details: { retryInSeconds: 1 } };
    replica.subscribe(subject, {
      callback: (_error, message) => message.respond(JSON.stringify({ response: { refusal } })),
    });
    await replica.flush();
  };
  const { correctQuota, resetQuota } = QuotaLedger.method;
  await refuse(subjectOf(correctQuota), 'COMMAND.BUSY');
  await refuse(subjectOf(resetQuota), 'QUOTA.BYTES_REQUIRED');
  const askOf = (rpc: Rpc): Promise<unknown> =>
    new Messenger(nats).request(rpc, { commandId: 'c' }).catch((error: unknown) => error);
  const busy = await askOf(correctQuota);
  expect(busy).toBeInstanceOf(UnavailableError);
  expect(busy).toMatchObject({ code: 'COMMAND.BUSY', details: { retryInSeconds: 1 } });
  expect(await askOf(resetQuota)).toBeInstanceOf(RefusalError);
});
