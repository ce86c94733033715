// email-channel.ts — e-mail, for numbers whose owner proved an address.
import type { Locale } from '@saring/i18n';
import type { Attempt } from '../messages/domain/message';
import type { Capabilities, Channel, MessageOutline, OutgoingMessage } from './channel';
import { isCodeKind } from './code-kinds';
import { unknownHolder, type Contacts } from './contacts';
import { attemptOfSmtp, isMailboxGone } from './email-outcome';
import { ill, WELL, type Health } from './health';
import { checkServer, sendMail, type SmtpOptions } from './smtp';

type Options = SmtpOptions & { readonly contacts: Pick<Contacts, 'emailOf' | 'endEmail'> };

const SUBJECT_CHARACTERS = 78;
/** A subject is read on locked screens. */
const CODE_SUBJECT: Readonly<Record<Locale, string>> = { id: 'Kode Anda', en: 'Your code' };
const NOT_LINKED = { outcome: 'passed', fault: 'not_linked', reason: 'the number has no address' } as const;

export class EmailChannel implements Channel {
  readonly name = 'email';
  readonly sender = 'email';
  readonly capabilities: Capabilities = {
    ...{ text: true, template: false, document: true },
    ...{ inbound: false, receipts: false, identityIsPhone: false },
  };
  readonly identity: string;

  constructor(private readonly options: Options) {
    const { host, port, tls, user, password, from } = options;
    this.identity = JSON.stringify([host, port, tls, user, password, from]);
  }

  async canSend({ to, template }: MessageOutline): Promise<boolean> {
    // While nobody says whose number it is, it may be.
    return (await this.options.contacts.emailOf(to, template).catch(unknownHolder)) !== null;
  }

  async send({ id, to, template, text, locale, attachment }: OutgoingMessage): Promise<Attempt> {
    const address = await this.options.contacts.emailOf(to, template).catch(unknownHolder);
    if (address !== null && typeof address !== 'string') return address;
    if (address === null) return NOT_LINKED;
    const plain = withoutMarks(text);
    const subject = isCodeKind(template) ? CODE_SUBJECT[locale] : subjectOf(plain);
    const file = attachment && { ...attachment, type: attachment.contentType };
    const sent = await sendMail(this.options, { id, to: address, subject, text: plain, file });
    if ('messageId' in sent) return { outcome: 'sent', providerId: sent.messageId };
    if (isMailboxGone(sent.failure)) await this.options.contacts.endEmail(to, address);
    return attemptOfSmtp(sent.failure, sent.isUnderWay);
  }

  async health(): Promise<Health> {
    const failure = await checkServer(this.options);
    const attempt = failure && attemptOfSmtp(failure, false);
    return attempt && 'fault' in attempt ? ill(attempt.fault, attempt.reason) : WELL;
  }
}

/** WhatsApp's marks of bold and italic words. */
const withoutMarks = (text: string): string =>
  text.replace(/(^|[\s(])([*_])(\S(?:[^\n]*?\S)?)\2(?=$|[\s).,:;!?])/gm, '$1$3');

const subjectOf = (text: string): string => {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return first.length > SUBJECT_CHARACTERS ? `${first.slice(0, SUBJECT_CHARACTERS - 1)}…` : first;
};
