// router-tables.requests.ts — a router's own tables as they are now, and what the gateway wrote there within a day.
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid, ROUTER_TABLES } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { Routers } from './routers';
import { RouterWork } from './router-work';
import { RouterWrites, type WriteRow } from './router-writes.rows';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
const LARGEST_PAGE = 200;

const sizeOf = (limit: number): number => Math.min(Math.max(limit, 1), LARGEST_PAGE);

const shown = ({ at, subscriberId, deviceId, ...write }: WriteRow) => ({
  ...{ ...write, at: at.toISOString() },
  ...(subscriberId === '' ? {} : { subscriberId }),
  ...(deviceId === '' ? {} : { deviceId }),
});

@Controller()
export class RouterTableRequests {
  constructor(
    private readonly routers: Routers,
    private readonly writes: RouterWrites,
    private readonly work: RouterWork,
  ) {}

  @Answers(rpc.listRouterRows)
  async rows({
    routerId,
    table,
    query,
    offset,
    limit,
  }: RequestOf<Rpcs['listRouterRows']>): Promise<ReplyOf<Rpcs['listRouterRows']>> {
    await this.routers.known(routerId);
    const known = ROUTER_TABLES.find((one) => one === table);
    if (!known) throw new RefusalError('REQUEST.NOT_FOUND');
    const asked = { table: known, query, offset: Math.max(0, offset), limit: sizeOf(limit) };
    const { at, total, items } = await this.work.orRefuse(routerId, 'rows', asked);
    return { at, total, items: [...items] };
  }

  @Answers(rpc.listRouterWrites)
  async written({
    routerId,
    limit,
    before,
  }: RequestOf<Rpcs['listRouterWrites']>): Promise<ReplyOf<Rpcs['listRouterWrites']>> {
    await this.routers.known(routerId);
    const size = sizeOf(limit);
    const from = before !== undefined && isUuid(before) ? before : null;
    const rows = await this.writes.list(routerId, size + 1, from);
    const page = rows.slice(0, size);
    const last = rows.length > size ? page.at(-1) : undefined;
    return { items: page.map(shown), ...(last ? { nextBefore: last.writeId } : {}) };
  }
}
