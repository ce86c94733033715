// auth-otp over real PostgreSQL and NATS, with a clock to turn and fakes of notification and the ledger.
import { Controller, Module } from '@nestjs/common';
import {
  AuthOtp,
  DevicesChangedSchema,
  Notification,
  QuotaLedger,
  RouterGateway,
  SubscriberTermsChangedSchema,
  type ReplyOf,
  type RequestOf,
} from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import {
  connectNats,
  consumeFacts,
  Messenger,
  onFact,
  RefusalError,
  type Consumption,
} from '@saring/messaging';
import {
  Answers,
  createLogger,
  PG_POOL,
  startService,
  type RunningService,
  TravellingParams,
} from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import type { Pool } from 'pg';
import { authOtp } from '..';

type Send = typeof Notification.method.sendMessage;

type Grant = typeof QuotaLedger.method.grantQuota;
type FindPresence = typeof RouterGateway.method.findPresence;
const gateway = {
  /** MAC → what routers say of it. */
  seen: new Map<string, { readonly online: boolean; readonly site: string; readonly lastSeenAt?: string }>(),
  isAway: false,
};
const ledger = { grants: [] as RequestOf<Grant>[], failures: 0 };
const mail = {
  sent: [] as RequestOf<Send>[],
  /** What it was told of numbers that accounts left. */
  moved: [] as RequestOf<typeof Notification.method.moveContacts>[],
  refusesWith: null as string | null,
  /** The delivery of a code; '': it is unknown. */
  state: 'sent',
  /** Where people write to; '': no channel takes messages. */
  inbox: '+6281100000001',
};

@Controller()
class Mailbox {
  @Answers(Notification.method.sendMessage)
  async send(request: RequestOf<Send>): Promise<ReplyOf<Send>> {
    if (mail.refusesWith) throw new RefusalError(mail.refusesWith);
    mail.sent.push(request);
    return { messageId: request.commandId, state: 'queued' };
  }
  @Answers(Notification.method.moveContacts)
  async move(
    request: RequestOf<typeof Notification.method.moveContacts>,
  ): Promise<ReplyOf<typeof Notification.method.moveContacts>> {
    mail.moved.push(request);
    return {};
  }
  @Answers(Notification.method.getMessageStates)
  async states({
    commandIds,
  }: RequestOf<typeof Notification.method.getMessageStates>): Promise<
    ReplyOf<typeof Notification.method.getMessageStates>
  > {
    if (mail.state === '') return {};
    return { items: commandIds.map((commandId) => ({ commandId, state: mail.state, lastError: '' })) };
  }
  @Answers(Notification.method.getChannelState)
  async state(): Promise<ReplyOf<typeof Notification.method.getChannelState>> {
    return { channel: 'log' };
  }
}
@Controller()
class Letters {
  @Answers(Notification.method.getInbox)
  async inbox(): Promise<ReplyOf<typeof Notification.method.getInbox>> {
    return { phone: mail.inbox };
  }
}
@Controller()
class Ledger {
  @Answers(QuotaLedger.method.grantQuota)
  async grant(request: RequestOf<Grant>): Promise<ReplyOf<Grant>> {
    if ((ledger.failures -= 1) >= 0) throw new Error('the ledger fails');
    ledger.grants.push(request);
    return {};
  }
}
@Controller()
class Gateway {
  @Answers(RouterGateway.method.findPresence)
  async findPresence({ macs }: RequestOf<FindPresence>): Promise<ReplyOf<FindPresence>> {
    if (gateway.isAway) throw new Error('the gateway fails');
    return {
      items: macs.flatMap((mac) => {
        const seen = gateway.seen.get(mac);
        return seen ? [{ mac, routerId: 'r', lastSeenAt: new Date(0).toISOString(), ...seen }] : [];
      }),
    };
  }
}
@Module({ controllers: [Mailbox, Letters, Ledger, Gateway] })
class MailboxModule {}

export const OPERATOR = { email: 'boss@example.com', password: 'a-long-password' };
const TWO_DAYS_SECONDS = 2 * 86_400;

type TermsFact = {
  readonly subscriberId: string;
  readonly version: number;
  readonly blocked: boolean;
  readonly blockReason?: string;
};

export class AuthStack {
  readonly mail = mail;
  readonly ledger = ledger;
  readonly gateway = gateway;
  readonly terms: TermsFact[] = [];
  readonly devices: { readonly subscriberId: string; readonly version: number }[] = [];
  private offsetSeconds = 0;
  private phones = 10_000_000;
  private macs = 16;
  readonly clock: Clock = {
    now: () => new Date(Date.now() + this.offsetSeconds * 1000),
    monotonicMilliseconds: () => performance.now(),
  };
  private readonly logger = createLogger('silent');
  private facts!: Consumption;
  private auth!: RunningService;
  private mailbox!: RunningService;

  private constructor(
    readonly stack: TestStack,
    readonly nats: NatsConnection,
    readonly ask: Messenger,
  ) {}

  static async start(): Promise<AuthStack> {
    const stack = await startTestStack();
    const nats = await connectNats(stack.natsUrl, 'spec');
    const started = new AuthStack(stack, nats, new Messenger(nats));
    await started.open();
    return started;
  }

  get pool(): Pool {
    return this.auth.app.get<Pool>(PG_POOL);
  }

  /** Turns the clock. */
  later(seconds: number): void {
    this.offsetSeconds += seconds;
  }

  /** Every test is two days after the one before, so that no limit reaches over. */
  nextTest(): void {
    this.mail.refusesWith = null;
    this.mail.state = 'sent';
    this.mail.inbox = '+6281100000001';
    this.gateway.isAway = false;
    this.later(TWO_DAYS_SECONDS);
  }

  async restart(env: Readonly<Record<string, string>>): Promise<void> {
    await this.auth.stop();
    await this.startAuth(env);
  }

  newPhone(): string {
    return `+62812${(this.phones += 1)}`;
  }

  newMac(): string {
    return `AA:BB:CC:00:00:${(this.macs += 1).toString(16).toUpperCase()}`;
  }

  codeOf(challengeId: string): string {
    const message = mail.sent.find(({ commandId }) => commandId === challengeId);
    const travelling = new TravellingParams(this.stack.env['SECRETS_KEY'] ?? '');
    return message ? (travelling.open(challengeId, message.sealedParams)['code'] ?? '') : '';
  }

  requestOtp(phone: string, mac = '') {
    return this.ask.request(AuthOtp.method.requestOtp, { phone, locale: 'id', client: this.client(mac) });
  }

  verifyOtp(challengeId: string, code: string, mac = '', moveDevice = false, evictDeviceId = '') {
    return this.ask.request(AuthOtp.method.verifyOtp, {
      challengeId,
      code,
      client: this.client(mac),
      moveDevice,
      evictDeviceId,
    });
  }

  refresh(refreshToken: string, mac = '', replaceDevice = false) {
    const client = this.client(mac);
    return this.ask.request(AuthOtp.method.refreshSession, { refreshToken, client, replaceDevice });
  }

  async logIn(phone = this.newPhone(), mac = this.newMac()) {
    const { challengeId } = await this.requestOtp(phone, mac);
    return { phone, mac, ...(await this.verifyOtp(challengeId, this.codeOf(challengeId), mac)) };
  }

  async close(): Promise<void> {
    await this.facts.stop();
    await this.auth.stop();
    await this.mailbox.stop();
    await this.nats.close();
    await this.stack.close();
  }

  client(mac: string, macKnownBy = 'address') {
    return { site: 'rw05', address: '10.5.50.2', mac, macKnownBy, userAgent: 'spec' };
  }

  private async open(): Promise<void> {
    const { nats, logger, stack } = this;
    this.mailbox = await startService(
      { name: 'notification', module: MailboxModule },
      { env: stack.env, nats, logger },
    );
    await this.startAuth({});
    this.facts = consumeFacts(nats, {
      from: 'auth_otp',
      durable: 'spec',
      onError: () => undefined,
      handlers: [
        onFact(SubscriberTermsChangedSchema, async (fact) => void this.terms.push(fact)),
        onFact(DevicesChangedSchema, async (fact) => void this.devices.push(fact)),
      ],
    });
  }

  private async startAuth(env: Readonly<Record<string, string>>): Promise<void> {
    const { nats, logger, clock } = this;
    const first = { OPERATOR_EMAIL: OPERATOR.email, OPERATOR_PASSWORD: OPERATOR.password };
    this.auth = await startService(authOtp, {
      env: { ...this.stack.env, ...first, ...env },
      nats,
      logger,
      clock,
    });
  }
}

/** A refusal with this code. */
export const refusal = (code: string): unknown => expect.objectContaining({ code });
