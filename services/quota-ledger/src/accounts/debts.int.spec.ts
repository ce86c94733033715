// debts.int.spec.ts — a debt blocks by itself when it is overdue or too much, and no longer once money has settled it.
import 'reflect-metadata';
import { AccessStatusChangedSchema, QuotaLedger, QuotaNoticeSchema } from '@saring/contracts';
import { GB, newId } from '@saring/kernel';
import { consumeFacts, onFact, type Consumption } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { LedgerStack, specLogger } from '../testing/ledger-stack';

const { method } = QuotaLedger;
let ledger: LedgerStack;
let facts: Consumption;
const told: { subscriberId: string; what: string }[] = [];
const toldTo = (id: string) => told.filter((one) => one.subscriberId === id).map(({ what }) => what);

beforeAll(async () => {
  ledger = await LedgerStack.start({ DEBT_LIMIT_RUPIAH: '100000' });
  facts = consumeFacts(ledger.nats, {
    from: 'quota_ledger',
    durable: 'debts-spec',
    onError: (error) => specLogger.error(error),
    handlers: [
      onFact(
        QuotaNoticeSchema,
        async ({ subscriberId, kind }) => void told.push({ subscriberId, what: kind }),
      ),
      onFact(AccessStatusChangedSchema, async ({ subscriberId, status, blockReason }) => {
        told.push({ subscriberId, what: blockReason ? `${status} for ${blockReason}` : status });
      }),
    ],
  });
});
afterAll(async () => {
  await facts?.stop();
  await ledger?.close();
});

const quotaOf = (subscriberId: string) => ledger.messenger.request(method.getQuota, { subscriberId });
const give = async (subscriberId: string, priceRupiah: number, dueInMilliseconds?: number) => {
  const debt = { subscriberId, bytes: GB, priceRupiah, reason: 'pinjam', actor: 'operator:1' };
  const due = dueInMilliseconds === undefined ? null : new Date(Date.now() + dueInMilliseconds);
  const { id } = await ledger.messenger.request(method.giveDebt, {
    ...{ commandId: newId(), ...debt },
    ...(due ? { dueAt: due.toISOString() } : {}),
  });
  return id;
};
const pay = (subscriberId: string, debtId: string, amountRupiah: number) => {
  const purchaseId = newId();
  return ledger.messenger.request(method.fulfilPurchase, {
    ...{ commandId: newId(), subscriberId, purchaseId, isSettlement: true, amountRupiah },
    ...{ items: [{ debtId, bytes: GB }], reason: 'Pelunasan', actor: 'billing' },
  });
};

it('blocks when a debt falls due, and unblocks once it is paid, over a restart', async () => {
  const id = await ledger.subscriber();
  await ledger.grant(id, 5 * GB);
  const debtId = await give(id, 50_000, 2_000);
  expect(await quotaOf(id)).toMatchObject({ debtRupiah: 50_000, debtBytes: GB });
  await eventually(() => expect(toldTo(id)).toContain('blocked for debt'));
  // The fact may be heard before the row is written.
  const blocked = { status: 'blocked', blockReason: 'debt', debtBlock: 'overdue' };
  await eventually(async () => expect(await quotaOf(id)).toMatchObject(blocked));
  await eventually(() => expect(toldTo(id)).toContain('debt_overdue'));

  await ledger.stopLedger();
  await ledger.startLedger();
  await eventually(() => ledger.messenger.request(method.rebuildReadModel, { name: 'balances' }, 30_000));
  expect(await quotaOf(id)).toMatchObject({ status: 'blocked', debtBlock: 'overdue' });
  await pay(id, debtId, 50_000);
  await eventually(async () => expect(await quotaOf(id)).toMatchObject({ status: 'active', debtRupiah: 0 }));
  await eventually(() => expect(toldTo(id)).toContain('debt_unblocked'));
  const changes = toldTo(id).filter((what) => what !== 'inactive' && what !== 'exhausted');
  expect(changes).toEqual(['active', 'blocked for debt', 'debt_overdue', 'active', 'debt_unblocked']);
});

it('warns near the limit, blocks at it, and says each once', async () => {
  const id = await ledger.subscriber();
  await ledger.grant(id, 5 * GB);
  await give(id, 60_000);
  const second = await give(id, 25_000);
  await eventually(() => expect(toldTo(id)).toContain('debt_near_limit'));
  expect(await quotaOf(id)).toMatchObject({ status: 'active' });
  await give(id, 15_000);
  await eventually(async () =>
    expect(await quotaOf(id)).toMatchObject({ status: 'blocked', debtBlock: 'limit' }),
  );
  await eventually(() => expect(toldTo(id)).toContain('debt_at_limit'));
  await pay(id, second, 25_000);
  await eventually(async () => expect(await quotaOf(id)).toMatchObject({ status: 'active' }));
  expect(toldTo(id).filter((what) => what === 'debt_near_limit' || what === 'debt_at_limit')).toEqual([
    'debt_near_limit',
    'debt_at_limit',
  ]);
});

it('is held for a bill and let go by billing, as one status that the routers follow', async () => {
  const id = await ledger.subscriber();
  await ledger.grant(id, 5 * GB);
  const hold = (held: boolean, basisVersion: number) =>
    ledger.messenger.request(method.setBillHold, {
      ...{ commandId: newId(), subscriberId: id, held, basisVersion, actor: 'billing' },
    });
  await hold(true, 3);
  await eventually(() => expect(toldTo(id)).toContain('blocked for bill'));
  await eventually(async () =>
    expect(await quotaOf(id)).toMatchObject({ status: 'blocked', blockReason: 'bill' }),
  );
  await hold(false, 2);
  expect(await quotaOf(id)).toMatchObject({ status: 'blocked' });
  await hold(false, 5);
  await eventually(async () => expect(await quotaOf(id)).toMatchObject({ status: 'active' }));
});
