// candidates.controller.ts — PPPoE secrets of a router that could become lines, with whose they may be and of which package;
// taken over one by one, with a subscription where one is asked for.
import { Body, Controller, Get, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AdoptLineRequestSchema,
  AuthOtp,
  Billing,
  LineCandidateSchema,
  LineSchema,
  RouterGateway,
  StartSubscriptionRequestSchema,
  type Package,
} from '@saring/contracts';
import { idFrom } from '@saring/kernel';
import { Messenger, UnavailableError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, arrayOf, extended, objectOf } from '../http/api-route';
import { TEXT, WHOLE } from '../http/api-schema';
import { Field, OptionalField } from '../http/body-fields';
import { RequiredKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, needPermission, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';
import { SubscriberNames } from '../subscribers/subscriber-names';
import { proposedPackage } from './package-proposals';

const rpc = RouterGateway.method;
/** A router is read and written while the caller waits. */
const ROUTER_MILLISECONDS = 30_000;
/** As a subscription is begun for operators. */
const MONTHLY = { unit: 'month', count: 1, issueDaysBefore: 7, graceDays: 3 } as const;
const start = StartSubscriptionRequestSchema.field;
const CANDIDATES = objectOf({
  total: WHOLE,
  items: arrayOf(
    extended(LineCandidateSchema, {
      ...{ proposedSubscriberName: TEXT, proposedPackageId: TEXT, proposedPackageName: TEXT },
      proposedPriceRupiah: WHOLE,
    }),
  ),
});

class AdoptLineBody {
  @Field(AdoptLineRequestSchema.field.username) username!: string;
  @Field(AdoptLineRequestSchema.field.subscriberId) subscriberId!: string;
  @OptionalField(start.packageId) packageId?: string;
  @OptionalField(start.priceRupiah, { example: 150_000 }) priceRupiah?: number;
  @OptionalField(start.startsOn, { example: '2026-12-01' }) startsOn?: string;
}

@ApiTags('lines')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers/:routerId/line-candidates')
export class CandidatesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly names: SubscriberNames,
  ) {}

  /** A package is proposed where the profile of the secret says one by its name or its speed; `""`: a person chooses. */
  @ApiRoute('PPPoE secrets of a router that are nobody’s line', { schema: CANDIDATES, unpaged: 'one router' })
  @Get()
  @Permit('lines:read')
  async list(@Param('routerId', UuidPipe) routerId: string, @CurrentOperator() { permissions }: Operator) {
    const asked = this.messenger.request(rpc.listLineCandidates, { routerId }, ROUTER_MILLISECONDS);
    const [{ total, items }, packages] = await Promise.all([asked, this.packages()]);
    const ids = items.flatMap(({ proposedSubscriberId }) => proposedSubscriberId ?? []);
    const names = permissions.includes('subscribers:read') ? await this.names.of(ids) : new Map();
    return {
      total,
      items: items.map((one) => {
        const found = proposedPackage(one, packages);
        return {
          ...plain(one),
          proposedSubscriberName: names.get(one.proposedSubscriberId ?? '')?.name ?? '',
          ...{ proposedPackageId: found?.packageId ?? '', proposedPackageName: found?.name ?? '' },
          proposedPriceRupiah: found?.priceRupiah ?? 0,
        };
      }),
    };
  }

  /**
   * Nothing changes on the router but the comment of the secret. With a package its subscription begins, too, by months:
   * sent again with the same key, whatever of both is missing is done, and nothing twice.
   */
  @ApiRoute('Take over a PPPoE secret as the line of a subscriber', LineSchema)
  @Post()
  @Permit('lines:write')
  async adopt(
    @Param('routerId', UuidPipe) routerId: string,
    @Body() body: AdoptLineBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<object> {
    const { username, subscriberId, packageId, priceRupiah, startsOn } = body;
    if (packageId !== undefined) needPermission(request, 'bills:write');
    const head = commandOf(operator, key);
    const command = { ...head, routerId, username, subscriberId };
    const line = await this.messenger.request(rpc.adoptLine, command, ROUTER_MILLISECONDS);
    if (packageId === undefined) return plain(line);
    const { site } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    await this.messenger.request(
      Billing.method.startSubscription,
      {
        ...{ ...MONTHLY, packageId, subscriberId, site, lineId: line.lineId, actor: head.actor },
        ...(priceRupiah === undefined ? {} : { priceRupiah }),
        ...(startsOn === undefined ? {} : { startsOn }),
        commandId: idFrom('adopted-subscription', head.commandId),
      },
      ROUTER_MILLISECONDS,
    );
    return plain(line);
  }

  /** None while billing does not answer: then nothing is proposed. */
  private async packages(): Promise<readonly Package[]> {
    try {
      const { items } = await this.messenger.request(Billing.method.listPackages, {});
      return items;
    } catch (error) {
      if (error instanceof UnavailableError) return [];
      throw error;
    }
  }
}
