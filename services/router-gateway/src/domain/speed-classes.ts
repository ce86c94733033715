// speed-classes.ts — the speeds that were bought, as a bounded number of lanes on a router (domain.md, "Access
// status"): each class is an address-list and a PCQ queue.
import type { Signature } from './comments';
import type { Lane } from './lanes';

export const MOST_SPEED_CLASSES = 24;
const BITS_PER_KILOBIT = 1_000;

/** Kilobits a second each way; 0: as fast as the network goes. */
export type Speed = { readonly downKilobitsPerSecond: number; readonly upKilobitsPerSecond: number };

const keyOf = ({ downKilobitsPerSecond, upKilobitsPerSecond }: Speed): string =>
  `speed-${downKilobitsPerSecond}-${upKilobitsPerSecond}`;

/** A speed without limit is faster than any other. */
const rank = (kilobits: number): number => (kilobits === 0 ? Infinity : kilobits);
const bySpeed = (left: Speed, right: Speed): number =>
  rank(left.downKilobitsPerSecond) - rank(right.downKilobitsPerSecond) ||
  rank(left.upKilobitsPerSecond) - rank(right.upKilobitsPerSecond) ||
  0;

export class SpeedClasses {
  private readonly classes: readonly Speed[];
  /** Speeds that have no class of their own. */
  readonly surplus: number;

  /** @param speeds of all accounts; the slowest get classes of their own, the rest share the fastest of these. */
  constructor(
    speeds: Iterable<Speed>,
    private readonly signature: Signature,
  ) {
    const distinct = new Map<string, Speed>();
    for (const speed of speeds) distinct.set(keyOf(speed), speed);
    const sorted = [...distinct.values()].sort(bySpeed);
    this.classes = sorted.slice(0, MOST_SPEED_CLASSES);
    this.surplus = sorted.length - this.classes.length;
  }

  get lanes(): readonly Lane[] {
    return this.classes.map((speed) => ({
      name: keyOf(speed),
      list: this.listNamed(speed),
      speed: {
        upBitsPerSecond: speed.upKilobitsPerSecond * BITS_PER_KILOBIT,
        downBitsPerSecond: speed.downKilobitsPerSecond * BITS_PER_KILOBIT,
      },
    }));
  }

  get lists(): readonly string[] {
    return [this.payList, ...this.classes.map((speed) => this.listNamed(speed))];
  }

  /** The list of stopped people who may pass slowly for a moment to pay. */
  get payList(): string {
    return this.signature.name('speed', 'pay');
  }

  /** The list of a speed's class: its own, else that of the fastest class, which is not faster than was bought. */
  listOf(speed: Speed): string | undefined {
    const own = this.classes.find((one) => keyOf(one) === keyOf(speed));
    const shared = own ?? this.classes[this.classes.length - 1];
    return shared && this.listNamed(shared);
  }

  private listNamed(speed: Speed): string {
    return this.signature.name(keyOf(speed));
  }
}
