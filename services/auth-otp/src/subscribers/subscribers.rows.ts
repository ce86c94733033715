// subscribers.rows.ts — the rows of subscribers: personal data, and the terms as their events left them.
import type { Approval, PhoneNumber, SubscriberRole } from '@saring/kernel';
import type { Queryable } from '@saring/service-kit';
import type { Terms } from './domain/subscriber';

export type SubscriberRow = {
  readonly id: string;
  /** Null: the number has another holder now. */
  readonly phone: PhoneNumber | null;
  readonly name: string;
  readonly locale: string;
  readonly site: string;
  readonly fields: Record<string, string>;
  readonly role: SubscriberRole;
  readonly approval: Approval;
  readonly disabled: boolean;
  readonly blocked: boolean;
  readonly block_reason: string | null;
  readonly hard_block: boolean;
  /** When a code or an operator last vouched for the number. */
  readonly phone_proved_at: Date;
  readonly terms_version: number;
  readonly devices_version: number;
  readonly created_at: Date;
};

export type PersonalData = Pick<SubscriberRow, 'phone' | 'name' | 'locale' | 'site' | 'fields'>;

const COLUMNS = `id, phone, name, locale, site, fields, role, approval, disabled, blocked, block_reason, hard_block, terms_version,
  devices_version, created_at, phone_proved_at`;

const first = async (on: Queryable, condition: string, value: string): Promise<SubscriberRow | null> => {
  const { rows } = await on.query<SubscriberRow>(
    `select ${COLUMNS} from subscribers where ${condition} = $1`,
    [value],
  );
  return rows[0] ?? null;
};

export const findSubscriber = (on: Queryable, id: string): Promise<SubscriberRow | null> =>
  first(on, 'id', id);
export const findSubscriberByPhone = (on: Queryable, phone: string): Promise<SubscriberRow | null> =>
  first(on, 'phone', phone);

/** The terms as the events left them, with the positions of the last events of their kinds. */
export type StoredTerms = {
  readonly id: string;
  readonly terms: Terms;
  readonly termsVersion: number;
  readonly devicesVersion: number;
};

export const insertSubscriber = async (
  on: Queryable,
  { id, terms, termsVersion }: StoredTerms,
  data: PersonalData,
  at: Date,
): Promise<void> => {
  await on.query(
    `insert into subscribers (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, $14, $14)`,
    [
      id,
      data.phone,
      data.name,
      data.locale,
      data.site,
      data.fields,
      terms.role,
      terms.approval,
      terms.disabled,
      terms.blocked,
      terms.blockReason,
      terms.hardBlock ?? false,
      termsVersion,
      at,
    ],
  );
};

export const saveTerms = async (
  on: Queryable,
  { id, terms, termsVersion, devicesVersion }: StoredTerms,
): Promise<void> => {
  await on.query(
    `update subscribers set role = $2, approval = $3, disabled = $4, blocked = $5, block_reason = $6, hard_block = $7,
       terms_version = $8, devices_version = $9 where id = $1`,
    [
      id,
      terms.role,
      terms.approval,
      terms.disabled,
      terms.blocked,
      terms.blockReason,
      terms.hardBlock ?? false,
      termsVersion,
      devicesVersion,
    ],
  );
};

/** A code that was typed vouches for the number it was sent to. */
export const savePhoneProof = async (on: Queryable, id: string, at: Date): Promise<void> => {
  await on.query('update subscribers set phone_proved_at = $2 where id = $1', [id, at]);
};

type PhoneChangeRow = {
  readonly id: string;
  readonly subscriber_id: string;
  readonly old_phone: PhoneNumber | null;
  readonly new_phone: PhoneNumber | null;
  readonly at: Date;
};

/** The account's number from now on, and both numbers under the id that the event carries. */
export const savePhoneChange = async (on: Queryable, change: PhoneChangeRow): Promise<void> => {
  await on.query('update subscribers set phone = $2, phone_proved_at = $3 where id = $1', [
    change.subscriber_id,
    change.new_phone,
    change.at,
  ]);
  await on.query(
    'insert into phone_changes (id, subscriber_id, old_phone, new_phone, at) values ($1, $2, $3, $4, $5)',
    [change.id, change.subscriber_id, change.old_phone, change.new_phone, change.at],
  );
};

export const findPhoneChange = async (on: Queryable, id: string): Promise<PhoneChangeRow | null> => {
  const { rows } = await on.query<PhoneChangeRow>(
    'select id, subscriber_id, old_phone, new_phone, at from phone_changes where id = $1',
    [id],
  );
  return rows[0] ?? null;
};

export const savePersonalData = async (
  on: Queryable,
  id: string,
  data: {
    readonly name?: string;
    readonly locale?: string;
    readonly site?: string;
    readonly fields: Record<string, string>;
  },
): Promise<void> => {
  await on.query(
    `update subscribers set name = coalesce($2, name), locale = coalesce($3, locale), fields = fields || $4,
       site = coalesce($5, site) where id = $1`,
    [id, data.name ?? null, data.locale ?? null, data.fields, data.site || null],
  );
};

/** What a list looks for; empty or null: any. */
export type SubscriberFilter = {
  /** Part of a name, a number, a MAC or of what an operator's field holds. */
  readonly query: string;
  readonly approval: string;
  readonly site: string;
  readonly blocked: boolean | null;
  /** Numbers and MACs are found whole, or a number by its last four digits. */
  readonly wholeNumbers: boolean;
};
type FilteredPage = SubscriberFilter & { readonly afterId: string | null; readonly limit: number };

/** Each way to be found has its own index (migration 9i); alternatives joined by `or` would read every subscriber. */
const FOUND = `select id from subscribers where name ilike $2
  union all select id from subscribers where $3 <> '' and phone like $4
  union all select id from subscribers where fields <> '{}' and jsonb_path_query_array(fields, '$.*')::text ilike $2
  union all select subscriber_id from devices where $5 <> '' and mac = $5
  union all select subscriber_id from devices where $6 <> '' and replace(mac, ':', '') like $6`;
const FILTER = `($1 = '' or s.id in (${FOUND}))
  and ($7 = '' or s.approval = $7) and ($8 = '' or s.site = $8) and ($9::boolean is null or s.blocked = $9)`;
const filterValues = ({ query, approval, site, blocked, wholeNumbers }: SubscriberFilter) => {
  const { whole, part } = macIn(query);
  const digits = phoneDigits(query);
  return [
    ...[query, `%${escapeLike(query)}%`, digits, wholeNumbers ? wholeNumber(query, digits) : `%${digits}%`],
    ...[whole, part === '' || wholeNumbers ? '' : `%${part}%`, approval, site, blocked],
  ];
};
/** What a masked number shows of itself. */
const SHOWN_DIGITS = 4;
/** As a pattern: the digits that are shown, or all of them. */
const wholeNumber = (typed: string, digits: string): string => {
  const shown = typed.replace(/\D/g, '');
  if (shown.length === SHOWN_DIGITS) return `%${shown}`;
  return digits.startsWith('62') ? `+${digits}` : `+62${digits}`;
};

/** Newest first. */
export const listSubscribers = async (
  on: Queryable,
  page: FilteredPage,
): Promise<readonly SubscriberRow[]> => {
  const { rows } = await on.query<SubscriberRow>(
    `select ${COLUMNS} from subscribers s
     where ${FILTER}
       and ($10::uuid is null or (s.created_at, s.id) < (select c.created_at, c.id from subscribers c where c.id = $10))
     order by s.created_at desc, s.id desc limit $11`,
    [...filterValues(page), page.afterId, page.limit],
  );
  return rows;
};

/** In the order of ids. */
export const findSubscriberIds = async (on: Queryable, page: FilteredPage): Promise<readonly string[]> => {
  const { rows } = await on.query<{ id: string }>(
    `select s.id from subscribers s where ${FILTER} and ($10::uuid is null or s.id > $10) order by s.id limit $11`,
    [...filterValues(page), page.afterId, page.limit],
  );
  return rows.map(({ id }) => id);
};

export const findSubscribers = async (
  on: Queryable,
  ids: readonly string[],
): Promise<readonly SubscriberRow[]> => {
  const { rows } = await on.query<SubscriberRow>(`select ${COLUMNS} from subscribers where id = any($1)`, [
    ids,
  ]);
  return rows;
};

export const listSubscriberIds = async (
  on: Queryable,
  page: { readonly site: string; readonly afterId: string | null; readonly limit: number },
): Promise<readonly string[]> => {
  const { rows } = await on.query<{ id: string }>(
    `select id from subscribers
     where approval = 'approved' and not disabled and ($1 = '' or site = $1) and ($2::uuid is null or id > $2)
     order by id limit $3`,
    [page.site, page.afterId, page.limit],
  );
  return rows.map(({ id }) => id);
};

export const findPhoneHolders = async (
  on: Queryable,
  phones: readonly string[],
): Promise<
  readonly { readonly phone: string; readonly subscriberId: string; readonly heldSince: string }[]
> => {
  const { rows } = await on.query<{ phone: string; id: string; held_since: Date }>(
    `select phone, id, coalesce(
       (select max(c.at) from phone_changes c where c.subscriber_id = s.id and c.new_phone = s.phone), created_at
     ) as held_since from subscribers s where phone = any($1)`,
    [phones],
  );
  return rows.map(({ phone, id, held_since }) => ({
    ...{ phone, subscriberId: id, heldSince: held_since.toISOString() },
  }));
};

/** Null or an empty list: whatever it is. */
type CountQuery = {
  readonly site: string | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly ids: readonly string[];
  /** Empty: any. */
  readonly approval: string;
};

export const countSubscribers = async (on: Queryable, query: CountQuery): Promise<number> => {
  const { rows } = await on.query<{ count: number }>(
    `select count(*)::int as count from subscribers
     where ($1::text is null or site = $1) and ($2::timestamptz is null or created_at >= $2)
       and ($3::timestamptz is null or created_at < $3) and (cardinality($4::uuid[]) = 0 or id = any($4))
       ${query.approval === '' ? '' : 'and approval = $5'}`,
    [query.site, query.from, query.until, query.ids, ...(query.approval === '' ? [] : [query.approval])],
  );
  return rows[0]?.count ?? 0;
};

const WHOLE_MAC = 12;
const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** A number is stored as +62…; people type it with a leading 0. The digits of a room as B-12 are part of none. */
const phoneDigits = (text: string): string =>
  /[^\d\s+().-]/.test(text) ? '' : text.replace(/\D/g, '').replace(/^0/, '');

/** A MAC or the digits of a part of one, in any spelling; empty: what is typed looks like neither. Digits alone are part of a number. */
const macIn = (text: string): { readonly whole: string; readonly part: string } => {
  const digits = text.replace(/[:.\s-]/g, '').toUpperCase();
  const isMac = /^[0-9A-F]{4,12}$/.test(digits) && /[:-]|[A-F]/i.test(text) && /\d|[:-]/.test(text);
  if (!isMac) return { whole: '', part: '' };
  if (digits.length < WHOLE_MAC) return { whole: '', part: digits };
  return { whole: digits.replace(/(..)(?=.)/g, '$1:'), part: '' };
};
