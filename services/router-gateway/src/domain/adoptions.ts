// adoptions.ts — what keeps a secret of a router from becoming a line: one judge for one secret and for many.

type Secret = { readonly username: string; readonly profile: string };
export type AdoptionSurroundings = {
  /** By name of the secret; absent: nobody is known. */
  readonly owners: ReadonlyMap<string, string>;
  /** Of secrets of the router that are nobody's line, each as often as it stands. */
  readonly names: readonly string[];
  readonly profiles: ReadonlySet<string>;
  /** Of lines of the router. */
  readonly taken: ReadonlySet<string>;
  /** For so many more lines. */
  readonly room: number;
};
type AdoptionRefusal =
  | 'LINE.NAME_TAKEN'
  | 'LINE.ROW_NAME_TWICE'
  | 'LINE.ROW_PROFILE_MISSING'
  | 'LINE.ROW_NO_OWNER'
  | 'LINE.ROUTER_FULL';

/** In their order, so that the room goes to the first. @returns of each what is in the way; empty: nothing. */
export const judgeAdoptions = (
  secrets: readonly Secret[],
  { owners, names, profiles, taken, room }: AdoptionSurroundings,
): readonly (AdoptionRefusal | '')[] => {
  const named = new Map<string, number>();
  for (const name of names) named.set(name, (named.get(name) ?? 0) + 1);
  let left = room;
  const faultOf = ({ username, profile }: Secret): AdoptionRefusal | '' => {
    if (taken.has(username)) return 'LINE.NAME_TAKEN';
    if ((named.get(username) ?? 0) > 1) return 'LINE.ROW_NAME_TWICE';
    if (!profiles.has(profile)) return 'LINE.ROW_PROFILE_MISSING';
    if (!owners.has(username)) return 'LINE.ROW_NO_OWNER';
    return left > 0 ? '' : 'LINE.ROUTER_FULL';
  };
  return secrets.map((secret) => {
    const fault = faultOf(secret);
    if (fault === '') left -= 1;
    return fault;
  });
};
