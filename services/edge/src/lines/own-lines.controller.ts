// own-lines.controller.ts — the PPPoE lines of who asks: no secret, and nothing of the router.
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import { RouterGateway, type Line } from '@saring/contracts';
import { LINE_STATES } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import { ApiRoute, arrayOf, objectOf, orNull } from '../http/api-route';
import {
  BOOLEAN,
  INSTANT,
  INSTANT_OR_NULL,
  oneOf,
  personal,
  TEXT,
  TEXT_OR_NULL,
  UUID,
  WHOLE,
} from '../http/api-schema';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { Shop } from '../shop/shop';
import { LineUsages } from './line-usages';

/** Nobody has more. */
const MOST_LINES = 100;
/** The gateway asks the routers for the sessions. */
const LOOKUP_MILLISECONDS = 10_000;

/** Speeds: 0 is no limit, null one that the router sets; `online` null: the router does not say. */
const OWN_LINES = objectOf({
  items: arrayOf(
    objectOf({
      ...{ lineId: UUID, name: TEXT, state: oneOf(LINE_STATES) },
      ...{ suspendedByHand: BOOLEAN, heldForBill: BOOLEAN, heldForQuota: BOOLEAN, slowed: BOOLEAN },
      quotaBytes: { ...WHOLE, description: 'of the month; 0: no limit' },
      downloadKilobitsPerSecond: { type: ['integer', 'null'] },
      uploadKilobitsPerSecond: { type: ['integer', 'null'] },
      online: { type: ['boolean', 'null'] },
      onlineSince: INSTANT_OR_NULL,
      address: { ...TEXT_OR_NULL, ...personal('address') },
      usage: {
        ...orNull(objectOf({ since: INSTANT, uploadBytes: WHOLE, downloadBytes: WHOLE })),
        description: 'of the month; null: not known now',
      },
    }),
  ),
  payPath: { ...TEXT_OR_NULL, description: 'where a bill that holds a line is paid; null: none does' },
});

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/lines')
export class OwnLinesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly shop: Shop,
    private readonly usages: LineUsages,
  ) {}

  @ApiRoute('The own PPPoE lines, each with its session', {
    schema: OWN_LINES,
    unpaged: 'the lines of one subscriber',
  })
  @Get()
  async lines(@CurrentSubscriber() { subscriberId }: AccessClaims) {
    const request = { subscriberId, limit: MOST_LINES };
    const page = await this.messenger.request(RouterGateway.method.listLines, request, LOOKUP_MILLISECONDS);
    const own = page.items.filter((line) => line.subscriberId === subscriberId);
    const isHeld = own.some(({ heldForBill }) => heldForBill);
    const [usage, payPath] = await Promise.all([
      this.usageOf(own),
      isHeld ? this.payPath(subscriberId) : null,
    ]);
    const items = own.map((line) => ({ ...shown(line), usage: usage.get(line.lineId) ?? null }));
    return { items, payPath };
  }

  /** The lines are shown while the ledger does not answer. */
  private async usageOf(lines: readonly Line[]): ReturnType<LineUsages['ofPeriod']> {
    try {
      return await this.usages.ofPeriod(lines);
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return new Map();
      throw error;
    }
  }

  /** The lines are shown while billing does not answer. */
  private async payPath(subscriberId: string): Promise<string | null> {
    try {
      const { payPath, owedRupiah } = await this.shop.bills(subscriberId);
      return owedRupiah > 0 ? payPath || null : null;
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return null;
      throw error;
    }
  }
}

const shown = (line: Line) => {
  const { lineId, username: name, state, sessionAddress, onlineSince } = line;
  const { suspendedByHand, heldForBill, heldForQuota, slowed } = line;
  const isOnline = sessionAddress !== '';
  // A line that was taken over keeps the speed of its profile, which the gateway does not know.
  const speed = (kilobits: number) => (line.profile === '' ? kilobits : null);
  return {
    ...{ lineId, name, state, suspendedByHand, heldForBill, heldForQuota, slowed },
    quotaBytes: line.quota?.bytes ?? 0,
    downloadKilobitsPerSecond: speed(line.downloadKilobitsPerSecond),
    uploadKilobitsPerSecond: speed(line.uploadKilobitsPerSecond),
    online: isOnline || (line.standing === 'unreachable' ? null : false),
    onlineSince: onlineSince || null,
    // A suspended line comes up without its fixed address.
    address: sessionAddress || (state === 'active' && line.address) || null,
  };
};
