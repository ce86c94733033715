// Fakes of the ledger and the gateway: specs set their answers.
import { Controller, Module } from '@nestjs/common';
import { QuotaLedger, RouterGateway, type OwedDebt, type ReplyOf, type RequestOf } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, type ServiceDefinition } from '@saring/service-kit';

type Ledger = typeof QuotaLedger.method;
type Gateway = typeof RouterGateway.method;

const GB = 1_073_741_824;
const initialWorld = () => ({
  /** Client address → MAC, as routers know it. */
  clients: new Map<string, string>(),
  quota: {
    status: 'active',
    grantedBytes: 5 * GB,
    usedBytes: GB,
    remainingBytes: 4 * GB,
    expiresAt: '2099-01-01T00:00:00.000Z',
    holdings: [
      { bytes: 3 * GB, expiresAt: '2098-01-01T00:00:00.000Z' },
      { bytes: GB, expiresAt: '2099-01-01T00:00:00.000Z' },
    ],
  } as ReplyOf<Ledger['getQuota']>,
  extensions: [] as RequestOf<Ledger['extendGrants']>[],
  grants: [] as RequestOf<Ledger['grantQuota']>[],
  settled: [] as RequestOf<Ledger['settleDebt']>[],
  debts: [] as OwedDebt[],
  usageZones: [] as (string | undefined)[],
  /** Of routers' books that were asked for. */
  bookRanges: [] as RequestOf<Ledger['getRouterBooks']>[],
  routerSite: undefined as string | undefined,
  anomalies: [] as RequestOf<Ledger['decideAnomaly']>[],
  possessions: new Map<string, string>(),
  accessApplied: true,
  isGatewayDown: false,
  /** Whom the router sees log in as a one-time user. */
  possessionMac: 'AA:00:00:00:00:99',
  proofAskers: [] as { readonly asker: string; readonly isDevice: boolean }[],
  /** MAC → whether routers see it now; others were never seen. */
  presence: new Map<string, boolean>(),
  /** Devices that have taken the free allowance of the day; null: none is offered. */
  freeDevices: null as string[] | null,
  freeTakings: [] as RequestOf<Ledger['takeFreeQuota']>[],
  /** Of everybody, as a gateway that filters nothing answers them. */
  lines: [] as Exclude<ReplyOf<Gateway['listLines']>['items'], undefined>[number][],
  /** Whose lines were asked for. */
  lineAskers: [] as (string | undefined)[],
  linePeriods: [] as RequestOf<Ledger['countLineUsage']>['lines'],
  newLines: [] as RequestOf<Gateway['createLines']>[],
  lineDays: [] as RequestOf<Ledger['getLineUsage']>[],
  newcomers: [] as { mac: string; address: string; name: string; appearedSecondsAgo: number }[],
});

export const world = initialWorld();

/** As every test finds it. */
export const resetWorld = (): void => void Object.assign(world, initialWorld());

@Controller()
class LedgerStandIn {
  @Answers(QuotaLedger.method.searchDebts)
  searchDebts({
    dueFrom,
    dueUntil,
    limit,
    cursor,
  }: RequestOf<Ledger['searchDebts']>): ReplyOf<Ledger['searchDebts']> {
    const found = world.debts.filter(
      ({ dueAt }) => (!dueFrom || dueAt >= dueFrom) && (!dueUntil || dueAt < dueUntil),
    );
    const from = Number(cursor ?? 0);
    return {
      items: found.slice(from, from + limit),
      ...(found.length > from + limit ? { nextCursor: String(from + limit) } : {}),
      totalDebts: found.length,
      totalSubscribers: new Set(found.map(({ subscriberId }) => subscriberId)).size,
      totalBytes: found.reduce((sum, { unpaidBytes }) => sum + unpaidBytes, 0),
      totalRupiah: found.reduce((sum, { unpaidRupiah }) => sum + unpaidRupiah, 0),
    };
  }

  @Answers(QuotaLedger.method.getQuota)
  async getQuota({ subscriberId }: RequestOf<Ledger['getQuota']>): Promise<ReplyOf<Ledger['getQuota']>> {
    return { ...world.quota, subscriberId };
  }
  @Answers(QuotaLedger.method.getFreeQuota)
  async getFreeQuota(): Promise<ReplyOf<Ledger['getFreeQuota']>> {
    return { offered: world.freeDevices !== null, bytes: GB, takenDeviceIds: world.freeDevices ?? [] };
  }
  @Answers(QuotaLedger.method.takeFreeQuota)
  async takeFreeQuota(
    request: RequestOf<Ledger['takeFreeQuota']>,
  ): Promise<ReplyOf<Ledger['takeFreeQuota']>> {
    world.freeTakings.push(request);
    return { version: 4 };
  }
  @Answers(QuotaLedger.method.getStatement)
  async getStatement({ limit }: RequestOf<Ledger['getStatement']>): Promise<ReplyOf<Ledger['getStatement']>> {
    return {
      lines: [
        { id: '1', at: '2026-11-21T07:00:00.000Z', cause: 'grant', amountBytes: limit, balanceAfterBytes: 5 },
      ],
      nextBefore: 'x',
    };
  }
  @Answers(QuotaLedger.method.countLineUsage)
  countLineUsage({ lines }: RequestOf<Ledger['countLineUsage']>): ReplyOf<Ledger['countLineUsage']> {
    world.linePeriods.push(...lines);
    return {
      items: lines.map(({ lineId }) => ({ lineId, uploadBytes: GB, downloadBytes: 4 * GB })),
    };
  }
  @Answers(QuotaLedger.method.getLineUsage)
  getLineUsage(asked: RequestOf<Ledger['getLineUsage']>): ReplyOf<Ledger['getLineUsage']> {
    world.lineDays.push(asked);
    const moved = { uploadBytes: 1, downloadBytes: 2, uncountedBytes: 0, sessions: 1, reboots: 0 };
    return { total: { day: '', ...moved }, days: [{ day: asked.fromDate, ...moved }] };
  }
  @Answers(QuotaLedger.method.getUsage)
  async getUsage({
    fromDate,
    timeZone,
  }: RequestOf<Ledger['getUsage']>): Promise<ReplyOf<Ledger['getUsage']>> {
    world.usageZones.push(timeZone);
    return { days: [{ date: fromDate, deviceId: 'd', bytesIn: 1, bytesOut: 2 }] };
  }
  @Answers(QuotaLedger.method.getUsageHours)
  async getUsageHours({
    from,
  }: RequestOf<Ledger['getUsageHours']>): Promise<ReplyOf<Ledger['getUsageHours']>> {
    return { hours: [{ hour: from, bytesIn: 1, bytesOut: 2 }] };
  }
  @Answers(QuotaLedger.method.getRouterBooks)
  async getRouterBooks(
    request: RequestOf<Ledger['getRouterBooks']>,
  ): Promise<ReplyOf<Ledger['getRouterBooks']>> {
    world.bookRanges.push(request);
    return { routerId: request.routerId, hours: [], total: { byHandBytes: 41 * GB } };
  }
  @Answers(QuotaLedger.method.grantQuota)
  async grantQuota(request: RequestOf<Ledger['grantQuota']>): Promise<ReplyOf<Ledger['grantQuota']>> {
    world.grants.push(request);
    return { version: 1, id: 'grant-1' };
  }
  @Answers(QuotaLedger.method.settleDebt)
  async settleDebt(request: RequestOf<Ledger['settleDebt']>): Promise<ReplyOf<Ledger['settleDebt']>> {
    world.settled.push(request);
    return { version: 3 };
  }
  @Answers(QuotaLedger.method.extendGrants)
  async extendGrants(request: RequestOf<Ledger['extendGrants']>): Promise<ReplyOf<Ledger['extendGrants']>> {
    world.extensions.push(request);
    return { version: 2 };
  }
  @Answers(QuotaLedger.method.decideAnomaly)
  async decideAnomaly(
    request: RequestOf<Ledger['decideAnomaly']>,
  ): Promise<ReplyOf<Ledger['decideAnomaly']>> {
    world.anomalies.push(request);
    return { version: 3 };
  }
}

@Controller()
class GatewayStandIn {
  @Answers(RouterGateway.method.findClient)
  async findClient({
    site,
    address,
  }: RequestOf<Gateway['findClient']>): Promise<ReplyOf<Gateway['findClient']>> {
    const mac = world.clients.get(address);
    if (world.isGatewayDown) throw new Error('down');
    if (!mac) throw new RefusalError('ROUTER.CLIENT_UNKNOWN');
    return { routerId: 'r', mac, address, site };
  }
  @Answers(RouterGateway.method.getAccess)
  async getAccess(): Promise<ReplyOf<Gateway['getAccess']>> {
    return {
      ...{ status: 'active', applied: world.accessApplied },
      pendingRouterIds: world.accessApplied ? [] : ['r'],
    };
  }
  @Answers(RouterGateway.method.inspectAccess)
  async inspectAccess(): Promise<ReplyOf<Gateway['inspectAccess']>> {
    return { status: 'active', routers: [], devices: [] };
  }
  @Answers(RouterGateway.method.disconnectDevice)
  async disconnectDevice(): Promise<ReplyOf<Gateway['disconnectDevice']>> {
    return { routerNames: ['Pondok 1'] };
  }
  @Answers(RouterGateway.method.fixAddress)
  async fixAddress({
    routerId,
    address,
  }: RequestOf<Gateway['fixAddress']>): Promise<ReplyOf<Gateway['fixAddress']>> {
    return { mac: 'AA:BB:CC:DD:EE:FF', routerId, routerName: 'Pondok 1', address };
  }
  @Answers(RouterGateway.method.freeAddress)
  async freeAddress(): Promise<ReplyOf<Gateway['freeAddress']>> {
    return {};
  }
  @Answers(RouterGateway.method.listFixedAddresses)
  async listFixedAddresses(): Promise<ReplyOf<Gateway['listFixedAddresses']>> {
    return { items: [] };
  }
  @Answers(RouterGateway.method.findPresence)
  async findPresence({
    macs,
  }: RequestOf<Gateway['findPresence']>): Promise<ReplyOf<Gateway['findPresence']>> {
    const lastSeenAt = '2026-11-20T01:00:00.000Z';
    return {
      items: macs.flatMap((mac) => {
        const online = world.presence.get(mac);
        return online === undefined ? [] : [{ mac, routerId: 'r', site: 'site-1', lastSeenAt, online }];
      }),
    };
  }
  @Answers(RouterGateway.method.listNewcomers)
  async listNewcomers(): Promise<ReplyOf<Gateway['listNewcomers']>> {
    return { routerId: 'r', items: world.newcomers };
  }
  @Answers(RouterGateway.method.startPossession)
  async startPossession({
    returnUrl,
    asker,
    isDevice,
  }: RequestOf<Gateway['startPossession']>): Promise<ReplyOf<Gateway['startPossession']>> {
    const possessionId = newId();
    world.possessions.set(possessionId, world.possessionMac);
    world.proofAskers.push({ asker, isDevice });
    const dst = `${returnUrl}?proof=${possessionId}`;
    return { possessionId, loginUrl: `http://router/login?dst=${dst}`, expiresInSeconds: 60 };
  }
  @Answers(RouterGateway.method.finishPossession)
  async finishPossession({
    possessionId,
  }: RequestOf<Gateway['finishPossession']>): Promise<ReplyOf<Gateway['finishPossession']>> {
    const mac = world.possessions.get(possessionId);
    world.possessions.delete(possessionId);
    if (!mac) throw new RefusalError('ROUTER.POSSESSION_NOT_PROVED');
    return { routerId: 'r', mac, address: '10.5.50.99', site: 'main' };
  }
  @Answers(RouterGateway.method.endPossession)
  async endPossession({
    possessionId,
  }: RequestOf<Gateway['endPossession']>): Promise<ReplyOf<Gateway['endPossession']>> {
    world.possessions.delete(possessionId);
    return {};
  }
  @Answers(RouterGateway.method.listRouters)
  async listRouters(): Promise<ReplyOf<Gateway['listRouters']>> {
    const router = { routerId: '00000000-0000-4000-8000-000000000001', name: 'rb', state: 'online' };
    return { items: [{ ...router, site: world.routerSite }] };
  }
  @Answers(RouterGateway.method.listLines)
  async listLines({ subscriberId }: RequestOf<Gateway['listLines']>): Promise<ReplyOf<Gateway['listLines']>> {
    if (world.isGatewayDown) throw new Error('down');
    world.lineAskers.push(subscriberId);
    return { items: world.lines };
  }
  @Answers(RouterGateway.method.createLines)
  async createLines(request: RequestOf<Gateway['createLines']>): Promise<ReplyOf<Gateway['createLines']>> {
    const { rows } = request;
    world.newLines.push(request);
    const shown = rows.map(({ fileRow, username, phone }) => ({
      ...{ fileRow, username, refusal: phone === '' ? 'PHONE.INVALID' : '' },
    }));
    return { rows: shown, made: 0, faulty: shown.filter(({ refusal }) => refusal !== '').length };
  }
  @Answers(RouterGateway.method.getLineReading)
  async getLineReading(): Promise<ReplyOf<Gateway['getLineReading']>> {
    const findings = [{ kind: 'profile_missing', username: 'pak-budi' }];
    return {
      readAt: '2026-11-28T03:00:00.000Z',
      secrets: 3,
      foreign: 1,
      online: 2,
      findings,
      totalFindings: 1,
    };
  }
  @Answers(RouterGateway.method.getLine)
  async getLine({ lineId }: RequestOf<Gateway['getLine']>): Promise<ReplyOf<Gateway['getLine']>> {
    const found = world.lines.find((line) => line.lineId === lineId);
    if (!found) throw new RefusalError('LINE.UNKNOWN');
    return found;
  }
  @Answers(RouterGateway.method.listByHand)
  async listByHand(): Promise<ReplyOf<Gateway['listByHand']>> {
    return {
      items: [{ bindingId: '*1', mac: 'AA:00:00:00:00:01', comment: 'kamera', bytes: GB, online: true }],
    };
  }
}

@Module({ controllers: [LedgerStandIn] })
class LedgerModule {}
@Module({ controllers: [GatewayStandIn] })
class GatewayModule {}

export const ledgerStandIn: ServiceDefinition = {
  ...{ name: 'quota-ledger', module: LedgerModule, settings: QuotaLedger.method },
};
export const gatewayStandIn: ServiceDefinition = {
  ...{ name: 'router-gateway', module: GatewayModule, settings: RouterGateway.method },
};
