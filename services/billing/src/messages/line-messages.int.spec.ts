// line-messages.int.spec.ts — what the gateway says of a line's quota goes out once, in words.
import 'reflect-metadata';
import { LineQuotaNoticeSchema } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { BillingStack, GB } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const notice = (kind: string, cause: string, at = billing.clock.now().toISOString()) =>
  publishFact(
    billing.nats,
    LineQuotaNoticeSchema,
    {
      ...{ subscriberId: newId(), lineId: newId(), username: 'rumah-0001', kind, cause, bytes: 300 * GB, at },
      endsAt: '2030-12-31T17:00:00.000Z',
    },
    { id: newId(), at, source: 'router-gateway' },
  );
const sent = () => [...world.messages.values()].map(({ template, params }) => ({ template, params }));

it('says it once a cause, and nothing of yesterday', async () => {
  const cause = newId();
  await notice('slowed', newId(), new Date(billing.clock.now().getTime() - 13 * 3_600_000).toISOString());
  await notice('held', cause);
  await notice('held', cause);
  await notice('freed', newId());
  await eventually(() =>
    expect(sent()).toEqual([
      {
        template: 'line.held',
        params: { line: 'rumah-0001', quota: '300 GB', until: '1 Januari 2031, 00.00 WIB' },
      },
      { template: 'line.freed', params: { line: 'rumah-0001' } },
    ]),
  );
});
