import { Body, Controller, Get, HttpCode, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  CommandReplySchema,
  DebtEstimateSchema,
  DebtSchema,
  QuotaLedger,
  RevocationSchema,
} from '@saring/contracts';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { UuidPipe } from '../http/uuid-pipe';
import { WHOLE } from '../http/api-schema';
import { ApiRoute, arrayOf, objectOf } from '../http/api-route';
import { Shop } from '../shop/shop';
import { SiteProfiles } from '../sites/site-profiles';
import { commandOf } from '../operators/actor';
import { exactlyOne } from '../http/invalid-fields';
import { RequiredKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { CorrectionBody, DebtBody, ExtendBody, GrantBody, ResetBody, SettlementBody } from './quota-bodies';
import { plain } from './quota-views';
import { secondsOf } from '../http/lasting';
import { ReasonBody } from '../subscribers/subscriber-bodies';

/** A gateway takes its time to end an order. */
const GATEWAY_MILLISECONDS = 25_000;

/** Before a reset the routers are read; one that is away takes its time to be given up. */
const RESET_MILLISECONDS = 15_000;

const needOne = ({ bytes, unlimited = false }: { bytes?: number; unlimited?: boolean }): void => {
  if ((bytes === undefined) === !unlimited) throw exactlyOne('bytes', 'unlimited');
};

/** The commands of operators on a quota account. OperatorGuard looks the subscriber up: no account is made for a mistyped id. */
@ApiTags('quota')
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class QuotaCommandsController {
  constructor(
    private readonly messenger: Messenger,
    private readonly profiles: SiteProfiles,
    private readonly shop: Shop,
  ) {}

  @ApiRoute('Give quota', CommandReplySchema)
  @Post('subscribers/:subscriberId/grants')
  @Permit('quota:grant')
  async grant(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: GrantBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    needOne(body);
    const { days: _days, hours: _hours, minutes: _minutes, ...grant } = body;
    const command = {
      subscriberId,
      ...grant,
      lastsSeconds: secondsOf(body),
      source: 'operator',
      ...commandOf(operator, key),
    };
    return plain(await this.messenger.request(QuotaLedger.method.grantQuota, command));
  }

  /** What has no end keeps none; what has ended stays ended. */
  @ApiRoute('Let the grants that run end later', CommandReplySchema)
  @Post('subscribers/:subscriberId/grants/extend')
  @HttpCode(200)
  @Permit('quota:grant')
  async extendGrants(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { reason, ...longer }: ExtendBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const seconds = secondsOf(longer);
    if (seconds === 0) throw exactlyOne('days', 'hours');
    const command = { ...commandOf(operator, key), subscriberId, seconds, reason };
    return plain(await this.messenger.request(QuotaLedger.method.extendGrants, command));
  }

  /** Takes one grant back; what had burnt from it burns the other grants. */
  @ApiRoute('Take one grant back', CommandReplySchema)
  @Post('subscribers/:subscriberId/grants/:grantId/revoke')
  @HttpCode(200)
  @Permit('quota:grant')
  async revokeGrant(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('grantId', UuidPipe) grantId: string,
    @Body() { reason }: ReasonBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = {
      ...commandOf(operator, key),
      subscriberId,
      grantId,
      reason,
    };
    return plain(await this.messenger.request(QuotaLedger.method.revokeGrant, command));
  }

  @ApiRoute('What taking one grant back would do now', RevocationSchema)
  @Get('subscribers/:subscriberId/grants/:grantId/revocation')
  @Permit('quota:grant')
  async revocation(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Param('grantId', UuidPipe) grantId: string,
  ) {
    return plain(
      await this.messenger.request(QuotaLedger.method.previewRevocation, { subscriberId, grantId }),
    );
  }

  @ApiRoute('What a subscriber owes', {
    schema: objectOf({ autoDebtBytes: WHOLE, items: arrayOf(DebtSchema) }),
    unpaged: 'the unsettled debts of one subscriber',
  })
  @Get('subscribers/:subscriberId/debts')
  @Permit('quota:read')
  async debts(@Param('subscriberId', UuidPipe) subscriberId: string) {
    const { autoDebtBytes, items } = await this.messenger.request(QuotaLedger.method.listDebts, {
      subscriberId,
    });
    return { autoDebtBytes, items: items.map(plain) };
  }

  @ApiRoute('What settles the debts of a subscriber by money today', DebtEstimateSchema)
  @Get('subscribers/:subscriberId/debts/estimate')
  @Permit('quota:read')
  debtEstimate(@Param('subscriberId', UuidPipe) subscriberId: string) {
    return this.shop.debts(subscriberId);
  }

  @ApiRoute('Give quota on credit', CommandReplySchema)
  @Post('subscribers/:subscriberId/debts')
  @Permit('quota:debt')
  async giveDebt(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: DebtBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    needOne(body);
    const { site } = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const command = {
      subscriberId,
      ...body,
      timeZone: this.profiles.timeZoneOf(site),
      ...commandOf(operator, key),
    };
    return plain(await this.messenger.request(QuotaLedger.method.giveDebt, command));
  }

  /**
   * An open order for what is settled ends first, so that nobody pays what is owed no more; refused where it is paid
   * (`BILLING.ORDER_ALREADY_PAID`) or does not end (`BILLING.ORDER_NOT_ENDED`, `BILLING.ORDER_STAYS_OPEN`).
   */
  @ApiRoute('Settle debt by hand', CommandReplySchema)
  @Post('subscribers/:subscriberId/settlements')
  @Permit('quota:settle')
  async settle(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: SettlementBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = {
      subscriberId,
      ...body,
      ...commandOf(operator, key),
    };
    await this.endOrderFor(command);
    const settled = plain(await this.messenger.request(QuotaLedger.method.settleDebt, command));
    // One that was placed meanwhile was made out for more. Where it does not end, what it pays becomes quota.
    await this.endOrderFor(command).catch(unlessRefused);
    return settled;
  }

  @ApiRoute('Set what was used back to zero; with `keepGrants` false the grants end, too', CommandReplySchema)
  @Post('subscribers/:subscriberId/reset')
  @HttpCode(200)
  @Permit('quota:reset')
  async reset(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() { keepGrants = true, reason }: ResetBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = {
      ...commandOf(operator, key),
      subscriberId,
      keepGrants,
      reason,
    };
    return plain(await this.messenger.request(QuotaLedger.method.resetQuota, command, RESET_MILLISECONDS));
  }

  @ApiRoute('Correct the balance', CommandReplySchema)
  @Post('subscribers/:subscriberId/corrections')
  @Permit('quota:correct')
  async correct(
    @Param('subscriberId', UuidPipe) subscriberId: string,
    @Body() body: CorrectionBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = {
      subscriberId,
      ...body,
      ...commandOf(operator, key),
    };
    return plain(await this.messenger.request(QuotaLedger.method.correctQuota, command));
  }

  private async endOrderFor(command: {
    readonly commandId: string;
    readonly actor: string;
    readonly subscriberId: string;
    readonly debtId?: string;
  }): Promise<void> {
    const { commandId, actor, subscriberId, debtId = '' } = command;
    const request = { commandId, actor, subscriberId, debtId };
    await this.messenger.request(Billing.method.endSettlementOrder, request, GATEWAY_MILLISECONDS);
  }
}

const unlessRefused = (error: unknown): void => {
  if (!(error instanceof RefusalError) && !(error instanceof UnavailableError)) throw error;
};
