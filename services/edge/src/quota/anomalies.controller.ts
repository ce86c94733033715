import { ANOMALY_FILTERS } from '@saring/kernel';
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { AnomalySchema, CommandReplySchema, QuotaLedger } from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { TEXT } from '../http/api-schema';
import { ChangesPeople } from '../audit/audit-trail';
import { ApiRoute, arrayOf, objectOf, pageOf } from '../http/api-route';
import { commandOf } from '../operators/actor';
import { RequiredKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from './quota-views';
import { PageCursor, PageLimit } from '../http/body-fields';

const ANOMALY_PAGE = { longest: 200, standard: 100 };

const ANOMALIES_AT_ONCE = 100;

class AnomalyQuery {
  @ApiProperty({ required: false, enum: ANOMALY_FILTERS })
  @IsOptional()
  @IsIn(ANOMALY_FILTERS)
  state?: string;

  @PageLimit(ANOMALY_PAGE.longest)
  limit?: number;

  @PageCursor()
  cursor?: string;
}

class AnomalyBody {
  @ApiProperty({ required: false })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  reason?: string;
}

class AnomaliesBody extends AnomalyBody {
  @ApiProperty({ type: [String], maxItems: ANOMALIES_AT_ONCE })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(ANOMALIES_AT_ONCE)
  @IsString({ each: true })
  anomalyIds!: string[];

  @ApiProperty()
  @IsBoolean()
  accept!: boolean;
}

/** Usage that no link could have carried: held until an operator decides. */
@ApiTags('anomalies')
@ChangesPeople()
@UseGuards(OperatorGuard)
@Controller('api/v1/anomalies')
export class AnomaliesController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('Held usage that waits for a decision, newest first', pageOf(AnomalySchema))
  @Get()
  @Permit('anomalies:read')
  async anomalies(@Query() { state = 'open', limit = ANOMALY_PAGE.standard, cursor }: AnomalyQuery) {
    const page = await this.messenger.request(QuotaLedger.method.listAnomalies, { state, limit, cursor });
    return { items: page.items.map(plain), nextCursor: page.nextCursor ?? null };
  }

  @ApiRoute('Charge what was held', CommandReplySchema)
  @Post(':anomalyId/accept')
  @HttpCode(200)
  @Permit('anomalies:decide')
  accept(
    @Param('anomalyId') anomalyId: string,
    @Body() body: AnomalyBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decideAnomaly(anomalyId, true, body, key, operator);
  }

  @ApiRoute('Charge nobody for what was held', CommandReplySchema)
  @Post(':anomalyId/reject')
  @HttpCode(200)
  @Permit('anomalies:decide')
  reject(
    @Param('anomalyId') anomalyId: string,
    @Body() body: AnomalyBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    return this.decideAnomaly(anomalyId, false, body, key, operator);
  }

  /** Many at once; one that cannot be decided does not hold up the others, and is named with its reason. */
  @ApiRoute('Decide several anomalies at once', {
    schema: objectOf({ decided: arrayOf(TEXT), refused: arrayOf(objectOf({ anomalyId: TEXT, code: TEXT })) }),
    unpaged: 'one item an anomaly that was sent',
  })
  @Post('decide')
  @HttpCode(200)
  @Permit('anomalies:decide')
  async decideMany(
    @Body() body: AnomaliesBody,
    @RequiredKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const decided: string[] = [];
    const refused: { anomalyId: string; code: string }[] = [];
    for (const anomalyId of new Set(body.anomalyIds))
      try {
        await this.decideAnomaly(anomalyId, body.accept, body, `${key}/${anomalyId}`, operator);
        decided.push(anomalyId);
      } catch (error) {
        if (!(error instanceof RefusalError)) throw error;
        refused.push({ anomalyId, code: error.code });
      }
    return { decided, refused };
  }

  private async decideAnomaly(
    anomalyId: string,
    accept: boolean,
    body: AnomalyBody | undefined,
    key: string,
    operator: Operator,
  ) {
    const command = {
      ...commandOf(operator, key),
      anomalyId,
      accept,
      reason: body?.reason ?? '',
    };
    return plain(await this.messenger.request(QuotaLedger.method.decideAnomaly, command));
  }
}
