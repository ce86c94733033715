// email-links.requests.ts — whether messages to a number come by e-mail, too: proved by a code that only the mailbox knows.
import { createHash, randomInt } from 'node:crypto';
import { Controller, Inject } from '@nestjs/common';
import { Notification, type ReplyOf, type RequestOf } from '@saring/contracts';
import { chooseLocale, type Locale } from '@saring/i18n';
import { newId, type Clock, type PhoneNumber } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK, inTransaction, LOGGER, PG_POOL, type Logger } from '@saring/service-kit';
import type { Pool } from 'pg';
import { phoneIn } from '../phone-in';
import { NOTIFICATION_CONFIG, type NotificationConfig } from '../config';
import { isInUse } from './chains';
import { smtpOptionsOf } from './channels';
import { isOf } from './domain/holder';
import { LinkNews, maskedEmail } from './link-news';
import { NumberHolders } from './number-holders';
import { emailOf, endEmailLink, pendingEmailOf, proveEmail, startProof } from './email-links.rows';
import { countMailboxCode } from './mailbox-codes.rows';
import { sendMail, type SmtpOptions } from './smtp';

type Methods = typeof Notification.method;
type StateReply = ReplyOf<Methods['getEmailState']>;

const CODE_DIGITS = 6;
const CODE_LIFE_MINUTES = 15;
const MOST_TRIES = 5;
const LIMITS = { everySeconds: 60, perDay: 5 };
/** Whoever asks: a household shares one. */
const MAILBOX_PER_DAY = 10;
/** What mail programs take, at a name and at no number of a machine; whether there is a mailbox only the code proves. */
const ADDRESS = /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z][A-Za-z0-9-]{1,62}$/;

const MAIL: Readonly<Record<Locale, { readonly subject: string; readonly text: string }>> = {
  id: {
    subject: 'Kode untuk surel Anda',
    text: 'Kode untuk menerima pesan WiFi lewat surel ini: {code}\nBerlaku {minutes} menit. Bila Anda tidak memintanya, abaikan surel ini.',
  },
  en: {
    subject: 'The code for your e-mail',
    text: 'The code to get messages of your WiFi by this e-mail: {code}\nIt is good for {minutes} minutes. If you did not ask for it, ignore this e-mail.',
  },
};

@Controller()
export class EmailLinkRequests {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(NOTIFICATION_CONFIG) private readonly config: NotificationConfig,
    private readonly holders: NumberHolders,
    private readonly news: LinkNews,
  ) {}

  /** @throws RefusalError where there is no mail server, for what is no address, asked too often, or where it did not go out. */
  @Answers(Notification.method.startEmailLink)
  async start(request: RequestOf<Methods['startEmailLink']>): Promise<StateReply> {
    const phone = phoneIn(request.phone);
    const server = this.server;
    if (!server) throw new RefusalError('NOTIFICATION.EMAIL_OFF');
    const email = request.email.trim();
    if (!ADDRESS.test(email)) throw new RefusalError('NOTIFICATION.EMAIL_INVALID');
    const [code, at] = [String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0'), this.clock.now()];
    const subscriberId = await this.ownerOf(request, phone);
    const proof = { phone, subscriberId, email, at, codeHash: hashOf(phone, code) };
    const expiresAt = new Date(at.getTime() + CODE_LIFE_MINUTES * 60_000);
    await inTransaction(this.pool, async (client) => {
      const nextAt =
        (await startProof(client, { ...proof, expiresAt }, LIMITS)) ??
        (await countMailboxCode(client, email, at, MAILBOX_PER_DAY));
      // What was begun goes back: the code before stays good.
      if (nextAt !== null)
        throw new RefusalError('NOTIFICATION.EMAIL_BUSY', { retryInSeconds: secondsUntil(nextAt, at) });
    });
    const { subject, text } = MAIL[chooseLocale(request.locale)];
    const said = text.replace('{code}', code).replace('{minutes}', String(CODE_LIFE_MINUTES));
    const sent = await sendMail(server, { id: newId(), to: email, subject, text: said, file: null });
    if ('failure' in sent) {
      this.logger.warn(
        { code: sent.failure.code, answer: sent.failure.responseCode },
        'the code of an address did not go out',
      );
      if (!sent.isUnderWay || sent.failure.responseCode >= 400)
        throw new RefusalError('NOTIFICATION.EMAIL_UNSENT');
    }
    return this.stateOf(phone);
  }

  @Answers(Notification.method.confirmEmailLink)
  async confirm(request: RequestOf<Methods['confirmEmailLink']>): Promise<StateReply> {
    const phone = phoneIn(request.phone);
    const subscriberId = await this.ownerOf(request, phone);
    const codeHash = hashOf(phone, request.code.trim());
    const proof = { phone, subscriberId, at: this.clock.now(), codeHash };
    const locale = chooseLocale(request.locale);
    const email = await inTransaction(this.pool, async (client) => {
      const proved = await proveEmail(client, proof, MOST_TRIES);
      if (proved !== null)
        await this.news.put(client, { proofHash: codeHash, phone, where: maskedEmail(proved), locale });
      return proved;
    });
    if (email === null) throw new RefusalError('NOTIFICATION.EMAIL_CODE_WRONG');
    this.news.wake();
    return this.stateOf(phone);
  }

  @Answers(Notification.method.getEmailState)
  state({ phone }: RequestOf<Methods['getEmailState']>): Promise<StateReply> {
    return this.stateOf(phoneIn(phone));
  }

  @Answers(Notification.method.endEmailLink)
  async end(request: RequestOf<Methods['endEmailLink']>): Promise<StateReply> {
    const phone = phoneIn(request.phone);
    await endEmailLink(this.pool, phone, null);
    return this.stateOf(phone);
  }

  private async stateOf(phone: PhoneNumber): Promise<StateReply> {
    const [link, proof] = await Promise.all([
      emailOf(this.pool, phone, null),
      pendingEmailOf(this.pool, phone, this.clock.now(), MOST_TRIES),
    ]);
    const offered = this.server !== null;
    if (link === null && proof === null) return { offered, email: '', pendingEmail: '' };
    const holder = await this.holders.of(phone);
    const [email, pendingEmail] = [link, proof].map((one) =>
      one !== null && isOf(holder, one) ? one.email : '',
    );
    return { offered, email: email ?? '', pendingEmail: pendingEmail ?? '' };
  }

  /** Null: nobody's that is known. */
  private async ownerOf(request: { readonly subscriberId: string }, phone: PhoneNumber) {
    return request.subscriberId || ((await this.holders.of(phone))?.subscriberId ?? null);
  }

  /** Null: no e-mail goes out. */
  private get server(): SmtpOptions | null {
    return isInUse('email', this.config) ? smtpOptionsOf(this.config) : null;
  }
}

const secondsUntil = (at: Date, now: Date): number =>
  Math.max(1, Math.ceil((at.getTime() - now.getTime()) / 1_000));

const hashOf = (phone: PhoneNumber, code: string): string =>
  createHash('sha256').update(`${phone}|${code}`).digest('base64url');
