import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
import { AuthOtp, QuotaLedger } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import { Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { actorOf, commandIdOf } from '../sessions/actor';
import { CommandKey } from '../sessions/command-key';
import { CurrentOperator, OperatorGuard, Permit, type Operator } from '../sessions/operator-sessions';
import { plain } from './quota-views';
import { ReasonBody } from './subscribers.controller';

const MOST_BYTES = Number.MAX_SAFE_INTEGER;
const MOST_DAYS = 3_650;
const MOST_RUPIAH = 1_000_000_000;
const ANOMALY_PAGE = { longest: 500, standard: 100 };

class GrantBody extends ReasonBody {
  @ApiProperty({ required: false, description: 'Either bytes or unlimited' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_BYTES)
  bytes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  unlimited?: boolean;

  @ApiProperty({ required: false, description: '0 or absent: it never expires' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  days?: number;

  @ApiProperty({ required: false, description: 'At or below it the account is fup' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_BYTES)
  fupThresholdBytes?: number;
}

class DebtBody extends ReasonBody {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_BYTES)
  bytes?: number;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsBoolean()
  unlimited?: boolean;

  @ApiProperty({ required: false })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DAYS)
  days?: number;

  @ApiProperty({ example: 200_000 })
  @IsInt()
  @Min(0)
  @Max(MOST_RUPIAH)
  priceRupiah!: number;

  @ApiProperty({ required: false, format: 'date-time', description: 'Absent: the end of this month' })
  @IsOptional()
  @IsISO8601()
  dueAt?: string;
}

class SettlementBody extends ReasonBody {
  @ApiProperty({ required: false, description: 'Absent: everything owed, oldest first' })
  @IsOptional()
  @IsUUID()
  debtId?: string;

  @ApiProperty({ required: false, description: 'Absent: all of it' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_BYTES)
  bytes?: number;
}

class ResetBody extends ReasonBody {
  @ApiProperty({ required: false, default: true })
  @IsOptional()
  @IsBoolean()
  keepGrants?: boolean;
}

class CorrectionBody extends ReasonBody {
  @ApiProperty({ description: 'Added to what is used; negative gives back' })
  @IsInt()
  @Min(-MOST_BYTES)
  @Max(MOST_BYTES)
  usedDeltaBytes!: number;
}

class AnomalyQuery {
  @ApiProperty({ required: false, enum: ['open', 'decided', 'all'] })
  @IsOptional()
  @IsIn(['open', 'decided', 'all'])
  state?: string;

  @ApiProperty({ required: false, maximum: ANOMALY_PAGE.longest })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(ANOMALY_PAGE.longest)
  limit?: number;
}

class AnomalyBody {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  reason?: string;
}

const needOne = ({ bytes, unlimited = false }: { bytes?: number; unlimited?: boolean }): void => {
  if ((bytes === undefined) === !unlimited)
    throw new RefusalError('REQUEST.INVALID', { reason: 'bytes or unlimited: exactly one of them' });
};

/** What operators do to a quota account. The subscriber is looked up first: no account is made for a mistyped id. */
@ApiTags('quota')
@ApiBearerAuth()
@UseGuards(OperatorGuard)
@Controller('api/v1')
export class QuotaCommandsController {
  constructor(private readonly messenger: Messenger) {}

  @Post('subscribers/:subscriberId/grants')
  @Permit('quota:grant')
  async grant(
    @Param('subscriberId', ParseUUIDPipe) subscriberId: string,
    @Body() body: GrantBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    needOne(body);
    await this.known(subscriberId);
    const command = {
      commandId: commandIdOf(operator, key),
      subscriberId,
      ...body,
      source: 'operator',
      actor: actorOf(operator),
    };
    return plain(await this.messenger.request(QuotaLedger.method.grantQuota, command));
  }

  @Get('subscribers/:subscriberId/debts')
  @Permit('quota:read')
  async debts(@Param('subscriberId', ParseUUIDPipe) subscriberId: string) {
    const { autoDebtBytes, items } = await this.messenger.request(QuotaLedger.method.listDebts, {
      subscriberId,
    });
    return { autoDebtBytes, items: items.map(plain) };
  }

  @Post('subscribers/:subscriberId/debts')
  @Permit('quota:debt')
  async giveDebt(
    @Param('subscriberId', ParseUUIDPipe) subscriberId: string,
    @Body() body: DebtBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    needOne(body);
    await this.known(subscriberId);
    const command = {
      commandId: commandIdOf(operator, key),
      subscriberId,
      ...body,
      actor: actorOf(operator),
    };
    return plain(await this.messenger.request(QuotaLedger.method.giveDebt, command));
  }

  @Post('subscribers/:subscriberId/settlements')
  @Permit('quota:settle')
  async settle(
    @Param('subscriberId', ParseUUIDPipe) subscriberId: string,
    @Body() body: SettlementBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    await this.known(subscriberId);
    const command = {
      commandId: commandIdOf(operator, key),
      subscriberId,
      ...body,
      actor: actorOf(operator),
    };
    return plain(await this.messenger.request(QuotaLedger.method.settleDebt, command));
  }

  @Post('subscribers/:subscriberId/reset')
  @HttpCode(200)
  @Permit('quota:reset')
  async reset(
    @Param('subscriberId', ParseUUIDPipe) subscriberId: string,
    @Body() { keepGrants = true, reason }: ResetBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    await this.known(subscriberId);
    const command = {
      commandId: commandIdOf(operator, key),
      subscriberId,
      keepGrants,
      reason,
      actor: actorOf(operator),
    };
    return plain(await this.messenger.request(QuotaLedger.method.resetQuota, command, RESET_MILLISECONDS));
  }

  @Post('subscribers/:subscriberId/corrections')
  @Permit('quota:correct')
  async correct(
    @Param('subscriberId', ParseUUIDPipe) subscriberId: string,
    @Body() body: CorrectionBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    await this.known(subscriberId);
    const command = {
      commandId: commandIdOf(operator, key),
      subscriberId,
      ...body,
      actor: actorOf(operator),
    };
    return plain(await this.messenger.request(QuotaLedger.method.correctQuota, command));
  }

  @Get('anomalies')
  @Permit('anomalies:read')
  async anomalies(@Query() { state = 'open', limit = ANOMALY_PAGE.standard }: AnomalyQuery) {
    const { items } = await this.messenger.request(QuotaLedger.method.listAnomalies, { state, limit });
    return { items: items.map(plain) };
  }

  @Post('anomalies/:anomalyId/accept')
  @HttpCode(200)
  @Permit('anomalies:decide')
  accept(
    @Param('anomalyId') anomalyId: string,
    @Body() body: AnomalyBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decideAnomaly(anomalyId, true, body, key, operator);
  }

  @Post('anomalies/:anomalyId/reject')
  @HttpCode(200)
  @Permit('anomalies:decide')
  reject(
    @Param('anomalyId') anomalyId: string,
    @Body() body: AnomalyBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decideAnomaly(anomalyId, false, body, key, operator);
  }

  private async decideAnomaly(
    anomalyId: string,
    accept: boolean,
    body: AnomalyBody | undefined,
    key: string,
    operator: Operator,
  ) {
    const command = {
      commandId: commandIdOf(operator, key),
      anomalyId,
      accept,
      reason: body?.reason ?? '',
      actor: actorOf(operator),
    };
    return plain(await this.messenger.request(QuotaLedger.method.decideAnomaly, command));
  }

  private async known(subscriberId: string): Promise<void> {
    await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
  }
}

/** Before a reset the routers are read; one that is away takes its time to be given up. */
const RESET_MILLISECONDS = 15_000;
