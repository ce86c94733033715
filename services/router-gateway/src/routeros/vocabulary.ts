// vocabulary.ts — every write that the gateway may send, with its arguments. vocabulary.spec.ts holds it against the
// argument lists of RouterOS 6.49 and of 48 versions from 7.9 to 7.24, so that no router refuses one for its age.

const LANE_MARK = [
  ...['chain', 'action', 'new-packet-mark', 'passthrough', 'src-address-list', 'dst-address-list'],
  ...['disabled', 'comment'],
];
const LANE_QUEUE = ['name', 'target', 'packet-marks', 'queue', 'disabled', 'comment'];
const LANE_TYPE = ['name', 'kind', 'pcq-rate', 'pcq-classifier'];
const RULE = ['chain', 'action', 'src-address-list', 'dst-address-list', 'dst-address-type', 'comment'];

const LIMIT = [
  ...['chain', 'action', 'protocol', 'src-address', 'connection-limit', 'place-before', 'comment'],
];
/** What suspended lines reach. */
const NOTICE = ['src-address-list', 'dst-address-list', 'protocol', 'dst-port', 'place-before'];

const PPP_PROFILE = [
  ...['name', 'local-address', 'remote-address', 'rate-limit', 'only-one', 'address-list', 'comment'],
];
const PPP_SECRET = ['name', 'password', 'profile', 'remote-address', 'caller-id', 'disabled', 'comment'];

export const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  '/ip/hotspot/ip-binding/add': ['mac-address', 'type', 'comment'],
  '/ip/hotspot/ip-binding/set': ['type', 'comment', 'disabled'],
  '/ip/hotspot/ip-binding/remove': [],
  '/ip/hotspot/host/remove': [],
  '/ip/hotspot/active/remove': [],
  '/ip/hotspot/user/add': ['name', 'password', 'profile', 'limit-uptime', 'limit-bytes-total', 'comment'],
  '/ip/hotspot/user/remove': [],
  '/ip/hotspot/user/profile/add': ['name', 'address-list', 'shared-users', 'add-mac-cookie'],
  '/ip/hotspot/user/profile/remove': [],
  '/ip/hotspot/walled-garden/ip/add': ['action', 'dst-host', 'comment'],
  '/ip/hotspot/walled-garden/ip/remove': [],
  '/ip/firewall/address-list/add': ['list', 'address', 'timeout', 'comment'],
  '/ip/firewall/address-list/set': ['list', 'timeout', 'comment', 'disabled'],
  '/ip/firewall/address-list/remove': [],
  '/ip/firewall/raw/add': RULE,
  '/ip/firewall/raw/remove': [],
  '/ip/firewall/mangle/add': LANE_MARK,
  '/ip/firewall/mangle/set': LANE_MARK,
  '/ip/firewall/mangle/remove': [],
  '/queue/simple/add': LANE_QUEUE,
  '/queue/simple/set': LANE_QUEUE,
  '/queue/simple/remove': [],
  '/queue/type/add': LANE_TYPE,
  '/queue/type/set': LANE_TYPE,
  '/queue/type/remove': [],
  '/ip/address/add': ['address', 'interface', 'comment'],
  '/ip/address/remove': [],
  '/ip/pool/add': ['name', 'ranges'],
  '/ip/pool/remove': [],
  '/ppp/profile/add': PPP_PROFILE,
  '/ppp/profile/set': PPP_PROFILE,
  '/ppp/profile/unset': ['value-name'],
  '/ppp/profile/remove': [],
  '/ppp/secret/add': [...PPP_SECRET, 'service'],
  '/ppp/secret/set': PPP_SECRET,
  '/ppp/secret/unset': ['value-name'],
  '/ppp/secret/remove': [],
  '/ppp/active/remove': [],
  '/ip/dhcp-server/add': ['name', 'interface', 'address-pool', 'lease-time', 'disabled'],
  '/ip/dhcp-server/remove': [],
  '/ip/dhcp-server/lease/add': ['address', 'mac-address', 'comment'],
  '/ip/dhcp-server/lease/set': ['address', 'disabled'],
  '/ip/dhcp-server/lease/remove': [],
  '/ip/dhcp-server/network/add': ['address', 'gateway', 'dns-server', 'comment'],
  '/ip/dhcp-server/network/remove': [],
  '/ip/dns/set': ['allow-remote-requests'],
  '/ip/hotspot/profile/add': ['name', 'hotspot-address', 'login-by', 'html-directory'],
  '/ip/hotspot/profile/remove': [],
  '/ip/hotspot/add': ['name', 'interface', 'address-pool', 'profile', 'addresses-per-mac', 'disabled'],
  '/ip/hotspot/remove': [],
  '/ip/firewall/nat/add': [
    ...['chain', 'action', 'src-address', 'comment'],
    ...[...NOTICE, 'to-addresses', 'to-ports'],
  ],
  '/ip/firewall/nat/remove': [],
  '/ip/firewall/filter/add': [...LIMIT, ...NOTICE],
  '/ip/firewall/filter/set': ['disabled'],
  '/ip/firewall/filter/remove': [],
  '/ipv6/address/set': ['disabled'],
};

/** @throws when a write is not in the vocabulary: a command that was never held against RouterOS must not be sent. */
export const checkVocabulary = (path: string, attributes: Readonly<Record<string, string>>): void => {
  const known = VOCABULARY[path];
  const unknown = Object.keys(attributes).find((name) => name !== '.id' && !known?.includes(name));
  if (!known || unknown !== undefined)
    throw new Error(`${path} ${unknown ?? ''} is not in the gateway's vocabulary (vocabulary.ts)`);
};
