// answers.ts — what a plugin may answer. What has another shape is nonsense, and counts as a failure of the plugin.
import { BANKS } from '@saring/kernel';
import { z } from 'zod';
import { PLUGIN_METHODS } from './package/manifest';

const reason = z.string().max(300).default('');
const orderNumber = z.string().max(60);
const rupiah = z.number().int().min(0).max(1_000_000_000_000);
const link = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\//);
/** Of a wallet's app, or a page; no program. */
const deeplink = z
  .string()
  .max(2_000)
  .regex(/^(?!javascript:|data:|vbscript:|file:)[a-z][a-z0-9+.-]{1,30}:\/\//i);

/** How to pay: at least one way. */
const instructions = z
  .object({
    qrString: z.string().min(20).max(1_000).optional(),
    deeplinkUrl: deeplink.optional(),
    vaBank: z.enum(BANKS).optional(),
    vaNumber: z
      .string()
      .regex(/^\d{6,30}$/)
      .optional(),
    billKey: z
      .string()
      .regex(/^\d{4,30}$/)
      .optional(),
    billerCode: z
      .string()
      .regex(/^\d{2,12}$/)
      .optional(),
    redirectUrl: link.optional(),
  })
  .refine((ways) => Object.keys(ways).length > 0, 'says no way to pay');

const unavailable = z.object({ outcome: z.literal('unavailable'), reason });

export const createAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted'), instructions }),
  z.object({ outcome: z.literal('duplicate') }),
  z.object({ outcome: z.literal('rejected'), reason }),
  z.object({ outcome: z.literal('denied'), reason }),
  z.object({ outcome: z.literal('unknown'), reason }),
  unavailable,
]);

export const statusAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('report'),
    state: z.enum(['pending', 'paid', 'expired', 'cancelled', 'failed', 'refunded', 'reversed', 'unclear']),
    /** As the vendor repeats them: they are compared with the order. */
    orderNumber,
    amountRupiah: rupiah.nullable(),
    currency: z.string().min(1).max(10),
    reference: z.string().max(100),
    paymentType: z.string().max(60).default(''),
    method: z.enum(PLUGIN_METHODS).optional(),
    paidAt: z.iso.datetime({ offset: true }).optional(),
    refunds: z
      .array(
        z.object({ key: z.string().min(1).max(100), amountRupiah: rupiah.min(1), confirmed: z.boolean() }),
      )
      .max(50)
      .default([]),
    instructions: instructions.optional(),
  }),
  z.object({ outcome: z.literal('absent') }),
  unavailable,
]);

/** `genuine`: its proof is right. It changes nothing by itself: it is a reason to ask for the status. */
export const callbackAnswer = z.object({ genuine: z.boolean(), orderNumber });

export const endAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.enum(['done', 'refused', 'absent']) }),
  unavailable,
]);

export const refundAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted') }),
  z.object({ outcome: z.literal('refused'), reason }),
  unavailable,
]);

export const validateAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('accepted') }),
  z.object({
    outcome: z.literal('failed'),
    fault: z.enum(['not_configured', 'key_refused', 'unreachable', 'timed_out', 'busy', 'unreadable']),
    reason,
  }),
]);

/** What the vendor keeps of one payment. Whether it is believed depends on the amount, too. */
export const feesAnswer = z.object({ feeRupiah: rupiah });

export const infoAnswer = z.object({ id: z.string(), version: z.string() });
