// counter.requests.ts — what operators ask of the counter: sales and cash drawers.
import { Controller, Inject } from '@nestjs/common';
import { Billing, type ReplyOf, type RequestOf } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { Answers, CLOCK } from '@saring/service-kit';
import { orderReply } from '../sales/order-reply';
import { StatusTokens } from '../sales/status-token';
import { Cashiers } from './cashiers';
import { Counter } from './counter';
import { Drawers, type DrawerRow } from './drawers';

type Methods = typeof Billing.method;
type Request<M extends keyof Methods> = RequestOf<Methods[M]>;
type Reply<M extends keyof Methods> = Promise<ReplyOf<Methods[M]>>;

const drawerReply = ({
  operatorId,
  version,
  drawer,
  expectedRupiah,
}: DrawerRow): ReplyOf<Methods['getDrawer']> => ({
  operatorId,
  version,
  site: drawer.site,
  open: drawer.isOpen,
  openedAt: drawer.openedAt ?? undefined,
  closedAt: drawer.closedAt ?? undefined,
  expectedRupiah,
  lastDifferenceRupiah: drawer.lastDifferenceRupiah,
});

@Controller()
export class CounterRequests {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly counter: Counter,
    private readonly drawers: Drawers,
    private readonly cashiers: Cashiers,
    private readonly tokens: StatusTokens,
  ) {}

  @Answers(Billing.method.sellAtCounter)
  async sellAtCounter(request: Request<'sellAtCounter'>): Reply<'sellAtCounter'> {
    const { row, changeRupiah } = await this.counter.sell(request);
    const token = this.tokens.tokenOf(row.orderId, new Date(row.sale.placedAt), this.clock.now());
    return { order: orderReply(row, token), changeRupiah };
  }

  @Answers(Billing.method.getDrawer)
  async getDrawer({ operatorId }: Request<'getDrawer'>): Reply<'getDrawer'> {
    return drawerReply(await this.drawers.find(operatorId));
  }

  @Answers(Billing.method.listDrawers)
  async listDrawers(): Reply<'listDrawers'> {
    return { items: (await this.drawers.list()).map(drawerReply) };
  }

  @Answers(Billing.method.openDrawer)
  async openDrawer(request: Request<'openDrawer'>): Reply<'openDrawer'> {
    const { commandId, actor, operatorId, floatRupiah, site } = request;
    const context = { commandId, actor, content: { floatRupiah, ...(site === '' ? {} : { site }) } };
    return drawerReply(await this.drawers.open(operatorId, { floatRupiah, site }, context));
  }

  @Answers(Billing.method.moveCash)
  async moveCash(request: Request<'moveCash'>): Reply<'moveCash'> {
    const { commandId, actor, operatorId, amountRupiah } = request;
    const reason = request.reason.trim();
    if (reason === '') throw new RefusalError('QUOTA.REASON_REQUIRED');
    if (amountRupiah === 0) throw new RefusalError('RUPIAH.INVALID');
    const context = { commandId, actor, content: { amountRupiah, in: request.in, reason } };
    const type = request.in ? 'PayIn' : 'PayOut';
    return drawerReply(await this.drawers.move(operatorId, { type, amountRupiah, reason }, context));
  }

  @Answers(Billing.method.closeDrawer)
  async closeDrawer(request: Request<'closeDrawer'>): Reply<'closeDrawer'> {
    const { commandId, actor, operatorId, countedRupiah } = request;
    const closing = { countedRupiah, note: request.note.trim(), handedTo: request.handedToId || null };
    if (closing.handedTo === operatorId)
      throw new RefusalError('REQUEST.INVALID', {
        errors: [{ field: 'handedToId', rule: 'isAnotherOperator' }],
      });
    if (closing.handedTo !== null) await this.cashiers.check(closing.handedTo);
    return drawerReply(await this.drawers.close(operatorId, closing, { commandId, actor, content: closing }));
  }
}
