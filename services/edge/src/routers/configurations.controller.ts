// configurations.controller.ts — the configurations of a router: one for each change, compared, downloaded, known of.
import { Controller, Get, Header, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ConfigurationChangeSchema, ConfigurationSchema, RouterGateway } from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { IsUUID } from 'class-validator';
import { ApiFile, ApiRoute, listOf, pageOf } from '../http/api-route';
import { PageCursor, PageLimit } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const rpc = RouterGateway.method;
const PAGE = { standard: 50, most: 200 };
/** A router is read whole while the caller waits. */
const ROUTER_MILLISECONDS = 30_000;

class ConfigurationsQuery {
  @PageLimit(PAGE.most)
  limit?: number;

  @PageCursor('uuid')
  cursor?: string;
}

class ChangesQuery {
  @ApiProperty({ format: 'uuid', description: 'The earlier configuration' })
  @IsUUID()
  from!: string;

  @ApiProperty({ format: 'uuid', description: 'The later one' })
  @IsUUID()
  to!: string;
}

@ApiTags('routers')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers/:routerId/configurations')
export class ConfigurationsController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('The configurations of a router, one for each change', pageOf(ConfigurationSchema))
  @Get()
  @Permit('routers:read')
  async list(
    @Param('routerId', UuidPipe) routerId: string,
    @Query() { limit = PAGE.standard, cursor }: ConfigurationsQuery,
  ) {
    const asked = { routerId, limit, ...(cursor === undefined ? {} : { before: cursor }) };
    const { items, nextBefore } = await this.messenger.request(rpc.listConfigurations, asked);
    return { items: items.map(plain), nextCursor: nextBefore ?? null };
  }

  @ApiRoute(
    'What differs between two configurations',
    listOf(ConfigurationChangeSchema, 'the changed lines of one router'),
  )
  @Get('changes')
  @Permit('routers:read')
  async changes(@Param('routerId', UuidPipe) routerId: string, @Query() between: ChangesQuery) {
    const asked = { routerId, from: between.from, to: between.to };
    const { items } = await this.messenger.request(rpc.getConfigurationChanges, asked);
    return { items: items.map(plain) };
  }

  @ApiRoute('Read the configuration of a router now', ConfigurationSchema)
  @Post()
  @HttpCode(200)
  @Permit('routers:sweep')
  async save(
    @Param('routerId', UuidPipe) routerId: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { routerId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(rpc.saveConfiguration, command, ROUTER_MILLISECONDS));
  }

  @ApiRoute('A configuration as text', new ApiFile('text/plain'))
  @Get(':configurationId/text')
  @Header('content-type', 'text/plain; charset=utf-8')
  @Permit('routers:read')
  async text(
    @Param('routerId', UuidPipe) routerId: string,
    @Param('configurationId', UuidPipe) configurationId: string,
  ) {
    const asked = { routerId, configurationId };
    return (await this.messenger.request(rpc.getConfiguration, asked)).text;
  }

  @ApiRoute('Know of a change: its alarm ends', ConfigurationSchema)
  @Post(':configurationId/accept')
  @HttpCode(200)
  @Permit('routers:write')
  async accept(
    @Param('routerId', UuidPipe) routerId: string,
    @Param('configurationId', UuidPipe) configurationId: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { routerId, configurationId, ...commandOf(operator, key) };
    return plain(await this.messenger.request(rpc.acceptConfiguration, command));
  }
}
