// configurations.requests.ts — the configurations of a router: seen, compared, read now, known of.
import { Controller } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { isUuid } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers } from '@saring/service-kit';
import { RouterWork } from '../routers/router-work';
import { Routers } from '../routers/routers';
import { configurationChanges } from './configuration-changes';
import { RouterConfigurations, type ConfigurationRow } from './configurations';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
type Shown = ReplyOf<Rpcs['getConfiguration']>;
const LARGEST_PAGE = 200;

const shown = (row: ConfigurationRow, text = ''): Shown => ({
  configurationId: row.configuration_id,
  routerId: row.router_id,
  takenAt: row.taken_at.toISOString(),
  seenAt: row.seen_at.toISOString(),
  digest: row.digest,
  lines: row.content.split('\n').length - 1,
  accepted: row.accepted,
  ...(row.accepted_by === null ? {} : { acceptedBy: row.accepted_by }),
  text,
});

@Controller()
export class ConfigurationRequests {
  constructor(
    private readonly routers: Routers,
    private readonly configurations: RouterConfigurations,
    private readonly work: RouterWork,
  ) {}

  @Answers(rpc.listConfigurations)
  async list({
    routerId,
    limit,
    before,
  }: RequestOf<Rpcs['listConfigurations']>): Promise<ReplyOf<Rpcs['listConfigurations']>> {
    await this.routers.known(routerId);
    if (before !== undefined && !isUuid(before)) throw new RefusalError('ROUTER.CONFIGURATION_UNKNOWN');
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const rows = await this.configurations.list(routerId, size + 1, before ?? null);
    const page = rows.slice(0, size);
    const last = rows.length > size ? page.at(-1) : undefined;
    return { items: page.map((row) => shown(row)), ...(last ? { nextBefore: last.configuration_id } : {}) };
  }

  @Answers(rpc.getConfiguration)
  async get(request: RequestOf<Rpcs['getConfiguration']>): Promise<Shown> {
    const row = await this.find(request.routerId, request.configurationId);
    return shown(row, row.content);
  }

  @Answers(rpc.getConfigurationChanges)
  async changes({
    routerId,
    from,
    to,
  }: RequestOf<Rpcs['getConfigurationChanges']>): Promise<ReplyOf<Rpcs['getConfigurationChanges']>> {
    const [before, after] = [await this.find(routerId, from), await this.find(routerId, to)];
    return { items: [...configurationChanges(before.content, after.content)] };
  }

  @Answers(rpc.saveConfiguration)
  async save({ routerId }: RequestOf<Rpcs['saveConfiguration']>): Promise<Shown> {
    await this.routers.known(routerId);
    await this.work.orRefuse(routerId, 'saveConfiguration');
    const newest = await this.configurations.newest(routerId);
    if (!newest) throw new RefusalError('ROUTER.UNREACHABLE', { routerId });
    return shown(newest, newest.content);
  }

  @Answers(rpc.acceptConfiguration)
  async accept({ routerId, configurationId, actor }: RequestOf<Rpcs['acceptConfiguration']>): Promise<Shown> {
    const row = await this.find(routerId, configurationId);
    await this.configurations.accept(routerId, row, actor);
    return shown(await this.find(routerId, configurationId));
  }

  private async find(routerId: string, configurationId: string): Promise<ConfigurationRow> {
    await this.routers.known(routerId);
    const row = isUuid(configurationId)
      ? await this.configurations.find(routerId, configurationId)
      : undefined;
    if (!row) throw new RefusalError('ROUTER.CONFIGURATION_UNKNOWN');
    return row;
  }
}
