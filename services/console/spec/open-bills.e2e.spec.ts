// open-bills.e2e.spec.ts — who collects the money for bills: where they go, what is owed, and the money taken at the door.
import { ConsolePage } from './console-page';

const CITRA = '00000000-0000-4000-8000-00000000000c';
const RECEIPT = '00000000-0000-4000-8000-0000000000a1';
const BILLS = 'GET /api/v1/bills';
const PAY = `POST /api/v1/subscribers/${CITRA}/bill-payments`;
const MAY = ['bills:read', 'counter:sell'];
const bill = {
  ...{ billId: '00000000-0000-4000-8000-0000000000b1', subscriberId: CITRA, number: 'rw05/202611/0007' },
  ...{ site: 'rw05', packageName: 'Rumah 10 Mbps', fromDate: '2026-11-01', toDate: '2026-12-01' },
  ...{ amountRupiah: 150_000, owedRupiah: 50_000, dueOn: '2026-11-01', pastGrace: false },
  ...{ name: 'Citra Kirana', phone: '+6281299900010', address: 'Jl. Melati 3', room: 'B2' },
};
const dewi = { ...bill, billId: CITRA, name: 'Dewi', pastGrace: true, owedRupiah: 150_000 };
const OWN = `GET /api/v1/subscribers/${CITRA}/bills`;
const owing = (owedRupiah: number) => ({
  ...{ subscriberId: CITRA, balanceRupiah: 0, owedRupiah, payPath: '', subscriptions: [], bills: [] },
  payments: [],
});
const answers = {
  [OWN]: owing(200_000),
  [BILLS]: {
    ...{ items: [dewi, bill], nextCursor: null },
    ...{ totalBills: 2, totalSubscribers: 2, totalRupiah: 200_000 },
  },
  [PAY]: {
    ...{ subscriberId: CITRA, balanceRupiah: 0, owedRupiah: 0, payPath: '', subscriptions: [], bills: [] },
    receiptId: RECEIPT,
    payments: [
      {
        ...{ receiptId: RECEIPT, number: 'K-00000000', paidAt: '2026-11-29T02:00:00.000Z', method: 'cash' },
        ...{ amountRupiah: 50_000, paidRupiah: 50_000, balanceRupiah: 0, note: '', cashier: CITRA },
        bills: [{ billId: bill.billId, number: bill.number, amountRupiah: 50_000 }],
      },
    ],
  },
};

describe('on a phone', () => {
  let desk: ConsolePage;
  beforeAll(async () => {
    desk = await ConsolePage.start(true);
  });
  afterAll(() => desk?.close());

  it('lists the changes of package that wait, with whom to answer', async () => {
    const change = {
      ...{ requestId: CITRA, packageId: CITRA, packageName: 'Rumah 20 Mbps', priceRupiah: 225_000 },
      ...{ note: '', askedAt: '2026-11-30T02:00:00.000Z', state: 'waiting', reason: '', holdsFrom: '' },
    };
    const waiting = {
      ...{ subscriberId: CITRA, subscriptionId: CITRA, site: 'rw05', packageName: 'Rumah 10 Mbps' },
      ...{ priceRupiah: 150_000, change, name: 'Citra Kirana', phone: '+6281299900010' },
    };
    await desk.open('/bills', [...MAY, 'bills:write'], {
      ...answers,
      'GET /api/v1/package-changes': { items: [waiting], total: 1, nextCursor: null },
    });
    await desk.seen('Minta ganti paket');
    await desk.seen(/Rumah 10 Mbps Rp.150\.000$/);
    await desk.picture('thumb-package-changes');
    expect(await desk.smallTargets()).toEqual([]);
    await desk.page.getByRole('button', { name: 'Tolak ganti paket ke Rumah 20 Mbps' }).click();
    await desk.page.getByRole('dialog').getByText('Citra Kirana').waitFor();
  });

  it('says that a colleague has taken the money meanwhile, and what more than is unpaid becomes', async () => {
    await desk.open('/bills', MAY, { ...answers, [OWN]: owing(0) });
    await desk.page.getByRole('button', { name: 'Terima pembayaran Citra Kirana' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByText(/^Tidak ada lagi yang belum dibayar/).waitFor();
    expect(await dialog.getByLabel('Diterima (Rp)').inputValue()).toBe('');
    await desk.picture('thumb-taken-already');
    await desk.open('/bills', MAY, answers);
    await desk.page.getByRole('button', { name: 'Terima pembayaran Citra Kirana' }).click();
    await dialog.getByText(/Belum dibayar semuanya Rp.200\.000/).waitFor();
    await dialog.getByLabel('Diterima (Rp)').fill('250000');
    await dialog.getByText(/^Rp.50\.000 lebih dari yang belum dibayar/).waitFor();
  });

  it('shows where to go and takes the money under one key, however often it is sent', async () => {
    let isLost = true;
    await desk.open('/bills', MAY, {
      ...answers,
      [PAY]: () => {
        if (!isLost) return answers[PAY];
        isLost = false;
        return { code: 'REQUEST.UNAVAILABLE', status: 503, title: 'Belum dijawab', detail: 'Coba lagi.' };
      },
    });
    await desk.seen('2 tagihan dari 2 orang');
    await desk.seen(/Jl\. Melati 3 · B2 · rw05/);
    await desk.seen('Diisolir');
    await desk.picture('thumb-open-bills');
    expect(await desk.smallTargets()).toEqual([]);
    await desk.page.getByRole('button', { name: 'Terima pembayaran Citra Kirana' }).click();
    const dialog = desk.page.getByRole('dialog');
    await dialog.getByText('Citra Kirana · 0812 9990 0010').waitFor();
    await dialog.getByRole('button', { name: 'Terima pembayaran' }).click();
    await dialog.getByText('Belum dijawab').waitFor();
    await dialog.getByRole('button', { name: 'Terima pembayaran' }).click();
    await dialog.getByText(/^Lunas\./).waitFor();
    await dialog.getByRole('link', { name: 'Cetak 58 mm' }).waitFor();
    expect(await desk.smallTargets()).toEqual([]);
    await desk.picture('thumb-bill-payment-end');
    await dialog.getByRole('button', { name: 'Selesai' }).click();
    await desk.gone(dialog);
    const [first, again] = desk.sent(PAY);
    expect([first?.body, first?.key]).toEqual([{ amountRupiah: 50_000, method: 'cash' }, again?.key]);
  });
});

describe('at a desk', () => {
  let desk: ConsolePage;
  beforeAll(async () => {
    desk = await ConsolePage.start();
  });
  afterAll(() => desk?.close());

  it('asks for what is due, past its grace, or all, and offers no payment to who takes no money', async () => {
    await desk.open('/bills', ['bills:read'], answers);
    await desk.seen('Citra Kirana');
    await desk.lastAsked(BILLS, { dueBy: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(await desk.page.getByRole('button', { name: /^Terima/ }).count()).toBe(0);
    await desk.page.getByText('Lewat tenggang', { exact: true }).click();
    await desk.lastAsked(BILLS, { pastGrace: 'true' });
    expect(await desk.faults('open-bills')).toEqual([]);
    await desk.page.getByLabel('Cari nomor tagihan').fill('611/0007');
    await desk.lastAsked(BILLS, { numberPart: '611/0007' });
    expect(desk.sent(BILLS).at(-1)?.query).not.toHaveProperty('pastGrace');
  });
});
