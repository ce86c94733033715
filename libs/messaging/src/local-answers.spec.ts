import type { JsonValue } from '@bufbuild/protobuf';
import { QuotaLedger, subjectOf } from '@saring/contracts';
import type { NatsConnection } from 'nats';
import { LocalAnswers, type LocalAnswerer } from './local-answers';
import { Messenger } from './messenger';

const { getQuota } = QuotaLedger.method;
const NO_BUS = {} as NatsConnection;

const asked = (answerer: LocalAnswerer, timeoutMilliseconds?: number) => {
  const answers = new LocalAnswers();
  answers.add(subjectOf(getQuota), answerer);
  return new Messenger(NO_BUS, answers).request(getQuota, { subscriberId: 's' }, timeoutMilliseconds);
};

it('gives both sides copies, as the bus would', async () => {
  const kept = { subscriberId: 's', status: 'active', grants: [{ grantId: 'g', packageId: undefined }] };
  let seen: unknown;
  const quota = await asked(async (data) => {
    seen = data;
    return { reply: kept as unknown as JsonValue };
  });
  kept.grants[0]!.grantId = 'changed later';
  expect(seen).toEqual({ subscriberId: 's' });
  expect(quota).toMatchObject({ status: 'active', grants: [{ grantId: 'g' }] });
});

it('throws the refusal of the answerer', () =>
  expect(asked(async () => ({ refusal: { code: 'REQUEST.MALFORMED' } }))).rejects.toMatchObject({
    code: 'REQUEST.MALFORMED',
  }));

it('is unavailable where the answerer fails', () =>
  expect(asked(() => Promise.reject(new Error('a secret of the answerer')))).rejects.toMatchObject({
    name: 'UnavailableError',
    reason: 'the answerer failed',
  }));

it('is unavailable where the answerer does not answer in time', () =>
  expect(asked(() => new Promise(() => undefined), 1)).rejects.toMatchObject({ name: 'UnavailableError' }));

it('asks the bus once the answerer has stopped', async () => {
  const answers = new LocalAnswers();
  answers.add(subjectOf(getQuota), async () => ({ reply: {} }));
  answers.remove(subjectOf(getQuota));
  const bus = { request: async () => ({ json: () => ({ response: { reply: { status: 'fup' } } }) }) };
  const messenger = new Messenger(bus as unknown as NatsConnection, answers);
  expect(await messenger.request(getQuota, { subscriberId: 's' })).toMatchObject({ status: 'fup' });
});
