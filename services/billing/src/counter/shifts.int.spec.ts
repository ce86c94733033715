// shifts.int.spec.ts — what a drawer took and gave in a shift, and how it was closed.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { eventually } from '@saring/testing';
import { BillingStack, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const newOperator = () => {
  const operatorId = newId();
  world.cashiers.push(operatorId);
  return { operatorId, actor: `operator:${operatorId}` };
};
type Sale = Partial<{
  method: string;
  paidRupiah: number;
  commandId: string;
  debtId: string;
  packageId: string;
  allDebts: boolean;
  actorRole: string;
  site: string;
  subscriberId: string;
  note: string;
}>;
const sell = async ({ actor }: { actor: string }, change: Sale = {}) => {
  const packageId = change.packageId ?? (await billing.newPackage()).packageId;
  const request = {
    commandId: newId(),
    subscriberId: newId(),
    packageId,
    method: 'cash',
    paidRupiah: 50_000,
  };
  return billing.ask(method.sellAtCounter, {
    ...request,
    site: 'rw05',
    actor,
    actorRole: 'operator',
    ...change,
  });
};
const closing = (
  who: { operatorId: string; actor: string },
  countedRupiah: number,
  change: { note?: string; handedToId?: string } = {},
) => billing.ask(method.closeDrawer, { commandId: newId(), ...who, countedRupiah, ...change });

describe('a shift of a drawer', () => {
  const shiftOf = ({ operatorId }: { operatorId: string }, number?: number) =>
    billing.ask(method.getDrawerShift, { operatorId, number });

  it('says what lay in it, came and went, by method, and keeps it when it is closed', async () => {
    const [ani, owner] = [newOperator(), newOperator()];
    await expect(shiftOf(ani)).rejects.toEqual(refusal('BILLING.SHIFT_UNKNOWN'));
    await billing.ask(method.openDrawer, { commandId: newId(), ...ani, floatRupiah: 100_000, site: 'rw05' });
    const { order } = await sell(ani);
    await sell(ani);
    await sell(ani, { method: 'card' });
    await sell(ani, { method: 'transfer' });
    const move = { ...ani, reason: 'galon' };
    await billing.ask(method.moveCash, { commandId: newId(), ...move, in: true, amountRupiah: 20_000 });
    await billing.ask(method.moveCash, { commandId: newId(), ...move, amountRupiah: 5_000 });
    const refund = { orderId: order?.orderId ?? '', reason: 'wrong package', payoutMethod: 'cash' };
    await billing.ask(method.refundOrder, { commandId: newId(), ...refund, actor: ani.actor });
    const figures = {
      ...{ operatorId: ani.operatorId, number: 0, site: 'rw05', floatRupiah: 100_000 },
      ...{ refunds: 1, refundedRupiah: 50_000, paidInRupiah: 20_000, paidOutRupiah: 5_000 },
      expectedRupiah: 165_000,
    };
    const sales = [
      { method: 'transfer', count: 1, amountRupiah: 50_000 },
      { method: 'card', count: 1, amountRupiah: 50_000 },
      { method: 'cash', count: 2, amountRupiah: 100_000 },
    ];
    await eventually(async () => {
      const shift = await shiftOf(ani);
      expect(shift).toMatchObject(figures);
      expect(shift.sales).toMatchObject(sales);
      expect(shift.closing).toBeUndefined();
    });
    await closing({ ...ani, actor: owner.actor }, 164_000, {
      note: 'a coin fell',
      handedToId: owner.operatorId,
    });
    const closed = {
      ...{ operatorId: ani.operatorId, expectedRupiah: 165_000, countedRupiah: 164_000, site: 'rw05' },
      ...{
        differenceRupiah: -1_000,
        note: 'a coin fell',
        closedBy: owner.actor,
        handedToId: owner.operatorId,
      },
    };
    await eventually(async () => expect((await shiftOf(ani)).closing).toMatchObject(closed));
    await sell(ani);
    await eventually(async () =>
      expect(await shiftOf(ani)).toMatchObject({
        ...{ floatRupiah: 0, refundedRupiah: 0, expectedRupiah: 50_000 },
        sales: [{ method: 'cash', count: 1 }],
      }),
    );
    const before = await shiftOf(ani, 0);
    expect(before).toMatchObject({ ...figures, closing: closed });
    expect(before.sales).toMatchObject(sales);
    await expect(shiftOf(ani, 99)).rejects.toEqual(refusal('BILLING.SHIFT_UNKNOWN'));
  });

  it('is listed page by page when it is closed, newest first, of one or of all', async () => {
    const [ani, budi] = [newOperator(), newOperator()];
    for (const who of [ani, budi, ani, ani]) {
      await sell(who);
      await closing(who, 50_000);
    }
    const page = (operatorId: string, cursor?: string) =>
      billing.ask(method.listClosings, { operatorId, limit: 2, cursor });
    await eventually(async () => {
      const first = await page(ani.operatorId);
      const second = await page(ani.operatorId, first.nextCursor);
      const items = [...first.items, ...second.items];
      expect(items).toHaveLength(3);
      expect(items.map(({ number }) => number)).toEqual([4, 2, 0]);
      expect(second.nextCursor).toBeUndefined();
    });
    expect((await page('')).items.map(({ operatorId }) => operatorId)).toEqual([
      ani.operatorId,
      ani.operatorId,
    ]);
    await expect(page('', 'x')).rejects.toEqual(refusal('REQUEST.INVALID'));
  });
});
