// operator-announcements.ts — tells operators who asked for it of routers that are away and of what waits for them.
import { Inject, Injectable } from '@nestjs/common';
import { bytesText, type Locale } from '@saring/i18n';
import { newId, toInstant, type Clock, type OperatorMessage } from '@saring/kernel';
import { CLOCK, PG_POOL, type JobSource, type ScheduledJob } from '@saring/service-kit';
import type { Pool } from 'pg';
import { OperatorMessages } from '../messages/operator-messages';
import {
  findAnnounced,
  findUnsent,
  forgetAnnouncedBefore,
  markSent,
  saveAnnouncement,
} from './announcements.rows';
import {
  ANNOUNCED_TEMPLATES,
  freshOf,
  ofSite,
  routersDown,
  routersUp,
  type AnnouncedTemplate,
  type Announcement,
  type Waiting,
} from './domain/announcement';
import { WaitingWork } from './waiting-work';

const LOOK_SECONDS = 60;
/** What still waits then is told of again. */
const KEPT_DAYS = 30;
/** A message is no list: so many names. */
const NAMES_MOST = 8;

const MESSAGE_OF: Readonly<Record<AnnouncedTemplate, OperatorMessage>> = {
  'operator.router_down': 'router',
  'operator.router_up': 'router',
  'operator.registrations': 'registration',
  'operator.quota_requests': 'quota_request',
  'operator.held': 'held_usage',
};

@Injectable()
export class OperatorAnnouncements implements JobSource {
  readonly jobs: readonly ScheduledJob[];

  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messages: OperatorMessages,
    private readonly work: WaitingWork,
  ) {
    this.jobs = [{ name: 'operator-announcements', everySeconds: LOOK_SECONDS, run: () => this.announce() }];
  }

  /** A service that does not answer holds up what it knows alone. */
  private async announce(): Promise<void> {
    for (const unsent of await findUnsent(this.pool)) await this.send(unsent);
    const done = await Promise.allSettled(ANNOUNCED_TEMPLATES.map((template) => this.tell(template)));
    await forgetAnnouncedBefore(this.pool, new Date(this.clock.now().getTime() - KEPT_DAYS * 86_400_000));
    const failed = done.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  }

  /** Stored before it is sent: after a crash the same words go out under the same ids. */
  private async tell(template: AnnouncedTemplate): Promise<void> {
    if ((await this.messages.receivers(MESSAGE_OF[template])).length === 0) return;
    const now = this.clock.now();
    const told = await findAnnounced(this.pool, template);
    const items = freshOf(template, await this.waiting(template, told, now), told, now);
    if (items.length === 0) return;
    const announcement = { id: newId(), template, items, madeAt: toInstant(now) };
    await saveAnnouncement(this.pool, announcement);
    await this.send(announcement);
  }

  private async waiting(
    template: AnnouncedTemplate,
    told: readonly Announcement[],
    now: Date,
  ): Promise<readonly Waiting[]> {
    if (template === 'operator.registrations') return this.work.registrations();
    if (template === 'operator.quota_requests') return this.work.quotaRequests();
    if (template === 'operator.held') return this.work.heldUsage();
    const routers = await this.work.routers();
    return template === 'operator.router_down'
      ? routersDown(routers, told, now)
      : routersUp(routers, await findAnnounced(this.pool, 'operator.router_down'));
  }

  private async send({ id, template, items }: Announcement): Promise<void> {
    await this.messages.sendAll(MESSAGE_OF[template], ({ site, locale }) => {
      const theirs = ofSite(items, site);
      if (theirs.length === 0) return null;
      return { cause: `announcement:${id}`, template, params: paramsOf(template, theirs, locale) };
    });
    await markSent(this.pool, id, this.clock.now());
  }
}

const paramsOf = (
  template: AnnouncedTemplate,
  items: readonly Waiting[],
  locale: Locale,
): Readonly<Record<string, string>> => {
  if (template === 'operator.held') {
    const bytes = items.reduce((sum, item) => sum + (item.bytes ?? 0), 0);
    return { amount: bytesText(bytes, locale), count: String(items.length) };
  }
  const more = items.length - NAMES_MOST;
  const names = [...items.slice(0, NAMES_MOST).map(({ name }) => name), ...(more > 0 ? [`+${more}`] : [])];
  const isOfRouters = template === 'operator.router_down' || template === 'operator.router_up';
  return { [isOfRouters ? 'routers' : 'who']: names.join(', ') };
};
