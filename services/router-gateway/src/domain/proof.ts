// proof.ts — what a router holds for the proof of possession behind NAT (domain.md, "Subscribers and devices"): a
// one-time hotspot user that proves a device and reaches nothing but the router itself and the portal.
import type { Signature } from './comments';
import { LIST_PATH } from './plan';

/** The login only has to be seen: it ends by itself after this time and these bytes, whatever it does. */
const PROOF_LOGIN_SECONDS = 15;
const PROOF_LOGIN_BYTES = 200_000;

const PROFILE_PATH = '/ip/hotspot/user/profile';
const RAW_PATH = '/ip/firewall/raw';

/** A row that must exist before the first proof: found by `key`, made of `key` and `attributes`. */
type ProofFixture = {
  readonly path: string;
  readonly key: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, string>>;
};

const proofProfile = (signature: Signature): string => signature.name('proof');

/**
 * A profile that puts its logins on a list, and a raw rule that drops what this list sends anywhere but to the portal
 * and the router. Raw rules come before the hotspot and before other rules of the router.
 * @param portalHost name or address of the portal; RouterOS resolves names in lists by itself.
 */
export const proofFixtures = (signature: Signature, portalHost: string): readonly ProofFixture[] => {
  const list = proofProfile(signature);
  const portalList = signature.name('portal');
  return [
    {
      path: RAW_PATH,
      key: { comment: signature.proof('rule') },
      attributes: {
        chain: 'prerouting',
        action: 'drop',
        'src-address-list': list,
        'dst-address-list': `!${portalList}`,
        'dst-address-type': '!local',
      },
    },
    {
      path: LIST_PATH,
      key: { list: portalList, address: portalHost },
      attributes: { comment: signature.proof('portal') },
    },
    {
      path: PROFILE_PATH,
      key: { name: list },
      attributes: { 'address-list': list, 'shared-users': '1', 'add-mac-cookie': 'no' },
    },
  ];
};

/** The one-time user itself. */
export const proofUser = (
  signature: Signature,
  name: string,
  password: string,
): Readonly<Record<string, string>> => ({
  name,
  password,
  profile: proofProfile(signature),
  'limit-uptime': `${PROOF_LOGIN_SECONDS}s`,
  'limit-bytes-total': String(PROOF_LOGIN_BYTES),
  comment: signature.proof('user'),
});

/** Menus in the order in which a clean-up empties them: users before the profile that they name. */
export const PROOF_PATHS: readonly string[] = ['/ip/hotspot/user', PROFILE_PATH, RAW_PATH, LIST_PATH];
