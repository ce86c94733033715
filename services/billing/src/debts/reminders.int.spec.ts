// reminders.int.spec.ts — an operator's reminder of debts: one message a person and day, however often it is asked.
import 'reflect-metadata';
import { Billing } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const DAY_SECONDS = 86_400;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

const owing = () => {
  world.debts.items = [
    {
      ...{ debtId: newId(), sizeBytes: GB, unpaidBytes: GB, unlimited: false, priceRupiah: 50_000 },
      givenAt: '2030-12-31T17:00:00.000Z',
      dueAt: '2031-01-31T16:59:59.999Z',
      ...{ reason: 'kasbon' },
    },
  ];
};
const remind = (subscriberId: string, commandId = newId()) =>
  billing.ask(Billing.method.remindDebtor, { commandId, actor: 'operator:ani', subscriberId });

it('sends one message a person and day, and the next on the day after', async () => {
  owing();
  const [citra, commandId] = [newId(), newId()];
  const reminded = await remind(citra, commandId);
  expect(await remind(citra, commandId)).toEqual(reminded);
  await expect(remind(citra)).rejects.toEqual(refusal('BILLING.REMINDED_TODAY'));
  expect(world.sent).toMatchObject([
    {
      template: 'debt.asked',
      params: { amount: 'Rp 50.000', firstDue: '31 Januari 2031, 23.59 WIB' },
      purpose: 'notice',
    },
  ]);
  billing.later(DAY_SECONDS);
  expect(await remind(citra, commandId)).toEqual(reminded);
  expect((await remind(citra)).day > reminded.day).toBe(true);
  expect(world.sent).toHaveLength(2);
});

it('sends one message when many ask at once, and one of them has done it', async () => {
  owing();
  const citra = newId();
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => remind(citra)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(world.sent).toHaveLength(1);
});

it('refuses who owes nothing, who has no number, and the command of another', async () => {
  await expect(remind(newId())).rejects.toEqual(refusal('BILLING.NO_DEBT'));
  owing();
  const commandId = newId();
  await remind(newId(), commandId);
  await expect(remind(newId(), commandId)).rejects.toEqual(refusal('COMMAND.ID_REUSED'));
  world.phone = '';
  await expect(remind(newId())).rejects.toEqual(refusal('AUTH.PHONE_MISSING'));
  await expect(remind('citra')).rejects.toEqual(refusal('REQUEST.MALFORMED'));
  expect(world.sent).toHaveLength(1);
});
