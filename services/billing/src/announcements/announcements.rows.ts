// announcements.rows.ts — what operators were told of, and what they are being told of.
import type { Queryable } from '@saring/service-kit';
import type { Announcement } from './domain/announcement';

type Row = { id: string; template: Announcement['template']; items: Announcement['items']; made_at: Date };
const announcementIn = ({ made_at: madeAt, ...row }: Row): Announcement => ({
  ...{ ...row, madeAt: madeAt.toISOString() },
});

/** The newest first. */
export const findAnnounced = async (
  on: Queryable,
  template: Announcement['template'],
): Promise<readonly Announcement[]> => {
  const { rows } = await on.query<Row>(
    'select id, template, items, made_at from operator_announcements where template = $1 order by made_at desc',
    [template],
  );
  return rows.map(announcementIn);
};

export const findUnsent = async (on: Queryable): Promise<readonly Announcement[]> => {
  const { rows } = await on.query<Row>(
    'select id, template, items, made_at from operator_announcements where sent_at is null order by made_at',
  );
  return rows.map(announcementIn);
};

export const saveAnnouncement = async (on: Queryable, announcement: Announcement): Promise<void> => {
  const { id, template, items, madeAt } = announcement;
  await on.query(
    'insert into operator_announcements (id, template, items, made_at) values ($1, $2, $3, $4)',
    [id, template, JSON.stringify(items), madeAt],
  );
};

export const markSent = async (on: Queryable, id: string, at: Date): Promise<void> => {
  await on.query('update operator_announcements set sent_at = $2 where id = $1', [id, at]);
};

export const forgetAnnouncedBefore = async (on: Queryable, at: Date): Promise<void> => {
  await on.query('delete from operator_announcements where made_at < $1 and sent_at is not null', [at]);
};
