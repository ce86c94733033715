// How Saring signs what it makes on a router. What carries no such comment belongs to someone else and is never touched.
import { isUuid } from '@saring/kernel';

const SIGNATURE = 'saring|';
const FUP_SIGNATURE = 'saring|fup|';

export const isOurs = (comment: string | undefined): boolean => comment?.startsWith(SIGNATURE) ?? false;

/** The comment of an ip-binding names its owner, so that the router itself remembers whom a device's bytes belong to. */
export const bindingComment = (subscriberId: string, deviceId: string): string =>
  `${SIGNATURE}${subscriberId}|${deviceId}`;
export const entryComment = (subscriberId: string): string => `${SIGNATURE}${subscriberId}`;
export const bootComment = (bootId: string): string => `${SIGNATURE}boot|${bootId}`;
export const possessionComment = (expiresAtSeconds: number): string =>
  `${SIGNATURE}possession|${expiresAtSeconds}`;
export const fupComment = (part: string): string => `${FUP_SIGNATURE}${part}`;

export const isFupComment = (comment: string | undefined): boolean =>
  comment?.startsWith(FUP_SIGNATURE) ?? false;

/** The account that a binding of ours belongs to; undefined when the comment is not one of ours or was damaged. */
export const ownerIn = (
  comment: string | undefined,
): { subscriberId: string; deviceId: string } | undefined => {
  if (!comment?.startsWith(SIGNATURE)) return undefined;
  const [subscriberId = '', deviceId = ''] = comment.slice(SIGNATURE.length).split('|');
  return isUuid(subscriberId) && isUuid(deviceId) ? { subscriberId, deviceId } : undefined;
};

/** The id in a boot marker's comment. */
export const bootIdIn = (comment: string | undefined): string | undefined => {
  const [, kind, bootId = ''] = comment?.split('|') ?? [];
  return isOurs(comment) && kind === 'boot' && isUuid(bootId) ? bootId : undefined;
};

/** When a one-time hotspot user of ours ends, in seconds since 1970. */
export const possessionExpiryIn = (comment: string | undefined): number | undefined => {
  const [, kind, expiresAtSeconds] = comment?.split('|') ?? [];
  return isOurs(comment) && kind === 'possession' ? Number(expiresAtSeconds) : undefined;
};
