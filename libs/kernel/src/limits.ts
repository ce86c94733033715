// limits.ts — how long and how large what is sent may be: the door and the services read the same.

const SECONDS_A_DAY = 86_400;

export const PACKAGE_LIMITS = {
  nameCharacters: 60,
  descriptionCharacters: 300,
  /** 1 PiB: with any bonus on top still far below 2^53. */
  bytes: 2 ** 50,
  lastsSeconds: 3_650 * SECONDS_A_DAY,
  priceRupiah: 1_000_000_000,
  kilobitsPerSecond: 100_000_000,
  sortOrder: 1_000_000,
  devices: 20,
};

export const PROMO_LIMITS = {
  nameCharacters: 60,
  descriptionCharacters: 300,
  discountPercent: 99,
  bonusBytes: 2 ** 50,
  bonusDays: 3_650,
  packages: 100,
};
