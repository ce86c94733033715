// proof-places.ts — who may open one more proof of possession on a router, and whose gives way: a router holds few, and
// no one may fill them for all others.
import { ok, refused, type Result } from '@saring/kernel';

export const POSSESSION_SECONDS = 120;
/** An honest browser returns from the router within this time; an older proof may be ended for a new one. */
const PROOF_SETTLE_SECONDS = 10;

/**
 * device: a router's table shows the asker, or showed them within minutes. proved: a device was proved from this
 * address lately, as the NAT of a site does. stranger: any other address, of which a flood has as many as it likes.
 */
export type AskerKind = 'device' | 'proved' | 'stranger';

/** How many proofs one asker may have open on a router: a device is one phone, an address may be a whole site. */
export const PROOFS_PER_ASKER: Readonly<Record<AskerKind, number>> = { device: 2, proved: 150, stranger: 20 };
export const PROOFS_PER_ROUTER = { strangers: 100, all: 200 };

export type OpenProof = {
  readonly possessionId: string;
  readonly asker: string;
  readonly kind: AskerKind;
  readonly openedAt: Date;
};

/** The proof that ends to make room, if any. */
type Place = { readonly givesWay: OpenProof | null };

/**
 * An asker's own proofs give way to their next; where a part is full, one of the asker who has most of it open, the
 * oldest first. What was opened just now never gives way, so that a flood ends no honest login.
 * @param open on the router.
 */
export const placeFor = (
  open: readonly OpenProof[],
  asker: Pick<OpenProof, 'asker' | 'kind'>,
  now: Date,
): Result<Place, 'ROUTER.PROOFS_BUSY'> => {
  const own = open.filter((proof) => proof.asker === asker.asker);
  if (own.length >= PROOFS_PER_ASKER[asker.kind]) return oldestOf(own, own, now);
  const strangers = open.filter(({ kind }) => kind === 'stranger');
  if (asker.kind === 'stranger' && strangers.length >= PROOFS_PER_ROUTER.strangers)
    return oldestOf(strangers, open, now);
  return open.length >= PROOFS_PER_ROUTER.all ? oldestOf(open, open, now) : ok({ givesWay: null });
};

const oldestOf = (
  candidates: readonly OpenProof[],
  open: readonly OpenProof[],
  now: Date,
): Result<Place, 'ROUTER.PROOFS_BUSY'> => {
  const heldBy = new Map<string, number>();
  for (const { asker } of open) heldBy.set(asker, (heldBy.get(asker) ?? 0) + 1);
  const settledAt = (proof: OpenProof): number => proof.openedAt.getTime() + PROOF_SETTLE_SECONDS * 1_000;
  const inOrder = [...candidates].sort(
    (left, right) =>
      (heldBy.get(right.asker) ?? 0) - (heldBy.get(left.asker) ?? 0) || settledAt(left) - settledAt(right),
  );
  const givesWay = inOrder.find((proof) => settledAt(proof) <= now.getTime());
  if (givesWay) return ok({ givesWay });
  const first = Math.min(...candidates.map(settledAt));
  const retryInSeconds = Math.max(1, Math.ceil((first - now.getTime()) / 1_000));
  return refused('ROUTER.PROOFS_BUSY', { retryInSeconds });
};
