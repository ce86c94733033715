// announcement.ts — what operators are told of without having asked just now: each thing once, in messages that are apart.

/** A thing that waits for operators: a router, a person, a note of the meter. */
export type Waiting = {
  /** The same is told once. */
  readonly id: string;
  /** Empty: of no site. */
  readonly site: string;
  readonly name: string;
  /** Held usage alone. */
  readonly bytes?: number;
};
export type Announcement = {
  readonly id: string;
  readonly template: AnnouncedTemplate;
  readonly items: readonly Waiting[];
  readonly madeAt: string;
};

export const ANNOUNCED_TEMPLATES = [
  'operator.router_down',
  'operator.router_up',
  'operator.registrations',
  'operator.quota_requests',
  'operator.held',
] as const;
export type AnnouncedTemplate = (typeof ANNOUNCED_TEMPLATES)[number];

/** A router that comes back before is not told of: cheap ones start anew now and then. */
const ROUTER_AWAY_SECONDS = 180;
/** One that goes and comes all day is told of so often at most. */
const SAME_ROUTER_SECONDS = 3_600;
/** What comes meanwhile is one message. */
const APART_SECONDS: Readonly<Record<AnnouncedTemplate, number>> = {
  'operator.router_down': 0,
  'operator.router_up': 0,
  'operator.registrations': 600,
  'operator.quota_requests': 600,
  'operator.held': 3_600,
};

type SeenRouter = {
  readonly routerId: string;
  readonly name: string;
  readonly site: string;
  readonly state: string;
  /** Null: it was never reached. */
  readonly lastSeenAt: string | null;
};

const AWAY = ['offline', 'refused'];
const secondsBetween = (from: string, until: Date): number => (until.getTime() - Date.parse(from)) / 1_000;

/** Routers that were reached once and have not been for a while. @param told what was told of such before. */
export const routersDown = (
  routers: readonly SeenRouter[],
  told: readonly Announcement[],
  now: Date,
): readonly Waiting[] =>
  routers.flatMap(({ routerId, name, site, state, lastSeenAt }) => {
    if (!AWAY.includes(state) || lastSeenAt === null) return [];
    if (secondsBetween(lastSeenAt, now) < ROUTER_AWAY_SECONDS) return [];
    const isToldOf = told.some(
      ({ madeAt, items }) =>
        secondsBetween(madeAt, now) < SAME_ROUTER_SECONDS &&
        items.some(({ id }) => id.startsWith(`${routerId} `)),
    );
    return isToldOf ? [] : [{ id: `${routerId} ${lastSeenAt}`, name, site }];
  });

/** Routers that were told of and are back. @param toldDown what was told of routers that were away. */
export const routersUp = (
  routers: readonly SeenRouter[],
  toldDown: readonly Announcement[],
): readonly Waiting[] =>
  toldDown.flatMap(({ items }) =>
    items.filter(({ id }) =>
      routers.some(
        ({ routerId, state, lastSeenAt }) =>
          state === 'online' && id.startsWith(`${routerId} `) && id !== `${routerId} ${lastSeenAt}`,
      ),
    ),
  );

/** What of this has not been told yet; nothing while the message before is too near. */
export const freshOf = (
  template: AnnouncedTemplate,
  waiting: readonly Waiting[],
  told: readonly Announcement[],
  now: Date,
): readonly Waiting[] => {
  if (told.some(({ madeAt }) => secondsBetween(madeAt, now) < APART_SECONDS[template])) return [];
  const known = new Set(told.flatMap(({ items }) => items.map(({ id }) => id)));
  return waiting.filter(({ id }) => !known.has(id));
};

/** What somebody who looks after one site is told of; of all: everything. */
export const ofSite = (items: readonly Waiting[], site: string): readonly Waiting[] =>
  site === '' ? items : items.filter((item) => item.site === site);
