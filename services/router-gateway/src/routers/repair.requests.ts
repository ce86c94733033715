// repair.requests.ts — what a repair of a router would write, and the repair of one row of it.
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { toInstant, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import { HandledCommands } from './handled-commands.rows';
import { Routers } from './routers';
import { RouterWork } from './router-work';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;
type Shown = ReplyOf<Rpcs['previewRepair']>;

@Controller()
export class RepairRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly routers: Routers,
    private readonly commands: HandledCommands,
    private readonly work: RouterWork,
  ) {}

  @Answers(rpc.previewRepair)
  async preview({ routerId }: RequestOf<Rpcs['previewRepair']>): Promise<Shown> {
    await this.routers.known(routerId);
    const items = [...(await this.work.orRefuse(routerId, 'preview'))];
    return { routerId, sweptAt: toInstant(this.clock.now()), items, pendingCommands: items.length };
  }

  @Answers(rpc.repairRow)
  async repair({ routerId, key, commandId }: RequestOf<Rpcs['repairRow']>): Promise<Shown> {
    await this.routers.known(routerId);
    const { fresh } = await this.commands.once(commandId, { routerId, key }, routerId);
    if (fresh) await this.repairOnce(routerId, key, commandId);
    return this.preview({ routerId } as RequestOf<Rpcs['previewRepair']>);
  }

  private async repairOnce(routerId: string, key: string, commandId: string): Promise<void> {
    try {
      if (!(await this.work.orRefuse(routerId, 'repair', key))) throw new RefusalError('ROUTER.PLAN_CHANGED');
    } catch (error) {
      await this.commands.forget(commandId);
      throw error;
    }
  }
}
