// bus-users.ts — who may say and hear what on NATS: a user a service, so that one that was taken over can neither forge
// another's facts and readings nor listen to its replies.

type BusUser = {
  readonly name: string;
  /** As in its proto package. */
  readonly package: string;
  /** Subjects that it alone publishes. */
  readonly owns: readonly string[];
};

const USERS: readonly BusUser[] = [
  { name: 'edge', package: 'edge', owns: ['hook.>', 'live-watch', 'live-acts'] },
  { name: 'auth-otp', package: 'auth_otp', owns: [] },
  { name: 'quota-ledger', package: 'quota_ledger', owns: ['live.>'] },
  {
    name: 'router-gateway',
    package: 'router_gateway',
    owns: ['obs.>', 'router-gateway.>', '$KV.router-leases.>'],
  },
  { name: 'payment', package: 'payment', owns: [] },
  { name: 'billing', package: 'billing', owns: ['live-work'] },
  { name: 'notification', package: 'notification', owns: [] },
];
export const BUS_USERS: readonly string[] = USERS.map(({ name }) => name);

/** No one removes stored messages, but who reads webhooks makes room among those that were handled. */
const NOBODY_PUBLISHES = ['$JS.API.STREAM.DELETE.>', '$JS.API.STREAM.PURGE.>', '$JS.API.STREAM.RESTORE.>'];
const WEBHOOK_READERS = ['payment', 'notification'];
const OTHER_STREAMS = ['FACTS', 'OBSERVATIONS', 'DEAD', 'KV_router-leases', 'KV_settings'];
const removals = (user: BusUser): readonly string[] =>
  (WEBHOOK_READERS.includes(user.name) ? OTHER_STREAMS : ['>']).map(
    (stream) => `$JS.API.STREAM.MSG.DELETE.${stream}`,
  );
/** Stored messages are read from the streams, by consumers; these are only overheard. */
const NOBODY_OVERHEARS = ['fact.>', 'obs.>', 'hook.>', '_INBOX.>'];

/** Where replies to a user come: no one else may listen there. */
export const inboxOf = (user: string): string => `_INBOX_${user}`;

const list = (subjects: readonly string[]): string => subjects.map((one) => JSON.stringify(one)).join(', ');

const userBlock = (user: BusUser, password: string): string => {
  const others = USERS.filter((one) => one !== user);
  const publish = [
    ...others.flatMap((one) => [`fact.${one.package}.>`, ...one.owns]),
    ...NOBODY_PUBLISHES,
    ...removals(user),
  ];
  const subscribe = [
    ...others.flatMap((one) => [`saring.${one.package}.>`, `${inboxOf(one.name)}.>`]),
    ...(user.name === 'router-gateway' ? [] : ['router-gateway.>', '$KV.router-leases.>']),
    ...NOBODY_OVERHEARS,
  ];
  return `    {
      user: ${JSON.stringify(user.name)}, password: ${password}
      permissions {
        publish { deny: [${list(publish)}] }
        subscribe { deny: [${list(subscribe)}] }
      }
    }`;
};

/** The environment variable of a user's password. */
export const passwordVariable = (user: string): string =>
  `NATS_PASSWORD_${user.toUpperCase().replace(/-/g, '_')}`;

/**
 * The authorization block of nats-server.
 * @param passwordOf gives a password as the configuration spells it: quoted, or `$VARIABLE`.
 */
export const busAuthorization = (passwordOf: (user: string) => string): string => `authorization {
  users: [
    # The operator's own: npm run rebuild, nats.
    { user: "saring", password: ${passwordOf('saring')} }
${USERS.map((user) => userBlock(user, passwordOf(user.name))).join('\n')}
  ]
}`;
