// provisioning.requests.ts — a router that is to carry a hotspot: what it lacks, doing it, undoing it.
import { Controller, Inject } from '@nestjs/common';
import { RouterGateway, type ReplyOf, type RequestOf } from '@saring/contracts';
import { contentHash } from '@saring/event-sourcing';
import { idFrom, isUuid, type Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import { consoleLine, type ProvisioningPlan, type ProvisioningWishes } from '../domain/provisioning';
import { RouterWork } from '../routers/router-work';
import { Routers } from '../routers/routers';
import { Provisionings, type ProvisioningRow } from './provisionings.rows';

const rpc = RouterGateway.method;
type Rpcs = typeof rpc;

type Asked = { readonly interface: string; readonly address: string; readonly mostConnections: number };

const wishesOf = ({ interface: name, address, mostConnections }: Asked): ProvisioningWishes => {
  return { interface: name, address, mostConnections };
};

const hashOf = ({ steps }: ProvisioningPlan): string => contentHash(steps);

const shownSteps = (steps: ProvisioningPlan['steps']) =>
  steps.map((step) => ({ part: step.part, command: consoleLine(step) }));

const shown = (row: ProvisioningRow): ReplyOf<Rpcs['undoProvisioning']> => ({
  provisioningId: row.provisioning_id,
  routerId: row.router_id,
  state: row.state,
  begunAt: row.begun_at.toISOString(),
  actor: row.actor,
  steps: shownSteps(row.steps),
  stepsDone: row.steps_done,
  refusal: row.refusal,
  left: [...row.left_behind],
});

@Controller()
export class ProvisioningRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly routers: Routers,
    private readonly provisionings: Provisionings,
    private readonly work: RouterWork,
  ) {}

  @Answers(rpc.listInterfaces)
  async interfaces({
    routerId,
  }: RequestOf<Rpcs['listInterfaces']>): Promise<ReplyOf<Rpcs['listInterfaces']>> {
    await this.routers.known(routerId);
    const items = await this.work.orRefuse(routerId, 'interfaces');
    return { at: this.clock.now().toISOString(), items: [...items] };
  }

  @Answers(rpc.previewProvisioning)
  async preview(
    request: RequestOf<Rpcs['previewProvisioning']>,
  ): Promise<ReplyOf<Rpcs['previewProvisioning']>> {
    const plan = await this.plan(request.routerId, wishesOf(request));
    return {
      planHash: hashOf(plan),
      steps: shownSteps(plan.steps),
      faults: [...plan.faults],
      warnings: [...plan.warnings],
      script: plan.steps.map((step) => `${consoleLine(step)}\n`).join(''),
    };
  }

  @Answers(rpc.provisionRouter)
  async provision(request: RequestOf<Rpcs['provisionRouter']>): Promise<ReplyOf<Rpcs['provisionRouter']>> {
    const { routerId, commandId, actor, planHash } = request;
    const provisioningId = idFrom('provisioning', routerId, commandId);
    await this.routers.known(routerId);
    const earlier = await this.provisionings.find(routerId, provisioningId);
    if (earlier) return shown(earlier);
    const plan = await this.plan(routerId, wishesOf(request));
    if (plan.faults.length > 0)
      throw new RefusalError('ROUTER.CANNOT_PROVISION', { faults: plan.faults.join(', ') });
    if (hashOf(plan) !== planHash) throw new RefusalError('ROUTER.PLAN_CHANGED');
    const head = { provisioning_id: provisioningId, router_id: routerId, actor, begun_at: this.clock.now() };
    if (await this.provisionings.begin({ ...head, steps: plan.steps })) {
      const { stepsDone, refusal } = await this.work.orRefuse(routerId, 'provision', plan.steps);
      await this.provisionings.end(provisioningId, stepsDone, refusal);
    }
    return this.show(routerId, provisioningId);
  }

  /** Also one whose end is not known: what was not made is not found, and nothing is done about it. */
  @Answers(rpc.undoProvisioning)
  async undo({
    routerId,
    provisioningId,
  }: RequestOf<Rpcs['undoProvisioning']>): Promise<ReplyOf<Rpcs['undoProvisioning']>> {
    await this.routers.known(routerId);
    const row = await this.find(routerId, provisioningId);
    if (row.state === 'undone') return shown(row);
    const left = await this.work.orRefuse(routerId, 'unprovision', row.steps);
    await this.provisionings.undone(provisioningId, left);
    return this.show(routerId, provisioningId);
  }

  @Answers(rpc.listProvisionings)
  async list({
    routerId,
  }: RequestOf<Rpcs['listProvisionings']>): Promise<ReplyOf<Rpcs['listProvisionings']>> {
    await this.routers.known(routerId);
    return { items: (await this.provisionings.list(routerId)).map(shown) };
  }

  private async plan(routerId: string, wishes: ProvisioningWishes): Promise<ProvisioningPlan> {
    await this.routers.known(routerId);
    return this.work.orRefuse(routerId, 'planProvisioning', wishes);
  }

  private async show(routerId: string, provisioningId: string): Promise<ReplyOf<Rpcs['undoProvisioning']>> {
    return shown(await this.find(routerId, provisioningId));
  }

  private async find(routerId: string, provisioningId: string): Promise<ProvisioningRow> {
    const row = isUuid(provisioningId) ? await this.provisionings.find(routerId, provisioningId) : undefined;
    if (!row) throw new RefusalError('ROUTER.PROVISIONING_UNKNOWN');
    return row;
  }
}
