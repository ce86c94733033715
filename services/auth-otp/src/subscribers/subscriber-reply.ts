// subscriber-reply.ts — a subscriber's row as others read it.
import type { AuthOtp, ReplyOf } from '@saring/contracts';
import { printableText } from '@saring/kernel';
import type { SubscriberRow } from './subscribers.rows';

export const subscriberReply = (row: SubscriberRow): ReplyOf<typeof AuthOtp.method.getSubscriber> => ({
  subscriberId: row.id,
  phone: row.phone ?? '',
  name: printableText(row.name),
  role: row.role,
  approval: row.approval,
  disabled: row.disabled,
  blocked: row.blocked,
  ...(row.block_reason === null ? {} : { blockReason: row.block_reason }),
  hardBlock: row.hard_block,
  locale: row.locale,
  site: row.site,
  fields: Object.fromEntries(
    Object.entries(row.fields).map((field) => field.map(printableText) as [string, string]),
  ),
  createdAt: row.created_at.toISOString(),
  termsVersion: row.terms_version,
});
