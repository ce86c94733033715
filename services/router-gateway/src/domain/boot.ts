// boot.ts — recognises a reboot (architecture.md, "Boot") by a marker on the router that a reboot removes.

export const BOOT_LIST = 'saring-boot';
/** A documentation address (RFC 5737): it can match no client. */
export const BOOT_ADDRESS = '192.0.2.1';
/** The longest time-out that RouterOS takes: 2^31 hundredths of a second. */
export const LONGEST_TIMEOUT_SECONDS = 21_474_836;
/** A marker about to run out by itself is renewed under its own id. */
const RENEW_BELOW_SECONDS = LONGEST_TIMEOUT_SECONDS / 2;
/** How far uptime and the gateway's clock may drift apart between two looks before it counts as a reboot. */
const UPTIME_SLACK_SECONDS = 5;

/** The remembered state of a router's last boot. */
export type HeldBoot = {
  readonly bootId: string;
  readonly uptimeSeconds: number;
  /** Seconds since the gateway saw that uptime, by the best clock it has. */
  readonly ageSeconds: number;
  /** Seen over the connection that is still open: no reboot survives that. */
  readonly sameConnection: boolean;
};

export type BootMarker = {
  readonly bootId: string;
  readonly entryId: string;
  readonly timeoutSeconds?: number;
  readonly comment?: string;
  /** Another installation's marker identifies a boot as well as ours does, but only that installation renews it. */
  readonly isOurs: boolean;
};

export type BootDecision =
  | { readonly kind: 'same'; readonly bootId: string }
  | { readonly kind: 'renew'; readonly bootId: string; readonly entryId: string }
  /** New boot, or the first look at this router. */
  | { readonly kind: 'new'; readonly bootId: string }
  /** The marker was deleted while the router kept running: it is written again under the same id, with an alarm. */
  | { readonly kind: 'rewrite'; readonly bootId: string };

/** @param newBootId used only when the router has booted, or was never seen. */
export const decideBoot = (
  marker: BootMarker | undefined,
  uptimeSeconds: number,
  held: HeldBoot | undefined,
  newBootId: string,
): BootDecision => {
  if (marker) {
    const { bootId, entryId, timeoutSeconds, isOurs } = marker;
    const fading = isOurs && (timeoutSeconds === undefined || timeoutSeconds < RENEW_BELOW_SECONDS);
    return fading ? { kind: 'renew', bootId, entryId } : { kind: 'same', bootId };
  }
  return held && wentOn(uptimeSeconds, held)
    ? { kind: 'rewrite', bootId: held.bootId }
    : { kind: 'new', bootId: newBootId };
};

const wentOn = (uptimeSeconds: number, held: HeldBoot): boolean =>
  held.sameConnection ||
  // A router that boots takes longer than the slack to be back.
  (uptimeSeconds >= held.uptimeSeconds &&
    Math.abs(uptimeSeconds - held.uptimeSeconds - held.ageSeconds) <= UPTIME_SLACK_SECONDS);
