import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiProperty, ApiTags, PartialType } from '@nestjs/swagger';
import {
  AddRouterRequestSchema,
  AlarmSchema,
  DriftSchema,
  RemoveRouterReplySchema,
  RouterGateway,
  RouterSchema,
  type Router,
} from '@saring/contracts';
import { Messenger, RefusalError } from '@saring/messaging';
import { IsIn, IsInt, IsNumber, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { UuidPipe } from '../http/uuid-pipe';
import { RecordBefore } from '../audit/audit-trail';
import { ApiRoute, listOf } from '../http/api-route';
import { Field } from '../http/body-fields';
import { OptionalTexts } from '../http/field-kinds';
import { actorOf, commandOf } from '../operators/actor';
import { CommandKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const router = AddRouterRequestSchema.field;

const shown = ({ health, ...one }: Router) => ({
  ...plain(one),
  ...(health ? { health: plain(health) } : {}),
});

class RouterBody {
  @Field(router.name, { least: 1 })
  name!: string;

  @Field(router.host, { least: 1, example: '192.168.88.1' })
  host!: string;

  @ApiProperty({ example: 8_729 })
  @IsInt()
  @Min(1)
  @Max(65_535)
  port!: number;

  @Field(router.tls)
  tls!: boolean;

  @ApiProperty()
  @IsString()
  @MaxLength(100)
  user!: string;

  @ApiProperty({ writeOnly: true })
  @IsString()
  @MaxLength(200)
  password!: string;

  @Field(router.site)
  site!: string;

  @ApiProperty({ required: false, description: 'faster usage is charged only where an interface carried it' })
  @IsOptional()
  @IsNumber()
  @Min(1)
  @Max(100_000)
  linkMegabitsPerSecondPerDevice?: number;

  @OptionalTexts({ example: { active: 'active', fup: 'fup' } })
  listNames?: Record<string, string>;
}

class RouterChangeBody extends PartialType(RouterBody) {}

class RemoveRouterQuery {
  @ApiProperty({
    required: false,
    enum: ['true', 'false'],
    description: 'true forgets a router that is gone for good; what Saring made on it stays there',
  })
  @IsOptional()
  @IsIn(['true', 'false'])
  leaveAsIs?: string;
}

@ApiTags('routers')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers')
export class RoutersController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('All routers', listOf(RouterSchema, 'the routers of one business'))
  @Get()
  @Permit('routers:read')
  async list() {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    return { items: items.map(shown) };
  }

  @ApiRoute('Add a router', RouterSchema)
  @Post()
  @Permit('routers:write')
  async add(@Body() body: RouterBody, @CommandKey() key: string, @CurrentOperator() operator: Operator) {
    const command = { ...body, ...commandOf(operator, key) };
    return shown(await this.messenger.request(RouterGateway.method.addRouter, command));
  }

  @ApiRoute('One router', RouterSchema)
  @Get(':routerId')
  @Permit('routers:read')
  async get(@Param('routerId', UuidPipe) routerId: string) {
    const { items } = await this.messenger.request(RouterGateway.method.listRouters, {});
    const router = items.find((item) => item.routerId === routerId);
    if (!router) throw new RefusalError('ROUTER.UNKNOWN', { routerId });
    return shown(router);
  }

  @ApiRoute('Change a router', RouterSchema)
  @Patch(':routerId')
  @RecordBefore<RoutersController>((self, { routerId = '' }) => self.get(routerId))
  @Permit('routers:write')
  async update(
    @Param('routerId', UuidPipe) routerId: string,
    @Body() body: RouterChangeBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { routerId, ...body, ...commandOf(operator, key) };
    return shown(await this.messenger.request(RouterGateway.method.updateRouter, command));
  }

  @ApiRoute('Remove a router, cleaned first', RemoveRouterReplySchema)
  @Delete(':routerId')
  @Permit('routers:write')
  async remove(
    @Param('routerId', UuidPipe) routerId: string,
    @Query() { leaveAsIs }: RemoveRouterQuery,
    @CurrentOperator() operator: Operator,
  ) {
    const request = { routerId, actor: actorOf(operator), leaveAsIs: leaveAsIs === 'true' };
    return plain(
      await this.messenger.request(RouterGateway.method.removeRouter, request, SWEEP_MILLISECONDS),
    );
  }

  @ApiRoute('What the last sweep found', DriftSchema)
  @Get(':routerId/drift')
  @Permit('routers:read')
  async drift(@Param('routerId', UuidPipe) routerId: string) {
    const drift = plain(await this.messenger.request(RouterGateway.method.getDrift, { routerId }));
    return { ...drift, items: drift.items.map(plain) };
  }

  @ApiRoute('Compare and repair a router now', DriftSchema)
  @Post(':routerId/sweep')
  @HttpCode(200)
  @Permit('routers:sweep')
  async sweep(@Param('routerId', UuidPipe) routerId: string) {
    const drift = plain(
      await this.messenger.request(RouterGateway.method.sweepRouter, { routerId }, SWEEP_MILLISECONDS),
    );
    return { ...drift, items: drift.items.map(plain) };
  }

  @ApiRoute('The alarms of a router', listOf(AlarmSchema, 'the open alarms of one router'))
  @Get(':routerId/alarms')
  @Permit('routers:read')
  async alarms(@Param('routerId', UuidPipe) routerId: string) {
    const { items } = await this.messenger.request(RouterGateway.method.listAlarms, { routerId });
    return { items: items.map(plain) };
  }
}

/** A whole router is read and mended while the caller waits. */
const SWEEP_MILLISECONDS = 30_000;
