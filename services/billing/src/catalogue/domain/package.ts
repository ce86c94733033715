// package.ts — what is sold: so many bytes or no limit, so much time online, for so long at a price.
import { MEASURES, ok, refused, type Instant, type Result } from '@saring/kernel';
import type { Duration } from './duration';
import { areHours, type PackageHours } from './package-hours';

export type Package = Duration &
  PackageHours & {
    readonly packageId: string;
    readonly name: string;
    readonly description: string;
    /** 0 when unlimited. */
    readonly bytes: number;
    readonly unlimited: boolean;
    readonly priceRupiah: number;
    /** Shown to the buyer and enforced by the router; 0: as fast as the network goes. */
    readonly speedDownKilobitsPerSecond: number;
    readonly speedUpKilobitsPerSecond: number;
    /** Null: the site's standard. */
    readonly fupThresholdBytes: number | null;
    /** It ends, too, when so much time online is used; 0: its time is not counted. */
    readonly onlineSeconds: number;
    /** How many devices its buyer may have; 0: as many as everyone. */
    readonly deviceLimit: number;
    readonly active: boolean;
    readonly sortOrder: number;
    /** It is shown and sold from, and until without; null: always. */
    readonly sellFrom: Instant | null;
    readonly sellUntil: Instant | null;
    /** What is bought ends then at the latest; null: its duration alone says when. */
    readonly validUntil: Instant | null;
  };

type PackageRefusal =
  | 'BILLING.NAME_INVALID'
  | 'BILLING.PACKAGE_SIZE_INVALID'
  | 'BILLING.PACKAGE_PRICE_INVALID'
  | 'BILLING.PACKAGE_DAYS_INVALID'
  | 'BILLING.PACKAGE_TIME_INVALID'
  | 'BILLING.PACKAGE_TIMES_INVALID'
  | 'BILLING.PACKAGE_HOURS_INVALID'
  | 'BILLING.PACKAGE_SPEED_INVALID'
  | 'BILLING.PACKAGE_DEVICES_INVALID';

/** A shorter one ends before its buyer has read that it began. */
const LASTS_LEAST_SECONDS = 60;

/** 0, or from a minute to ten years; what never ends has no clock to start. */
const isDuration = ({ lastsSeconds, startsAtFirstUse }: Duration): boolean =>
  isWhole(lastsSeconds, MEASURES.durationSeconds.most) &&
  (lastsSeconds === 0 ? !startsAtFirstUse : lastsSeconds >= LASTS_LEAST_SECONDS);

/** 0, or from a minute to a year. */
const isTime = (onlineSeconds: number): boolean =>
  isWhole(onlineSeconds, MEASURES.onlineSeconds.most) &&
  (onlineSeconds === 0 || onlineSeconds >= LASTS_LEAST_SECONDS);

/** What is sold is still good when it is sold last. */
const areTimes = ({ sellFrom, sellUntil, validUntil }: Package): boolean => {
  const times = [sellFrom, sellUntil].filter((time) => time !== null);
  const isWindow = sellFrom === null || sellUntil === null || sellFrom < sellUntil;
  return isWindow && (validUntil === null || times.every((time) => time <= validUntil));
};

/** It can be bought at this time: active, and within its times. */
export const isOnSale = ({ active, sellFrom, sellUntil, validUntil }: Package, now: Instant): boolean =>
  active &&
  (sellFrom === null || sellFrom <= now) &&
  (sellUntil === null || now < sellUntil) &&
  (validUntil === null || now < validUntil);

/** It is sold, and can be used, at any time: prices of other things may go by it. */
export const isOrdinary = ({ sellFrom, sellUntil, validUntil, validHours }: Package): boolean =>
  sellFrom === null && sellUntil === null && validUntil === null && validHours === '';

const isWhole = (value: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= 0 && value <= most;

/** A package that may be sold: a name, bytes or no limit (not both), a price of at least one rupiah, whole numbers throughout. */
export const checkPackage = (given: Package): Result<Package, PackageRefusal> => {
  const name = given.name.trim();
  if (name === '' || name.length > MEASURES.shortName.most) return refused('BILLING.NAME_INVALID');
  if (given.description.length > MEASURES.description.most) return refused('BILLING.NAME_INVALID');
  const { bytes, unlimited, fupThresholdBytes } = given;
  const isSized = isWhole(bytes, MEASURES.packageBytes.most) && unlimited === (bytes === 0);
  if (!isSized || !isWhole(fupThresholdBytes ?? 0, MEASURES.packageBytes.most))
    return refused('BILLING.PACKAGE_SIZE_INVALID');
  if (!isWhole(given.priceRupiah, MEASURES.rupiah.most) || given.priceRupiah < 1)
    return refused('BILLING.PACKAGE_PRICE_INVALID');
  if (!isDuration(given)) return refused('BILLING.PACKAGE_DAYS_INVALID');
  if (!isTime(given.onlineSeconds)) return refused('BILLING.PACKAGE_TIME_INVALID');
  if (!areTimes(given)) return refused('BILLING.PACKAGE_TIMES_INVALID');
  if (!areHours(given)) return refused('BILLING.PACKAGE_HOURS_INVALID');
  const numbers = [
    ...[given.speedDownKilobitsPerSecond, given.speedUpKilobitsPerSecond],
    ...[given.hoursSpeedDownKilobitsPerSecond, given.hoursSpeedUpKilobitsPerSecond],
  ];
  if (!numbers.every((speed) => isWhole(speed, MEASURES.kilobitsPerSecond.most)))
    return refused('BILLING.PACKAGE_SPEED_INVALID');
  if (!isWhole(given.deviceLimit, MEASURES.devices.most))
    return refused('BILLING.PACKAGE_DEVICES_INVALID', { most: MEASURES.devices.most });
  return ok({ ...given, name });
};

/** The lowest price a byte among packages with bytes on sale, whose time is not counted and which have no hours; a tie goes to the larger. Null: there is none. */
export const bestValueOf = (packages: readonly Package[], now: Instant): string | null => {
  const sized = packages.filter(
    (one) => isOnSale(one, now) && !one.unlimited && one.onlineSeconds === 0 && one.validHours === '',
  );
  // a/b < c/d without a division: exact beyond 2^53.
  const isCheaper = (one: Package, other: Package): boolean => {
    const left = BigInt(one.priceRupiah) * BigInt(other.bytes);
    const right = BigInt(other.priceRupiah) * BigInt(one.bytes);
    return left < right || (left === right && one.bytes > other.bytes);
  };
  const best = sized.reduce<Package | null>(
    (least, one) => (!least || isCheaper(one, least) ? one : least),
    null,
  );
  return best?.packageId ?? null;
};
