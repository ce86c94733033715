// cloud-rules.ts — what the WhatsApp Cloud API refuses, by the codes of its documentation: templates, the 24-hour window, rates.
/** Codes with the HTTP status and the words that come along. */
const ERRORS: Readonly<Record<number, readonly [status: number, words: string]>> = {
  1: [400, 'API Unknown'],
  2: [503, 'API Service'],
  3: [500, 'API Method'],
  4: [400, 'API Too Many Calls'],
  10: [403, 'Permission Denied'],
  100: [400, 'Invalid parameter'],
  190: [401, 'Access token has expired'],
  368: [403, 'Temporarily blocked for policies violations'],
  80007: [400, 'Rate limit issues'],
  130429: [400, 'Rate limit hit'],
  130472: [400, "User's number is part of an experiment"],
  130497: [403, 'Business account is restricted from messaging users in this country'],
  131000: [500, 'Something went wrong'],
  131005: [403, 'Access denied'],
  131008: [400, 'Required parameter is missing'],
  131009: [400, 'Parameter value is not valid'],
  131016: [500, 'Service unavailable'],
  131021: [400, 'Recipient cannot be sender'],
  131026: [400, 'Message undeliverable'],
  131031: [403, 'Account has been locked'],
  131042: [400, 'Business eligibility payment issue'],
  131047: [400, 'Re-engagement message'],
  131048: [400, 'Spam rate limit hit'],
  131049: [400, 'Meta chose not to deliver'],
  131051: [501, 'Unsupported message type'],
  131053: [500, 'Media upload error'],
  131056: [400, '(Business Account, Consumer Account) pair rate limit hit'],
  131057: [500, 'Account in maintenance mode'],
  132000: [400, 'Template Param Count Mismatch'],
  132001: [404, 'Template does not exist'],
  132012: [400, 'Template Parameter Format Mismatch'],
  132015: [400, 'Template is Paused'],
  132016: [400, 'Template is Disabled'],
  133004: [503, 'Server Temporarily Unavailable'],
  133010: [400, 'Phone number not registered'],
};

const UNLISTED: readonly [number, string] = [400, 'Something new'];

/** The body and HTTP status of an error, as the Graph API words it. */
export const graphError = (code: number, details = '') => {
  const [status, words] = ERRORS[code] ?? UNLISTED;
  const error = {
    ...{ message: `(#${code}) ${words}`, type: 'OAuthException', code },
    error_data: { messaging_product: 'whatsapp', details: details || words },
    fbtrace_id: 'AbCdEfGhIjK',
  };
  return { status, body: { error } };
};

export type CloudTemplate = {
  readonly name: string;
  readonly language: string;
  readonly category: 'authentication' | 'utility' | 'marketing';
  /** How many values its body takes. */
  readonly bodyParameters: number;
  readonly header?: 'document' | 'image';
  status: 'APPROVED' | 'PAUSED' | 'DISABLED';
};

type Component = {
  readonly type?: string;
  readonly sub_type?: string;
  readonly index?: string;
  readonly parameters?: readonly Readonly<Record<string, unknown>>[];
};
/** The `template` object of a request. */
export type TemplateUse = {
  readonly name?: string;
  readonly language?: { readonly code?: string };
  readonly components?: readonly Component[];
};

const CODE_CHARACTERS = 15;

/** Null: it may go. Otherwise the code of the refusal. */
export const refusalOfTemplate = (use: TemplateUse, template: CloudTemplate | undefined): number | null => {
  if (!template) return 132_001;
  if (template.status === 'PAUSED') return 132_015;
  if (template.status === 'DISABLED') return 132_016;
  const body = valuesOf(use, 'body');
  if (body.length !== template.bodyParameters) return 132_000;
  // Empty values, line breaks and runs of spaces are refused.
  if (body.some((text) => text === '' || /[\n\t]| {5,}/.test(text))) return 132_012;
  const header = (use.components ?? []).find(({ type }) => type === 'header')?.parameters?.[0]?.['type'];
  if (header !== template.header) return 132_012;
  if (template.category !== 'authentication') return null;
  const [code, ...more] = valuesOf(use, 'button');
  if (code === undefined || more.length > 0) return 132_000;
  return code === body[0] && code.length <= CODE_CHARACTERS ? null : 132_012;
};

const valuesOf = ({ components = [] }: TemplateUse, type: string): readonly string[] =>
  components
    .filter((component) => component.type === type)
    .flatMap(({ parameters = [] }) => parameters.map(({ text }) => (typeof text === 'string' ? text : '')));

/** What a phone shows of it. */
export const shownOf = (use: TemplateUse): string =>
  `[${use.name ?? ''} ${use.language?.code ?? ''}] ${valuesOf(use, 'body').join(' | ')}`;

const WINDOW_MILLISECONDS = 24 * 3_600_000;
const PAIR_MILLISECONDS = 6_000;
/** Beyond one in 6 s that many may be borrowed. */
const PAIR_BURST = 45;

/** When people wrote, and how fast they are written to. */
export class Conversations {
  private readonly opened = new Map<string, number>();
  private readonly sent = new Map<string, number[]>();

  open(contact: string, at: number): void {
    this.opened.set(contact, at);
  }

  isOpen(contact: string, at: number): boolean {
    return at - (this.opened.get(contact) ?? -Infinity) < WINDOW_MILLISECONDS;
  }

  /** False: the pair rate is used up. */
  take(contact: string, at: number): boolean {
    const recent = (this.sent.get(contact) ?? []).filter((one) => at - one < PAIR_BURST * PAIR_MILLISECONDS);
    if (recent.length >= PAIR_BURST) return false;
    this.sent.set(contact, [...recent, at]);
    return true;
  }

  clear(): void {
    this.opened.clear();
    this.sent.clear();
  }
}
