// manifest.ts — what a plugin says of itself, and what it asks for. Nothing that it does not ask for is given to it.
import { BANKS } from '@saring/kernel';
import { z } from 'zod';

/** What a plugin may collect by: the ways to pay that the portal shows. */
export const PLUGIN_METHODS = ['qris', 'gopay', 'shopeepay', 'va'] as const;
export type PluginMethod = (typeof PLUGIN_METHODS)[number];

const VERSION = /^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/;
/** At least one dot and a last part of letters: no address, no `localhost`. */
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const text = (most: number) => z.string().trim().min(1).max(most);
const texts = z.strictObject({ id: text(80), en: text(80) });
const rupiah = z.number().int().min(0).max(100_000_000);

const method = z.strictObject({
  method: z.enum(PLUGIN_METHODS),
  /** Of `va` only: whose numbers it can give. */
  banks: z.array(z.enum(BANKS)).max(BANKS.length).default([]),
  /** What the vendor keeps, for the operator's eyes. */
  fee: z
    .strictObject({ rupiah: rupiah.default(0), percent: z.number().min(0).max(100).default(0) })
    .optional(),
  refundable: z.enum(['no', 'whole', 'part']).default('no'),
  leastRupiah: rupiah.min(1).default(1),
  mostRupiah: rupiah.min(1).default(10_000_000),
});

const setting = z.strictObject({
  key: z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/),
  label: texts,
  /** The code sees only a handle of a secret. A `url` is of a host of `hosts`, or of one that the machine allows. */
  kind: z.enum(['text', 'secret', 'url', 'choice']),
  required: z.boolean().default(true),
  choices: z.array(text(80)).min(1).max(20).optional(),
});

export const manifestSchema = z
  .strictObject({
    format: z.literal(1),
    /** Its account in the books, too: no gateway of the house has the name. */
    id: z.string().regex(/^(?!midtrans$|manual$|plugin$)[a-z][a-z0-9]{1,30}$/),
    name: text(60),
    version: z.string().regex(VERSION),
    author: text(80),
    description: texts.optional(),
    methods: z.array(method).min(1).max(PLUGIN_METHODS.length),
    currencies: z.tuple([z.literal('IDR')]),
    settings: z.array(setting).max(20),
    /** The only ones that it may call, by TLS on port 443. */
    hosts: z.array(z.string().regex(HOST)).max(8),
    /** `network`: calls those hosts. `sign`: has digests and signatures made with its secrets. */
    permissions: z.array(z.enum(['network', 'sign'])).max(2),
    /** What the vendor wants to hear when its callback was taken. */
    acknowledgement: z
      .strictObject({ contentType: z.enum(['application/json', 'text/plain']), body: z.string().max(200) })
      .default({ contentType: 'text/plain', body: 'OK' }),
  })
  .superRefine((manifest, context) => {
    const issue = (message: string) => context.addIssue({ code: 'custom', message });
    const twice = (names: readonly string[]) => new Set(names).size !== names.length;
    if (twice(manifest.methods.map((one) => one.method))) issue('names a method twice');
    if (twice(manifest.settings.map(({ key }) => key))) issue('names a setting twice');
    if (twice(manifest.permissions) || twice(manifest.hosts)) issue('names a host or a permission twice');
    if (manifest.methods.some((one) => (one.method === 'va') !== one.banks.length > 0))
      issue('names banks where there are none, or none of va');
    if (manifest.methods.some((one) => one.leastRupiah > one.mostRupiah))
      issue('takes less than it begins with');
    if (manifest.settings.some((one) => (one.kind === 'choice') !== (one.choices !== undefined)))
      issue('has choices where there is nothing to choose, or none where there is');
    if (manifest.hosts.length > 0 && !manifest.permissions.includes('network'))
      issue('names hosts without asking for the network');
  });
export type PluginManifest = z.infer<typeof manifestSchema>;

/** config.json: what settings are where the operator sets none. No secrets. */
export const defaultsSchema = z.record(z.string(), z.string().max(500));
