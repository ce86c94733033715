// known-person.rows.ts — all that this service knows of a person, and that it is gone.
import { eraseWords, type Queryable } from '@saring/service-kit';

const WRITTEN = { fields: ['reason', 'blockReason'], keep: ['debt', 'bill'] };

type KnownPerson = {
  readonly subscriberId: string;
  readonly name: string;
  readonly phones: readonly string[];
  readonly macs: readonly string[];
};

/** Numbers of theirs that nobody else has now, and every MAC that was theirs and is nobody else's. */
export const findKnownPerson = async (on: Queryable, subscriberId: string): Promise<KnownPerson | null> => {
  const { rows } = await on.query<KnownPerson>(
    `select s.id::text as "subscriberId", s.name,
       array(select distinct phone from (
         select s.phone union select old_phone from phone_changes where subscriber_id = s.id
         union select new_phone from phone_changes where subscriber_id = s.id) numbers(phone)
         where phone is not null and not exists (
           select 1 from subscribers o where o.phone = numbers.phone and o.id <> s.id)) as phones,
       array(select mac from devices where subscriber_id = s.id
         union select f.mac from former_devices f where f.subscriber_id = s.id
           and not exists (select 1 from devices d where d.mac = f.mac and d.subscriber_id <> s.id)) as macs
     from subscribers s where s.id = $1 for update of s`,
    [subscriberId],
  );
  return rows[0] ?? null;
};

/** Sessions stay until they run out: they name nobody, and edge must learn that they ended. */
export const forgetSubscriber = async (on: Queryable, person: KnownPerson): Promise<void> => {
  const { subscriberId } = person;
  const [phones, macs] = [[...person.phones], [...person.macs]];
  await on.query(
    `update subscribers set phone = null, name = '', fields = '{}', block_reason = null where id = $1`,
    [subscriberId],
  );
  for (const table of ['devices', 'former_devices', 'phone_changes', 'device_limits'])
    await on.query(`delete from ${table} where subscriber_id = $1`, [subscriberId]);
  await on.query('delete from otp_challenges where phone = any($1) or change_of = $2', [
    phones,
    subscriberId,
  ]);
  await on.query('delete from reverse_codes where phone = any($1) or mac = any($2)', [phones, macs]);
  await on.query('delete from otp_lifts where phone = any($1)', [phones]);
  await eraseWords(on, [`subscriber-${subscriberId}`], WRITTEN);
  await forgetActs(on, [subscriberId, ...macs]);
  await forgetName(on, person.name);
};

/**
 * Of what operators did to these, or named them in: who, when and what kind stays; what was written and what stood there
 * before goes.
 */
export const forgetActs = async (on: Queryable, targets: readonly string[]): Promise<void> => {
  await on.query(
    `update audit_entries set body_json = '', before_json = ''
     where (body_json <> '' or before_json <> '')
       and (targets && $1 or exists (select 1 from unnest($1::text[]) one where position(one in body_json) > 0))`,
    [[...targets]],
  );
};

/** Where the person was made, no id stood yet: whoever was made under that name loses it there. */
const forgetName = async (on: Queryable, name: string): Promise<void> => {
  if (name === '') return;
  await on.query(
    `update audit_entries set body_json = replace(body_json, $1, '"name":""')
     where method = 'POST' and route = '/api/v1/subscribers' and position($1 in body_json) > 0`,
    [`"name":${JSON.stringify(name)}`],
  );
};
