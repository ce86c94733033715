// plan.ts — which faults strike when: a pure function of the seed, so that a run can be had again.
import { numbersFrom, type Numbers } from './numbers';

/** Each breaks something for a while. `link` names a proxy, `phone` and `router` are of the simulated neighbourhood. */
export type Fault =
  | { readonly kind: 'kill' | 'freeze'; readonly service: string }
  | { readonly kind: 'kill-postgres' | 'kill-nats' }
  | { readonly kind: 'cut' | 'down' | 'half-open'; readonly link: string }
  | { readonly kind: 'slow'; readonly link: string; readonly milliseconds: number }
  | { readonly kind: 'drip'; readonly link: string; readonly bytesPerSecond: number }
  /** `hushed`: first everything that moved is read, so that the router has nothing to lose. */
  | { readonly kind: 'reboot'; readonly router: number; readonly hushed: boolean }
  | { readonly kind: 'truncate' | 'garbage'; readonly router: number }
  | { readonly kind: 'late-tables'; readonly router: number }
  | { readonly kind: 'private-macs'; readonly router: number; readonly count: number }
  | { readonly kind: 'ghost'; readonly phone: number }
  | { readonly kind: 'roam-storm' }
  | { readonly kind: 'disk-full' }
  /** The wall clocks of all services; PostgreSQL's own stays. */
  | { readonly kind: 'clock'; readonly minutes: number }
  | { readonly kind: 'bank'; readonly call: string; readonly fault: string }
  | { readonly kind: 'inbox'; readonly fault: string };
export type FaultKind = Fault['kind'];

type Step = { readonly atSeconds: number; readonly forSeconds: number; readonly fault: Fault };

type Place = {
  readonly services: readonly string[];
  readonly gateways: readonly string[];
  readonly links: readonly string[];
  readonly routers: number;
  readonly phones: number;
};

export const FAULT_KINDS: readonly FaultKind[] = [
  ...(['kill', 'kill-postgres', 'kill-nats', 'freeze', 'cut', 'down', 'slow', 'drip', 'half-open'] as const),
  ...(['reboot', 'truncate', 'garbage', 'late-tables', 'private-macs', 'ghost', 'roam-storm'] as const),
  ...(['bank', 'inbox', 'disk-full', 'clock'] as const),
];

const GAP_SECONDS = { least: 2, more: 4 };
const LAST_SECONDS = { least: 1, more: 5 };
const PRIVATE_MACS = 2_000;

/** @param kinds in the order in which they come the first time; after that they are drawn. */
export const planOf = (
  seed: number,
  { seconds, kinds, place }: { seconds: number; kinds: readonly FaultKind[]; place: Place },
): readonly Step[] => {
  const numbers = numbersFrom(seed);
  const steps: Step[] = [];
  let atSeconds = 1;
  while (atSeconds < seconds) {
    const kind = kinds[steps.length] ?? numbers.pick(kinds);
    const forSeconds = LAST_SECONDS.least + numbers.below(LAST_SECONDS.more);
    steps.push({ atSeconds, forSeconds, fault: faultOf(kind, numbers, place) });
    atSeconds += GAP_SECONDS.least + numbers.below(GAP_SECONDS.more);
  }
  return steps;
};

const faultOf = (kind: FaultKind, numbers: Numbers, place: Place): Fault => {
  const router = numbers.below(place.routers);
  switch (kind) {
    case 'kill':
      return { kind, service: numbers.pick(place.services) };
    case 'freeze':
      return { kind, service: numbers.pick(numbers.chance(60) ? place.gateways : place.services) };
    case 'cut':
    case 'down':
    case 'half-open':
      return { kind, link: numbers.pick(place.links) };
    case 'slow':
      return { kind, link: numbers.pick(place.links), milliseconds: 50 + numbers.below(1_500) };
    case 'drip':
      return { kind, link: numbers.pick(place.links), bytesPerSecond: 200 + numbers.below(5_000) };
    case 'reboot':
      return { kind, router, hushed: numbers.chance(60) };
    case 'truncate':
    case 'garbage':
    case 'late-tables':
      return { kind, router };
    case 'private-macs':
      return { kind, router, count: PRIVATE_MACS };
    case 'ghost':
      return { kind, phone: 1 + numbers.below(place.phones) };
    case 'bank':
      return {
        kind,
        call: numbers.pick(['charge', 'status', 'cancel']),
        fault: numbers.pick(['timeout', 'cut', '429', '500', 'html', 'empty', 'cut-json', 'drip']),
      };
    case 'clock':
      return { kind, minutes: numbers.pick([-60, 60]) };
    case 'inbox':
      return {
        kind,
        fault: numbers.pick(['http-500', 'timeout', 'cut', 'request invalid on disconnected device']),
      };
    default:
      return { kind };
  }
};

/** A step in one line, for whoever reads along. */
export const describeStep = ({ atSeconds, forSeconds, fault }: Step): string => {
  const { kind, ...rest } = fault;
  const words = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
  return [`${atSeconds} s`, kind, ...words, `for ${forSeconds} s`].join(' ');
};
