// simulated-site.ts — for specs: a simulated router or more, a real NATS and PostgreSQL, and fakes for the two
// services that say what routers should hold.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import {
  AccessStatusChangedSchema,
  AuthOtp,
  DevicesChangedSchema,
  FACTS_STREAM,
  OBSERVATIONS_STREAM,
  QuotaLedger,
  RouterGateway,
  subjectOf,
  type Rpc,
} from '@saring/contracts';
import { type AccessStatus, type Clock, idFrom, newId, systemClock } from '@saring/kernel';
import {
  connectNats,
  ensureStreams,
  Messenger,
  publishFact,
  ReadingReader,
  type ReadingMessage,
} from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection, StoredMsg } from 'nats';
import { routerGateway } from '..';

import type { Speed } from '../domain/speed-classes';

export const SITE = 'site-1';
const PASSWORD = 'saring-demo';
const rpc = RouterGateway.method;
/** As edge waits for what is done on a router: a slow machine is no fault. */
export const PATIENCE_MILLISECONDS = 30_000;

/** The simulated routers, as far as this file needs them: only specs import the simulator. */
interface SimulatedRouters {
  readonly routers: readonly {
    readonly name: string;
    readonly site: string;
    readonly apiPort: number;
    rows(menu: string): object[];
  }[];
  close(): Promise<void>;
}

export type Gateway = {
  readonly service: RunningService;
  readonly nats: NatsConnection;
  stop(): Promise<void>;
};

/** Answers in place of auth-otp and quota-ledger, with what a spec sets. */
class Residents {
  private readonly devices = new Map<string, { version: number; macs: string[] }>();
  private readonly access = new Map<
    string,
    { version: number; status: AccessStatus; blockReason?: string }
  >();
  /** While false no request is answered, as before those services have started. */
  answering = true;
  /** What lines moved in their period; of those that are not here nothing. */
  readonly lineBytes = new Map<string, number>();
  /** Whose numbers are registered. */
  readonly holders = new Map<string, string>();
  /** False where the real quota-ledger runs. */
  speakForLedger = true;

  constructor(private readonly nats: NatsConnection) {
    this.answer(AuthOtp.method.listDevices, ({ subscriberId }) => this.devicesOf(subscriberId as string));
    this.answer(AuthOtp.method.findPhoneHolders, ({ phones }) => ({
      items: (phones as string[]).flatMap((phone) => {
        const subscriberId = this.holders.get(phone);
        return subscriberId === undefined ? [] : { phone, subscriberId };
      }),
    }));
    this.answer(AuthOtp.method.listAllDevices, ({ afterSubscriberId }) => ({
      items: this.after(this.devices, afterSubscriberId as string).map((subscriberId) => {
        const { version, items } = this.devicesOf(subscriberId);
        return { subscriberId, version, devices: items };
      }),
    }));
    const accessAfter = ({ afterSubscriberId }: Record<string, unknown>) => ({
      items: this.after(this.access, afterSubscriberId as string).map((subscriberId) => ({
        subscriberId,
        ...this.access.get(subscriberId),
      })),
    });
    this.answer(QuotaLedger.method.listAccess, accessAfter, () => this.speakForLedger);
    this.answer(
      QuotaLedger.method.countLineUsage,
      ({ lines }) => ({
        items: (lines as { lineId: string }[]).map(({ lineId }) => ({
          ...{ lineId, uploadBytes: 0, downloadBytes: this.lineBytes.get(lineId) ?? 0 },
        })),
      }),
      () => this.speakForLedger,
    );
  }

  deviceIdOf(mac: string): string {
    return idFrom('device', mac);
  }

  async setDevices(subscriberId: string, ...macs: string[]): Promise<void> {
    const version = (this.devices.get(subscriberId)?.version ?? 0) + 1;
    this.devices.set(subscriberId, { version, macs });
    await this.fact(DevicesChangedSchema, { subscriberId, version, at: new Date().toISOString() });
  }

  /** @returns the version, as the fact carries it. */
  async setStatus(subscriberId: string, status: AccessStatus, blockReason?: string): Promise<number> {
    const version = (this.access.get(subscriberId)?.version ?? 0) + 1;
    this.access.set(subscriberId, { version, status, blockReason });
    await this.tellStatus(subscriberId, version, status, blockReason);
    return version;
  }

  /** Sets the account to active at a bought speed. */
  async setSpeed(subscriberId: string, speed: Speed): Promise<void> {
    const version = (this.access.get(subscriberId)?.version ?? 0) + 1;
    this.access.set(subscriberId, { version, status: 'active' });
    await this.tellStatus(subscriberId, version, 'active', undefined, speed);
  }

  /** Stops the account, with or without the payment lane. */
  async setPaymentLane(subscriberId: string, paymentLane: boolean): Promise<void> {
    const version = (this.access.get(subscriberId)?.version ?? 0) + 1;
    this.access.set(subscriberId, { version, status: 'exhausted' });
    const at = new Date().toISOString();
    await this.fact(AccessStatusChangedSchema, {
      subscriberId,
      version,
      status: 'exhausted',
      paymentLane,
      at,
    });
  }

  /** Blocks the account, with or without its access to the portal. */
  async setBlock(subscriberId: string, hardBlock: boolean): Promise<void> {
    const version = (this.access.get(subscriberId)?.version ?? 0) + 1;
    this.access.set(subscriberId, { version, status: 'blocked' });
    const at = new Date().toISOString();
    await this.fact(AccessStatusChangedSchema, { subscriberId, version, status: 'blocked', hardBlock, at });
  }

  /** Publishes a fact of any version, old or new. */
  tellStatus(
    subscriberId: string,
    version: number,
    status: string,
    blockReason?: string,
    speed: Speed = { downKilobitsPerSecond: 0, upKilobitsPerSecond: 0 },
  ): Promise<void> {
    return this.fact(AccessStatusChangedSchema, {
      subscriberId,
      version,
      status,
      blockReason,
      speedDownKilobitsPerSecond: speed.downKilobitsPerSecond,
      speedUpKilobitsPerSecond: speed.upKilobitsPerSecond,
      at: new Date().toISOString(),
    });
  }

  /** Sets what is known before the gateway starts; publishes no fact. */
  settle(subscriberId: string, status: AccessStatus, ...macs: string[]): void {
    this.devices.set(subscriberId, { version: 1, macs });
    this.access.set(subscriberId, { version: 1, status });
  }

  private devicesOf(subscriberId: string) {
    const { version, macs } = this.devices.get(subscriberId) ?? { version: 0, macs: [] };
    return { version, items: macs.map((mac) => ({ deviceId: this.deviceIdOf(mac), subscriberId, mac })) };
  }

  private after(map: ReadonlyMap<string, unknown>, id: string): string[] {
    return [...map.keys()].filter((key) => key > id).sort();
  }

  private fact<F extends DescMessage>(schema: F, fact: MessageInitShape<F>): Promise<void> {
    return publishFact(this.nats, schema, fact, {
      id: newId(),
      at: new Date().toISOString(),
      source: 'spec',
    });
  }

  private answer(
    method: Rpc,
    reply: (request: Record<string, unknown>) => object,
    isOurs: () => boolean = () => true,
  ): void {
    this.nats.subscribe(subjectOf(method), {
      callback: (_error, message) => {
        const { data, id } = message.json<{ data: Record<string, unknown>; id: string }>();
        if (!this.answering || !isOurs()) return;
        message.respond(JSON.stringify({ id, isDisposed: true, response: { reply: reply(data) } }));
      },
    });
  }
}

export class SimulatedSite<Simulator extends SimulatedRouters> {
  private readonly gateways: Gateway[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'saring-gateway-'));

  private constructor(
    readonly stack: TestStack,
    readonly simulator: Simulator,
    readonly nats: NatsConnection,
    readonly residents: Residents,
    readonly messenger: Messenger,
  ) {}

  static async start<S extends SimulatedRouters>(simulator: S): Promise<SimulatedSite<S>> {
    const stack = await startTestStack();
    const nats = await connectNats(stack.natsUrl, 'spec');
    await ensureStreams(await nats.jetstreamManager());
    return new SimulatedSite(stack, simulator, nats, new Residents(nats), new Messenger(nats));
  }

  /** @param ports where the routers are reached, if not at the simulator itself. */
  async startGateway(
    env: Record<string, string> = {},
    ports?: readonly number[],
    clock: Clock = systemClock,
  ): Promise<Gateway> {
    const file = join(this.folder, 'routers.json');
    const routers = this.simulator.routers.map((router, index) => ({
      ...{ name: router.name, host: '127.0.0.1', port: ports?.[index] ?? router.apiPort, user: 'saring' },
      ...{ password: PASSWORD, site: router.site },
    }));
    writeFileSync(file, JSON.stringify(routers));
    const nats = await connectNats(this.stack.natsUrl, 'gateway');
    const quick = { ROUTERS_FILE: file, POLL_SECONDS: '0.2', SWEEP_SECONDS: '1', LEASE_SECONDS: '2' };
    const logger = createLogger(process.env['LOG_LEVEL'] ?? 'silent');
    const service = await startService(routerGateway, {
      env: { ...this.stack.env, ...quick, ...env },
      nats,
      logger,
      clock,
    });
    const gateway = {
      service,
      nats,
      stop: async () => {
        this.gateways.splice(this.gateways.indexOf(gateway), 1);
        await service.stop();
        await nats.close();
      },
    };
    this.gateways.push(gateway);
    return gateway;
  }

  /** The rows of ours in a menu of a router. */
  ours(menu: string, router = 0): Record<string, string>[] {
    const rows = (this.simulator.routers[router]?.rows(menu) ?? []) as Record<string, string>[];
    return rows.filter((row) => row['comment']?.startsWith('saring|'));
  }

  bindingOf(mac: string, router = 0): string | undefined {
    return this.ours('ip/hotspot/ip-binding', router).find((row) => row['mac-address'] === mac)?.['type'];
  }

  listsOf(address: string | undefined, router = 0): string[] {
    return this.ours('ip/firewall/address-list', router).flatMap((row) =>
      row['address'] === address ? [row['list'] ?? ''] : [],
    );
  }

  async routerId(index = 0): Promise<string> {
    const { items } = await this.messenger.request(rpc.listRouters, {});
    return items.find(({ name }) => name === this.simulator.routers[index]?.name)?.routerId ?? '';
  }

  /** One whole sweep of a router, for as long as it takes. */
  sweep(routerId: string) {
    return this.messenger.request(rpc.sweepRouter, { routerId }, PATIENCE_MILLISECONDS);
  }

  /** Every reading stored so far, in order. */
  async readings(): Promise<ReadingMessage[]> {
    const reader = new ReadingReader();
    return this.stored(OBSERVATIONS_STREAM, 'obs.', ({ data }) => reader.read(data) as ReadingMessage);
  }

  /** Facts of one kind, e.g. `fact.router_gateway.AccessApplied`. */
  facts<T = Record<string, unknown>>(subject: string): Promise<T[]> {
    return this.stored(FACTS_STREAM, subject, (message) => message.json<T>());
  }

  async close(): Promise<void> {
    for (const gateway of [...this.gateways]) await gateway.stop();
    await this.nats.close();
    await this.simulator.close();
    await this.stack.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async stored<T>(stream: string, subject: string, read: (message: StoredMsg) => T): Promise<T[]> {
    const manager = await this.nats.jetstreamManager();
    const { state } = await manager.streams.info(stream);
    const found: T[] = [];
    for (let seq = state.first_seq; seq <= state.last_seq; seq += 1) {
      const message = await manager.streams.getMessage(stream, { seq });
      if (message.subject.startsWith(subject)) found.push(read(message));
    }
    return found;
  }
}
