// demo-catalogue.ts — what the shop of `npm start` sells: packages and a promo, made once through the product's own door.
import { Billing } from '@saring/contracts';
import { GB, idFrom } from '@saring/kernel';
import { connectNats, Messenger } from '@saring/messaging';

const ACTOR = 'demo';

const PACKAGES = [
  {
    name: '3 jam',
    bytes: GB,
    lastsSeconds: 3 * 3_600,
    priceRupiah: 2_000,
    description: 'Mulai saat dipakai',
    startsAtFirstUse: true,
  },
  { name: 'Harian', bytes: 2 * GB, days: 1, priceRupiah: 5_000, description: 'Cukup untuk sehari' },
  { name: 'Mingguan', bytes: 10 * GB, days: 7, priceRupiah: 20_000, description: 'Tujuh hari tenang' },
  { name: 'Bulanan', bytes: 25 * GB, days: 30, priceRupiah: 45_000, description: 'Untuk sebulan penuh' },
  { name: 'Keluarga', bytes: 60 * GB, days: 30, priceRupiah: 95_000, description: 'Dibagi tiga perangkat' },
  {
    ...{ name: 'Tiket 3 jam pakai', unlimited: true, onlineSeconds: 3 * 3_600, days: 7, priceRupiah: 3_000 },
    ...{ description: 'Waktu berjalan hanya saat dipakai', startsAtFirstUse: true },
  },
  { name: 'Bebas sehari', unlimited: true, days: 1, priceRupiah: 15_000, description: 'Tanpa hitungan' },
] as const;

/** Fills an empty catalogue. @throws when billing does not answer. */
export const seedDemoCatalogue = async (natsUrl: string): Promise<void> => {
  const nats = await connectNats(natsUrl, 'demo');
  const messenger = new Messenger(nats);
  try {
    const { items } = await messenger.request(Billing.method.listPackages, { includeInactive: true });
    if (items.length > 0) return;
    const made: string[] = [];
    for (const [index, one] of PACKAGES.entries()) {
      const { packageId } = await messenger.request(Billing.method.createPackage, {
        commandId: idFrom('demo-package', index),
        package: { ...one, active: true, sortOrder: index },
        actor: ACTOR,
      });
      made.push(packageId);
    }
    await messenger.request(Billing.method.createPromo, {
      commandId: idFrom('demo-promo', 1),
      promo: {
        name: 'Bonus 2 GB',
        kind: 'bonus_quota',
        published: true,
        startsAt: '2026-01-01T00:00:00.000Z',
        bonusBytes: 2 * GB,
        packageIds: made.slice(2, 3),
        description: 'Tambahan 2 GB untuk paket Mingguan',
      },
      actor: ACTOR,
    });
    // A newcomer is online at once, and within a few downloads slowed and then stopped: the whole story in minutes.
    await messenger.request(Billing.method.createPromo, {
      commandId: idFrom('demo-promo', 2),
      promo: {
        name: 'Selamat datang',
        kind: 'registration_bonus',
        published: true,
        startsAt: '2026-01-01T00:00:00.000Z',
        bonusBytes: GB,
        bonusDays: 7,
        description: '1 GB untuk yang baru bergabung',
      },
      actor: ACTOR,
    });
  } finally {
    await nats.close();
  }
};
