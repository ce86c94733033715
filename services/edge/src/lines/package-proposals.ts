// package-proposals.ts — which package a PPPoE secret of a router is: its profile says it by name or by its limit, or nobody
// does.

type Sold = {
  readonly packageId?: string;
  readonly name?: string;
  readonly speedDownKilobitsPerSecond?: number;
  readonly speedUpKilobitsPerSecond?: number;
};
type Profiled = { readonly profile: string; readonly rateLimit: string };
type Speed = { readonly up: number; readonly down: number };

const KILOBITS: Readonly<Record<string, number>> = { '': 0.001, k: 1, m: 1_000, g: 1_000_000 };

/** The first pair of a limit as RouterOS writes it, upload first; null: there is none. */
export const speedIn = (rateLimit: string): Speed | null => {
  const [first = ''] = rateLimit.trim().split(/\s+/);
  const [up, down = up] = first.split('/').map(kilobitsIn);
  return up === undefined || down === undefined || up <= 0 || down <= 0 ? null : { up, down };
};

const kilobitsIn = (text: string): number | undefined => {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kmg]?)$/i.exec(text) ?? [];
  const factor = KILOBITS[unit.toLowerCase()];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
};

const plainName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
const onlyOne = <Item>(items: readonly Item[]): Item | null =>
  items.length === 1 ? (items[0] ?? null) : null;

/**
 * The one package that is named as the profile, unless both say another speed; else the one package of the speed of the
 * profile. Null where none is, or more than one: then a person chooses.
 */
export const proposedPackage = <Offer extends Sold>(
  { profile, rateLimit }: Profiled,
  packages: readonly Offer[],
): Offer | null => {
  const speed = speedIn(rateLimit);
  const speedOf = ({
    speedUpKilobitsPerSecond: up = 0,
    speedDownKilobitsPerSecond: down = 0,
  }: Offer): Speed | null => (up > 0 && down > 0 ? { up, down } : null);
  const isAt = (offer: Offer): boolean => {
    const own = speedOf(offer);
    return own !== null && speed !== null && own.up === speed.up && own.down === speed.down;
  };
  const name = plainName(profile);
  const named = packages.filter((one) => name !== '' && plainName(one.name ?? '') === name);
  if (named.length > 1) return null;
  const [byName] = named;
  if (!byName) return onlyOne(packages.filter(isAt));
  return speedOf(byName) === null || speed === null || isAt(byName) ? byName : null;
};
