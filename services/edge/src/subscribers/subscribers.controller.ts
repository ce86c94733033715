import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  DeviceSchema,
  FixedAddressSchema,
  QuotaLedger,
  SubscriberSchema,
  type Subscriber,
} from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import type { FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { AtLeast } from '../http/at-least';
import { HELD_ACCESS, STATEMENT, USAGE, USAGE_HOURS } from '../http/replies';
import { BOOLEAN, INSTANT_OR_NULL, WHOLE } from '../http/api-schema';
import { ApiRoute, arrayOf, extended, objectOf, orNull, pageOf } from '../http/api-route';
import { DeviceStandings } from '../captive/device-status';
import { DevicePresence } from '../captive/device-presence';
import { RecordBefore } from '../audit/audit-trail';
import { actorOf, commandOf } from '../operators/actor';
import { CommandKey } from '../http/command-key';
import { RequestContexts } from '../http/request-context';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, readsMasked, type Operator } from '../operators/operator-sessions';
import {
  plain,
  QuotaReply,
  QuotaViews,
  StatementQuery,
  UsageHoursQuery,
  UsageQuery,
  VERSION_OR_NULL,
} from '../quota/quota-views';
import { phoneOf } from './phone-of';
import {
  ApprovalBody,
  BlockBody,
  CreateBody,
  FilterQuery,
  ListQuery,
  PhoneBody,
  ReasonBody,
  SUBSCRIBER_PAGE,
  UpdateBody,
} from './subscriber-bodies';

const CHANGED = { schema: extended(SubscriberSchema, { version: VERSION_OR_NULL }) };
/** Beyond so many matches the list says "more than". */
const MOST_COUNTED = 1_000;
const COUNT = { schema: objectOf({ matches: WHOLE, more: BOOLEAN }) };

@ApiTags('subscribers')
@UseGuards(OperatorGuard)
@Controller('api/v1/subscribers')
export class SubscribersController {
  constructor(
    private readonly messenger: Messenger,
    private readonly views: QuotaViews,
    private readonly presence: DevicePresence,
    private readonly contexts: RequestContexts,
    private readonly standings: DeviceStandings,
  ) {}

  @ApiRoute('Subscribers, by what is looked for', pageOf(SubscriberSchema))
  @Get()
  @Permit('subscribers:read')
  async list(
    @Query() { phone, cursor = '', limit = SUBSCRIBER_PAGE.standard, ...filter }: ListQuery,
    @CurrentOperator() operator: Operator,
  ) {
    if (phone !== undefined) return { items: await this.byPhone(phone), nextCursor: null };
    const page = await this.messenger.request(AuthOtp.method.listSubscribers, {
      ...{ ...filter, afterId: cursor, limit },
      wholeNumbers: readsMasked(operator),
    });
    return { items: page.items.map(plain), nextCursor: page.nextAfterId ?? null };
  }

  @ApiRoute('How many subscribers match, up to a bound', COUNT)
  @Get('count')
  @Permit('subscribers:read')
  async count(@Query() { phone, ...filter }: FilterQuery, @CurrentOperator() operator: Operator) {
    if (phone !== undefined) return { matches: (await this.byPhone(phone)).length, more: false };
    const { subscriberIds } = await this.messenger.request(AuthOtp.method.findSubscriberIds, {
      ...{ ...filter, limit: MOST_COUNTED + 1 },
      wholeNumbers: readsMasked(operator),
    });
    const { length } = subscriberIds;
    return { matches: Math.min(length, MOST_COUNTED), more: length > MOST_COUNTED };
  }

  @ApiRoute('Add a subscriber', CHANGED)
  @Post()
  @Permit('subscribers:create')
  async create(
    @Body() body: CreateBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ) {
    const command = { site: this.contexts.of(request).site, ...body, ...commandOf(operator, key) };
    return this.changed(await this.messenger.request(AuthOtp.method.createSubscriber, command));
  }

  @ApiRoute('One subscriber', SubscriberSchema)
  @Get(':subscriberId')
  @Permit('subscribers:read')
  async get(@Param('subscriberId', UuidPipe) subscriberId: string) {
    return plain(await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId }));
  }

  @ApiRoute('Change a subscriber', CHANGED)
  @Patch(':subscriberId')
  @RecordBefore<SubscribersController>((self, { subscriberId = '' }) => self.get(subscriberId))
  @Permit('subscribers:update')
  async update(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: UpdateBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = {
      subscriberId,
      ...body,
      ...commandOf(operator, key),
    };
    return this.changed(await this.messenger.request(AuthOtp.method.updateSubscriber, command));
  }

  @ApiRoute('Approve or reject a subscriber', CHANGED)
  @Post(':subscriberId/approval')
  @HttpCode(200)
  @Permit('subscribers:approve')
  async decideApproval(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { approve, reason = '' }: ApprovalBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = {
      ...commandOf(operator, key),
      subscriberId,
      approve,
      reason,
    };
    return this.changed(await this.messenger.request(AuthOtp.method.decideApproval, command));
  }

  @ApiRoute('Block a subscriber', CHANGED)
  @Post(':subscriberId/block')
  @HttpCode(200)
  @Permit('subscribers:block')
  async block(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { reason, hardBlock = false }: BlockBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), subscriberId, reason };
    const blocked = await this.messenger.request(AuthOtp.method.blockSubscriber, { ...command, hardBlock });
    return this.changed(blocked);
  }

  @ApiRoute('Unblock a subscriber', CHANGED)
  @Post(':subscriberId/unblock')
  @HttpCode(200)
  @Permit('subscribers:block')
  async unblock(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { reason }: ReasonBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), subscriberId, reason };
    return this.changed(await this.messenger.request(AuthOtp.method.unblockSubscriber, command));
  }

  /** Account, devices and statement stay; both numbers get a message. */
  @ApiRoute('Give an account another number', CHANGED)
  @Put(':subscriberId/phone')
  @RecordBefore<SubscribersController>((self, { subscriberId = '' }) => self.get(subscriberId))
  @Permit('subscribers:phone')
  async setPhone(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { phone, reason }: PhoneBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), subscriberId, reason };
    return this.changed(await this.messenger.request(AuthOtp.method.setPhone, { ...command, phone }));
  }

  /** For a number that has another holder now: the account stays without it, its devices and sessions end. */
  @ApiRoute('Take the number from an account', CHANGED)
  @Post(':subscriberId/phone/release')
  @HttpCode(200)
  @Permit('subscribers:phone')
  async releasePhone(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { reason }: ReasonBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), subscriberId, reason };
    return this.changed(await this.messenger.request(AuthOtp.method.releasePhone, command));
  }

  /** Codes that strangers asked for, or wrong tries, no longer keep this number from logging in. */
  @ApiRoute('Lift the limits on codes of a number', null)
  @Post(':subscriberId/otp-limits/lift')
  @HttpCode(204)
  @Permit('otp-limits:lift')
  async liftOtpLimits(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { reason }: ReasonBody,
    @CurrentOperator() operator: Operator,
  ): Promise<void> {
    const phone = await phoneOf(this.messenger, subscriberId);
    const lift = { phone, reason, actor: actorOf(operator) };
    await this.messenger.request(AuthOtp.method.liftOtpLimits, lift);
  }

  @ApiRoute('What a subscriber has left', QuotaReply)
  @Get(':subscriberId/quota')
  @Permit('quota:read')
  quota(@Param('subscriberId', UuidPipe) subscriberId: string, @AtLeast() atLeast: number | undefined) {
    return this.views.quota(subscriberId, atLeast);
  }

  @ApiRoute("Every change of a subscriber's balance, newest first", STATEMENT)
  @Get(':subscriberId/statement')
  @Permit('quota:read')
  statement(@Param('subscriberId', UuidPipe) subscriberId: string, @Query() query: StatementQuery) {
    return this.views.statement(subscriberId, query);
  }

  @ApiRoute("A subscriber's usage by hour", USAGE_HOURS)
  @Get(':subscriberId/usage/hours')
  @Permit('quota:read')
  async usageHours(@Param('subscriberId', UuidPipe) subscriberId: string, @Query() query: UsageHoursQuery) {
    const { hours } = await this.messenger.request(QuotaLedger.method.getUsageHours, {
      subscriberId,
      ...query,
    });
    return { items: hours.map(plain) };
  }

  @ApiRoute("A subscriber's usage by day and device", USAGE)
  @Get(':subscriberId/usage')
  @Permit('quota:read')
  usage(@Param('subscriberId', UuidPipe) subscriberId: string, @Query() query: UsageQuery) {
    return this.views.usage(subscriberId, query);
  }

  /** Not applied while the routers hold an older decision than the ledger has made. */
  @ApiRoute('Whether the routers hold what a subscriber may have', {
    schema: HELD_ACCESS,
    unpaged: 'the routers of one business',
  })
  @Get(':subscriberId/access')
  @Permit('quota:read')
  access(@Param('subscriberId', UuidPipe) subscriberId: string, @AtLeast() atLeast: number | undefined) {
    return this.standings.accessOf(subscriberId, atLeast);
  }

  /** Presence, last seen and fixed addresses are the routers' word; null where none has seen it, or none answers. */
  @ApiRoute("A subscriber's devices", {
    schema: objectOf({
      limit: WHOLE,
      items: arrayOf(
        extended(DeviceSchema, {
          ...{ online: BOOLEAN, lastSeenAt: INSTANT_OR_NULL },
          fixedAddresses: orNull(arrayOf(FixedAddressSchema)),
        }),
      ),
    }),
    unpaged: 'the devices of one subscriber',
  })
  @Get(':subscriberId/devices')
  @Permit('devices:read')
  async devices(@Param('subscriberId', UuidPipe) subscriberId: string) {
    const { items, limit } = await this.messenger.request(AuthOtp.method.listDevices, { subscriberId });
    const macs = items.map(({ mac }) => mac);
    const [seenAs, fixedOf] = await Promise.all([
      this.presence.of(macs),
      this.presence.fixedAddressesOf(macs),
    ]);
    return {
      limit,
      items: items.map((device) => ({
        ...plain(device),
        ...seenAs(device.mac),
        fixedAddresses: fixedOf(device.mac),
      })),
    };
  }

  @ApiRoute('Remove a device', null)
  @Delete(':subscriberId/devices/:deviceId')
  @HttpCode(204)
  @Permit('devices:remove')
  async removeDevice(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('deviceId', UuidPipe) deviceId: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<void> {
    const command = {
      ...commandOf(operator, key),
      subscriberId,
      deviceId,
    };
    await this.messenger.request(AuthOtp.method.removeDevice, command);
  }

  /** With the version of the account that shows the change. */
  private async changed(subscriber: Subscriber) {
    const { subscriberId, termsVersion } = subscriber;
    return { ...plain(subscriber), version: await this.views.versionAfter(subscriberId, termsVersion) };
  }

  private async byPhone(phone: string) {
    try {
      return [plain(await this.messenger.request(AuthOtp.method.findSubscriber, { phone }))];
    } catch (error) {
      if (error instanceof RefusalError && error.code === 'AUTH.SUBSCRIBER_UNKNOWN') return [];
      throw error;
    }
  }
}
