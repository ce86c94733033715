// door-process.ts — edge, billing, auth-otp and quota-ledger in one process as `npm start` has them, behind fakes of routers and WhatsApp.
import type { AddressInfo, Server } from 'node:net';
import { Controller, Module, type INestApplication } from '@nestjs/common';
import { authOtp } from '@saring/auth-otp';
import { billing } from '@saring/billing';
import { Billing, Notification, RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { edge } from '@saring/edge';
import { quotaLedger } from '@saring/quota-ledger';
import { GB } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { Answers, startHost, TravellingParams } from '@saring/service-kit';

type Send = typeof Notification.method.sendMessage;
type States = typeof Notification.method.getMessageStates;
type Gateway = typeof RouterGateway.method;

/** Asked of the process: its port, or the codes of challenges in their order. */
export type DoorQuestion = { readonly codesOf: readonly string[] };
export type DoorAnswer = { readonly port: number; readonly codes: readonly string[] };

const codes = new Map<string, string>();

/** Every message arrives at once. */
@Controller()
class WhatsAppStandIn {
  private readonly travelling = new TravellingParams(process.env['SECRETS_KEY'] ?? '');

  @Answers(Notification.method.sendMessage)
  async send({ commandId, sealedParams }: RequestOf<Send>): Promise<ReplyOf<Send>> {
    codes.set(commandId, this.travelling.open(commandId, sealedParams)['code'] ?? '');
    return { messageId: commandId, state: 'queued' };
  }
  @Answers(Notification.method.getMessageStates)
  async states({ commandIds }: RequestOf<States>): Promise<ReplyOf<States>> {
    return { items: commandIds.map((commandId) => ({ commandId, state: 'sent', lastError: '' })) };
  }
}

/** A router sees a device of its own at every address. */
@Controller()
class RoutersStandIn {
  @Answers(RouterGateway.method.findClient)
  async findClient({
    site,
    address,
  }: RequestOf<Gateway['findClient']>): Promise<ReplyOf<Gateway['findClient']>> {
    const octets = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0').toUpperCase());
    return { routerId: 'bench', mac: `A8:00:${octets.join(':')}`, address, site };
  }
  @Answers(RouterGateway.method.findPresence)
  async findPresence(): Promise<ReplyOf<Gateway['findPresence']>> {
    return {};
  }
  @Answers(RouterGateway.method.listRouters)
  async listRouters(): Promise<ReplyOf<Gateway['listRouters']>> {
    return {};
  }
}

@Module({ controllers: [WhatsAppStandIn] })
class WhatsAppModule {}
@Module({ controllers: [RoutersStandIn] })
class RoutersModule {}

/** Many installations give one. */
const WELCOME = {
  ...{ name: 'Welcome', kind: 'registration_bonus', published: true, startsAt: '2026-01-01T00:00:00.000Z' },
  ...{ bonusBytes: GB, bonusDays: 30 },
};

export const runDoorProcess = async (): Promise<void> => {
  const host = await startHost(
    [
      { name: 'notification', module: WhatsAppModule },
      { name: 'router-gateway', module: RoutersModule },
      authOtp,
      quotaLedger,
      billing,
      edge,
    ],
    { ...process.env, PORT: '0', TRUSTED_PROXY_CIDRS: '127.0.0.1/32' },
  );
  const messenger = (host.services.at(-1)?.app as INestApplication).get(Messenger);
  await messenger.request(Billing.method.createPromo, {
    commandId: 'bench-welcome',
    promo: WELCOME,
    actor: 'bench',
  });
  const server = (host.services.at(-1)?.app as INestApplication).getHttpServer() as Server;
  const { port } = server.address() as AddressInfo;
  process.on('message', ({ codesOf }: DoorQuestion) =>
    process.send?.({ port, codes: codesOf.map((id) => codes.get(id) ?? '') } satisfies DoorAnswer),
  );
  process.once('SIGTERM', () => void host.stop().then(() => process.exit(0)));
  process.send?.('ready');
};
