// comments.ts — how an installation of Saring signs what it makes on a router. What carries another signature, or none,
// belongs to someone else and is never touched.
import { isUuid } from '@saring/kernel';

const SIGNATURE = 'saring|';
/** Items of saring.rsc carry this in place of the installation: it stays, whichever installation manages the router. */
const SITE = 'site';
const INSTALLATION_ID = /^[0-9a-f]{8}$/;
/** Names of objects that carry no comment began with this before installations had ids. */
const UNSIGNED_NAME = 'saring-fup-';

/** The account and device that a binding of ours belongs to. */
type BindingOwner = { readonly subscriberId: string; readonly deviceId: string };

/**
 * The comments of one installation: `saring|<installation id>|…`. Comments without an id were written before ids
 * existed; they count as ours and get the id at the next change.
 */
export class Signature {
  /** @throws when the id is not eight lower-case hexadecimal digits. */
  constructor(readonly installationId: string) {
    if (!INSTALLATION_ID.test(installationId)) throw new Error(`bad installation id ${installationId}`);
  }

  isOurs(comment: string | undefined): boolean {
    return this.wordsOf(comment) !== undefined;
  }

  /** The other installation of Saring that wrote this comment, if one did. */
  otherIn(comment: string | undefined): string | undefined {
    const id = installationIn(comment);
    return id !== undefined && id !== this.installationId ? id : undefined;
  }

  /** The comment of an ip-binding names its owner, so that the router itself remembers whom a device's bytes belong to. */
  binding(subscriberId: string, deviceId: string): string {
    return this.sign(subscriberId, deviceId);
  }

  entry(subscriberId: string): string {
    return this.sign(subscriberId);
  }

  boot(bootId: string): string {
    return this.sign('boot', bootId);
  }

  /** Rules, lists, profiles and users of the proof of possession. */
  proof(part: string): string {
    return this.sign('proof', part);
  }

  /** Rows of the walled garden. */
  garden(): string {
    return this.sign('garden');
  }

  /** Static leases of the DHCP server. */
  fixedAddress(): string {
    return this.sign('address');
  }

  isFixedAddress(comment: string | undefined): boolean {
    return this.wordsOf(comment)?.[0] === 'address';
  }

  /** What an operator had made on a router, so that it can carry a hotspot. */
  provisioned(part: string): string {
    return this.sign('provisioned', part);
  }

  /** The secret of a line. The version says which password the router got, since it may hide the password itself. */
  line(lineId: string, passwordVersion: number): string {
    return this.sign('line', lineId, String(passwordVersion));
  }

  /** The line that a secret is of. */
  lineIn(comment: string | undefined): string | undefined {
    const [kind, lineId = ''] = this.wordsOf(comment) ?? [];
    return kind === 'line' && isUuid(lineId) ? lineId : undefined;
  }

  /** What lines share, such as profiles. */
  linePart(part: string): string {
    return this.sign('line', part);
  }

  isLinePart(comment: string | undefined): boolean {
    return this.wordsOf(comment)?.[0] === 'line';
  }

  isGarden(comment: string | undefined): boolean {
    return this.wordsOf(comment)?.[0] === 'garden';
  }

  isProof(comment: string | undefined): boolean {
    const [kind] = this.wordsOf(comment) ?? [];
    return kind === 'proof' || kind === 'possession';
  }

  lane(lane: string, part: string): string {
    return this.sign('lane', lane, part);
  }

  isLane(comment: string | undefined): boolean {
    const [kind] = this.wordsOf(comment) ?? [];
    // `fup` is how the slow lane was signed before there were lanes.
    return kind === 'lane' || kind === 'fup';
  }

  /** The name of an object that carries no comment, such as a queue type. */
  name(...words: readonly string[]): string {
    return ['saring', this.installationId, ...words].join('-');
  }

  /** Also matches a speed that no account has any more. */
  isSpeedList(list: string): boolean {
    return list.startsWith(`${this.name('speed')}-`);
  }

  isOurName(name: string | undefined): boolean {
    return (name?.startsWith(`${this.name()}-`) ?? false) || (name?.startsWith(UNSIGNED_NAME) ?? false);
  }

  /** Undefined when the comment is not one of our bindings or was damaged. */
  ownerIn(comment: string | undefined): BindingOwner | undefined {
    const [subscriberId = '', deviceId = ''] = this.wordsOf(comment) ?? [];
    return isUuid(subscriberId) && isUuid(deviceId) ? { subscriberId, deviceId } : undefined;
  }

  /** Whom an entry of an address-list is for. */
  subscriberIn(comment: string | undefined): string | undefined {
    const [subscriberId = ''] = this.wordsOf(comment) ?? [];
    return isUuid(subscriberId) ? subscriberId : undefined;
  }

  private sign(...words: readonly string[]): string {
    return [`${SIGNATURE}${this.installationId}`, ...words].join('|');
  }

  /** The text after the signature; undefined when it is not ours. */
  private wordsOf(comment: string | undefined): readonly string[] | undefined {
    if (!comment?.startsWith(SIGNATURE)) return undefined;
    const words = comment.slice(SIGNATURE.length).split('|');
    const [first = ''] = words;
    if (first === SITE) return undefined;
    if (!INSTALLATION_ID.test(first)) return words;
    return first === this.installationId ? words.slice(1) : undefined;
  }
}

const installationIn = (comment: string | undefined): string | undefined => {
  const [first = ''] = comment?.startsWith(SIGNATURE) ? comment.slice(SIGNATURE.length).split('|') : [];
  return INSTALLATION_ID.test(first) ? first : undefined;
};

/** The id in a boot marker's comment, whichever installation wrote it: a boot is a boot for all. */
export const bootIdIn = (comment: string | undefined): string | undefined => {
  if (!comment?.startsWith(SIGNATURE)) return undefined;
  const words = comment.slice(SIGNATURE.length).split('|');
  const [kind, bootId = ''] = installationIn(comment) === undefined ? words : words.slice(1);
  return kind === 'boot' && isUuid(bootId) ? bootId : undefined;
};
