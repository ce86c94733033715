import 'reflect-metadata';
import { Billing, DebtChangedSchema, FACTS_STREAM, SubscriberTermsChangedSchema } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { publishFact } from '@saring/messaging';
import { eventually } from '@saring/testing';
import { imageSize } from 'image-size';
import { BillingStack, GB, refusal } from '../testing/billing-stack';
import { resetWorld, world } from '../testing/fakes';

const method = Billing.method;
let billing: BillingStack;
beforeAll(async () => {
  billing = await BillingStack.start();
});
afterAll(() => billing?.close());
beforeEach(resetWorld);

describe('a debt that an operator gave', () => {
  const tell = async (change: object = {}) => {
    const debtId = newId();
    const at = new Date().toISOString();
    const fact = {
      subscriberId: newId(),
      debtId,
      version: 3,
      kind: 'given',
      bytes: 25 * GB,
      priceRupiah: 0,
      dueAt: '2099-11-30T16:59:59.000Z',
      at,
      ...change,
    };
    const publish = () =>
      publishFact(billing.nats, DebtChangedSchema, fact, { id: newId(), at, source: 'spec' });
    await publish();
    await publish();
  };
  const told = () => [...world.messages.values()].filter(({ template }) => template === 'debt.added');

  /** Lets repeated facts arrive before the next test looks at its own messages. */
  afterEach(async () => {
    const { consumers } = await billing.nats.jetstreamManager();
    await eventually(async () => {
      const info = await consumers.info(FACTS_STREAM, 'billing-debts');
      return info.num_pending + info.num_ack_pending === 0;
    });
  });

  it('is announced once with the price of that day, unless it is past its due date or was settled', async () => {
    await billing.stock([10, 100_000], [25, 200_000], [50, 350_000]);
    await tell({ kind: 'settled' });
    await tell({ dueAt: '2020-11-30T16:59:59.000Z' });
    await tell();
    await tell({ priceRupiah: 123_000, unlimited: true, bytes: 0 });
    const due = '30 November 2099, 23.59 WIB';
    await eventually(() =>
      expect(told().map(({ params }) => params)).toEqual([
        { bytes: '25 GB', amount: 'Rp 200.000', due },
        { bytes: expect.stringMatching(/batas/i), amount: 'Rp 123.000', due },
      ]),
    );
    expect(told()[0]).toMatchObject({ toPhone: '+628123456789', purpose: 'notice', locale: 'id' });
  });
  it('is announced without an amount where no package gives a price', async () => {
    await billing.stock();
    await tell({ bytes: 3 * GB });
    await eventually(() =>
      expect(told().filter(({ params }) => params['bytes'] === '3 GB')).toMatchObject([
        { params: { amount: '-' } },
      ]),
    );
  });
});

describe('a settlement', () => {
  const [one, two] = [newId(), newId()];
  const owing = () => {
    world.debts = {
      autoDebtBytes: 25 * GB,
      items: [
        {
          debtId: one,
          sizeBytes: 10 * GB,
          unpaidBytes: 5 * GB,
          priceRupiah: 70_001,
          givenAt: 'g',
          dueAt: 'd',
        },
        { debtId: two, sizeBytes: GB, unpaidBytes: GB, priceRupiah: 0 },
      ],
    };
  };
  beforeEach(async () => {
    await billing.stock([10, 100_000], [25, 200_000], [50, 350_000]);
    owing();
  });

  it('costs what the estimate says', async () => {
    const estimate = await billing.ask(method.estimateDebts, { subscriberId: newId() });
    expect(estimate).toMatchObject({ autoDebtRupiah: 200_000, totalRupiah: 245_001, totalBytes: 31 * GB });
    expect(estimate.items.map((item) => item.amountRupiah)).toEqual([35_001, 10_000]);
  });

  it('of all settles what was owed when it was ordered', async () => {
    const order = await billing.settle(newId());
    expect(order).toMatchObject({ purpose: 'settlement', amountRupiah: 245_001, bytes: 31 * GB });
    world.debts = { autoDebtBytes: 0, items: [] };
    await billing.paymentBecomes(order.orderId, 'paid');
    await billing.becomes(order.orderId, 'fulfilled');
    expect(world.fulfilled.get(order.orderId)).toMatchObject({
      isSettlement: true,
      autoDebtBytes: 25 * GB,
      items: [
        { debtId: one, bytes: 5 * GB },
        { debtId: two, bytes: GB },
      ],
    });
    const message = await eventually(() => [...world.messages.values()][0] ?? false);
    expect(message).toMatchObject({
      template: 'debt.settled',
      params: { amount: 'Rp 245.001', bytes: '31 GB' },
    });
  });

  it('says what was owed no more when it was given: it became quota', async () => {
    const order = await billing.settle(newId());
    const grant = { grantId: order.orderId, sizeBytes: 6 * GB, unlimited: false };
    world.quota = { status: 'active', grants: [grant] } as typeof world.quota;
    await billing.paymentBecomes(order.orderId, 'paid');
    expect(await billing.becomes(order.orderId, 'fulfilled')).toMatchObject({ surplus: { bytes: 6 * GB } });
  });

  it('of one item leaves the others, and says what is left', async () => {
    const order = await billing.settle(newId(), one);
    expect(order).toMatchObject({ amountRupiah: 35_001, debtId: one, bytes: 5 * GB });
    world.debts = { autoDebtBytes: 25 * GB, items: [] };
    await billing.paymentBecomes(order.orderId, 'paid');
    await billing.becomes(order.orderId, 'fulfilled');
    expect(world.fulfilled.get(order.orderId)).toMatchObject({ autoDebtBytes: 0, items: [{ debtId: one }] });
    // The message of the test before may come only now.
    const message = await eventually(
      () => [...world.messages.values()].find(({ template }) => template === 'debt.partly_paid') ?? false,
    );
    expect(message).toMatchObject({ params: { rest: 'Rp 200.000' } });
  });

  it('is refused without a debt, or without a package to go by', async () => {
    await expect(billing.settle(newId(), newId())).rejects.toEqual(refusal('QUOTA.DEBT_UNKNOWN'));
    world.debts = { autoDebtBytes: 0, items: [] };
    await expect(billing.settle(newId())).rejects.toEqual(refusal('QUOTA.NOTHING_OWED'));
    owing();
    await billing.stock();
    await expect(billing.settle(newId())).rejects.toEqual(refusal('BILLING.NO_REFERENCE_PACKAGE'));
    // An item that has a price needs no package to go by.
    expect(await billing.settle(newId(), one)).toMatchObject({ amountRupiah: 35_001 });
  });

  it('is left to money by a package, but for what has no price', async () => {
    world.debts.autoDebtBytes = 0;
    const [packageId = ''] = await billing.stock([10, 100_000]);
    const order = await billing.placeOrder(newId(), packageId);
    expect(order).toMatchObject({ settlesBytes: GB, settlesRupiah: 0 });
    const { items } = await billing.ask(method.estimateDebts, { subscriberId: newId() });
    expect(items.map(({ paidByPurchase }) => paidByPurchase)).toEqual([false, true]);
    await billing.paymentBecomes(order.orderId, 'paid');
    await billing.becomes(order.orderId, 'fulfilled');
    expect(world.fulfilled.get(order.orderId)).toMatchObject({ items: [{ debtId: two, bytes: GB }] });
  });

  it('is made by the bytes of a package where that is set, and said in rupiah', async () => {
    await billing.stopBilling();
    await billing.startBilling({ DEBT_ITEMS_PAID_BY: 'bytes' });
    try {
      world.debts.autoDebtBytes = 0;
      const [packageId = '', small = ''] = await billing.stock([10, 100_000], [6, 60_000]);
      await expect(billing.placeOrder(newId(), small)).rejects.toEqual(
        refusal('QUOTA.PACKAGE_SWALLOWED_BY_DEBT'),
      );
      const order = await billing.placeOrder(newId(), packageId);
      expect(order).toMatchObject({ settlesBytes: 6 * GB, settlesRupiah: 35_001 });
      // Fixed when it was ordered, whatever is given since.
      world.debts = { autoDebtBytes: 0, items: [] };
      await billing.paymentBecomes(order.orderId, 'paid');
      await billing.becomes(order.orderId, 'fulfilled');
      expect(world.fulfilled.get(order.orderId)).toMatchObject({
        items: [
          { debtId: one, bytes: 5 * GB },
          { debtId: two, bytes: GB },
        ],
      });
    } finally {
      await billing.stopBilling();
      await billing.startBilling();
    }
  });

  it('is open beside an order of a package, and follows a debt that has grown', async () => {
    const [packageId = ''] = await billing.stock([50, 350_000]);
    const subscriberId = newId();
    const bought = await billing.placeOrder(subscriberId, packageId);
    const settled = await billing.settle(subscriberId);
    expect((await billing.settle(subscriberId)).orderId).toBe(settled.orderId);
    world.debts = { ...world.debts, autoDebtBytes: 26 * GB };
    expect((await billing.settle(subscriberId)).orderId).not.toBe(settled.orderId);
    expect((await billing.getOrder(settled.orderId)).state).toBe('cancelled');
    expect((await billing.getOrder(bought.orderId)).state).toBe('pending');
  });
});

describe('a receipt', () => {
  it('is a PDF or a PNG of what was paid, also by the link', async () => {
    const { orderId, statusToken = '' } = await billing.newOrder();
    const receipt = (format: string, who = {}) => billing.ask(method.getReceipt, { orderId, format, ...who });
    await expect(receipt('pdf')).rejects.toEqual(refusal('BILLING.ORDER_NOT_PAID'));
    await billing.paymentBecomes(orderId, 'paid');
    await billing.becomes(orderId, 'fulfilled');
    const pdf = await receipt('pdf');
    expect(Buffer.from(pdf.content).toString('latin1', 0, 5)).toBe('%PDF-');
    expect(pdf).toMatchObject({ contentType: 'application/pdf' });
    expect(pdf.fileName).toMatch(/^nota-rw05-\d{6}-\d{4}\.pdf$/);
    const png = await billing.ask(method.getReceipt, { statusToken, format: 'png', locale: 'en' });
    expect(imageSize(png.content)).toMatchObject({ type: 'png', width: 720 });
    await expect(receipt('doc')).rejects.toEqual(refusal('BILLING.FORMAT_INVALID'));
    await expect(receipt('pdf', { subscriberId: newId() })).rejects.toEqual(refusal('BILLING.ORDER_UNKNOWN'));
  });

  it('cannot be had by a link that is over', async () => {
    const { statusToken = '' } = await billing.newOrder();
    billing.later(7 * 86_400 + 1);
    await expect(billing.ask(method.getOrder, { statusToken })).rejects.toEqual(
      refusal('BILLING.ORDER_UNKNOWN'),
    );
  });
});

describe('a registration promo', () => {
  const registered = async (approval: string, selfRegistered = true, subscriberId = newId(), version = 1) => {
    const at = billing.clock.now().toISOString();
    const fact = { subscriberId, version, role: 'subscriber', approval, at, selfRegistered };
    await publishFact(billing.nats, SubscriberTermsChangedSchema, fact, {
      id: newId(),
      at,
      source: 'auth-otp',
    });
    return subscriberId;
  };
  const given = () => [...world.bonuses.values()].map((bonus) => bonus.subscriberId);

  it('is given once to who registers themselves, when they are approved', async () => {
    const promo = { name: 'Selamat datang', kind: 'registration_bonus', bonusBytes: GB, bonusDays: 7 };
    const [startsAt, published] = ['2026-01-01T00:00:00Z', true];
    const all = { ...promo, startsAt, published };
    await billing.ask(method.createPromo, { commandId: newId(), promo: all, actor: 'op' });
    world.ledgerFails = 'down';
    const subscriberId = await registered('approved');
    await registered('approved', true, subscriberId);
    const pending = await registered('pending');
    await registered('approved', false);
    world.ledgerFails = null;
    await eventually(() => expect(given()).toEqual([subscriberId]));
    expect([...world.bonuses.values()][0]).toMatchObject({ bytes: GB, days: 7, source: 'bonus' });
    await registered('approved', false, pending, 2);
    await eventually(() => expect(given()).toEqual([subscriberId, pending]));
  });
});
