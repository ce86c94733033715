// gateway.contract.ts — the rules of the port that every gateway keeps.
import { isWholeQris, type GatewayName, type PaymentMethod } from '@saring/kernel';
import { inspect } from 'node:util';
import type { PaymentTerms } from '../orders/domain/payment-order';
import type { ChargeRequest, Gateway, Refundable } from './gateway';

type GatewayUnderTest = {
  readonly gateway: Gateway;
  readonly method: PaymentMethod;
  /** Its keys: nothing that comes from it may show them. */
  readonly secrets: readonly string[];
  /** Of qris, shopeepay and a bank transfer; absent: as the house's vendor does. */
  readonly refundable?: readonly Refundable[];
  /** Makes the payer pay; undefined where only an operator knows. */
  readonly pay?: (orderNumber: string) => void;
};

let orders = 0;
const newNumber = (): string => {
  const letters = String((orders += 1))
    .split('')
    .map((digit) => 'ABCDEFGHIJ'[Number(digit)])
    .join('');
  return `SRG-contract-${letters.padStart(20, 'Z')}`;
};

const newRequest = (name: GatewayName, method: PaymentMethod): ChargeRequest => {
  const createdAt = new Date();
  const terms: PaymentTerms = {
    orderId: 'o',
    orderNumber: newNumber(),
    subscriberId: 's',
    site: 'contract',
    amountRupiah: 25_000,
    method,
    bank: null,
    gateway: name,
    expiresAt: new Date(createdAt.getTime() + 900_000).toISOString(),
  };
  return { terms, askedAt: createdAt.toISOString(), description: 'Paket 10 GB' };
};

/** Every adapter runs this. */
export const describeGateway = (name: GatewayName, setUp: () => GatewayUnderTest): void => {
  describe(`the gateway ${name}`, () => {
    const charged = async () => {
      const { gateway, method } = setUp();
      const request = newRequest(name, method);
      return { gateway, request, number: request.terms.orderNumber, outcome: await gateway.charge(request) };
    };

    it('has its name, and offers the method that it collects by', () => {
      const { gateway, method } = setUp();
      expect(gateway.name).toBe(name);
      expect(gateway.offers.map((offer) => offer.method)).toContain(method);
    });
    it('takes our keys when it is probed, and shows none of them', async () => {
      const { gateway, secrets } = setUp();
      const outcome = await gateway.probe();
      expect(outcome).toEqual({ outcome: 'accepted' });
      for (const secret of secrets) expect(JSON.stringify(outcome)).not.toContain(secret);
    });
    it('takes a charge and says how to pay', async () => {
      const { outcome } = await charged();
      if (outcome.outcome !== 'accepted') throw new Error(`it was ${outcome.outcome}`);
      expect(
        Object.values(outcome.instructions).every((text) => typeof text === 'string' && text !== ''),
      ).toBe(true);
      // Nobody is shown a code that did not come through whole.
      const { qrString } = outcome.instructions;
      expect(qrString === undefined || isWholeQris(qrString)).toBe(true);
      expect(Object.keys(outcome.instructions).length).toBeGreaterThan(0);
    });
    it('knows no order that it was never asked for', async () => {
      const { gateway } = setUp();
      expect(await gateway.status(newNumber())).toEqual({ outcome: 'absent' });
      expect(await gateway.cancel(newNumber())).toEqual({ outcome: 'absent' });
      expect(await gateway.expire(newNumber())).toEqual({ outcome: 'absent' });
    });
    it('never says that an unpaid order is paid', async () => {
      const { gateway, number } = await charged();
      const status = await gateway.status(number);
      if (status.outcome === 'report') expect(status.report.standing).toBe('pending');
      else expect(status.outcome).toBe('absent');
    });
    it('refunds nothing that is not paid', async () => {
      const { gateway, number } = await charged();
      const outcome = await gateway.refund({
        orderNumber: number,
        key: 'k-1',
        amountRupiah: 25_000,
        reason: '',
      });
      expect(outcome.outcome).toBe('refused');
    });
    it('can be asked to end an order', async () => {
      for (const verb of ['cancel', 'expire'] as const) {
        const { gateway, number } = await charged();
        expect(['done', 'absent']).toContain((await gateway[verb](number)).outcome);
      }
    });
    it('says what it can give back: no, whole or part', () => {
      const { gateway, refundable = ['part', 'whole', 'no'] } = setUp();
      expect([
        gateway.refundable('qris'),
        gateway.refundable('shopeepay'),
        gateway.refundable('bank_transfer'),
      ]).toEqual(refundable);
    });
    it('shows no secret, however it is looked at', () => {
      const { gateway, secrets } = setUp();
      const shown = inspect(gateway, { depth: 20, showHidden: true }) + JSON.stringify(gateway);
      for (const secret of secrets) expect(shown).not.toContain(secret);
    });
    it('reports the money, and refuses to end an order that is paid', async () => {
      const { pay } = setUp();
      const { gateway, number } = await charged();
      if (!pay) return expect(await gateway.status(number)).toEqual({ outcome: 'absent' });
      pay(number);
      expect(await gateway.status(number)).toMatchObject({
        outcome: 'report',
        report: { standing: 'paid', orderNumber: number, amountRupiah: 25_000 },
      });
      expect(await gateway.cancel(number)).toEqual({ outcome: 'refused' });
      expect(await gateway.expire(number)).toEqual({ outcome: 'refused' });
    });
  });
};
