// provisioning.controller.ts — a router that is to carry a hotspot: its interfaces, what it lacks, doing it, undoing it.
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  InterfacesSchema,
  ProvisioningPlanSchema,
  ProvisioningSchema,
  PreviewProvisioningRequestSchema,
  ProvisionRouterRequestSchema,
  RouterGateway,
  type Provisioning,
} from '@saring/contracts';
import { Messenger } from '@saring/messaging';
import { Matches } from 'class-validator';
import { ApiRoute, listOf } from '../http/api-route';
import { Field, wholeOfQuery } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { UuidPipe } from '../http/uuid-pipe';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const rpc = RouterGateway.method;
const wished = PreviewProvisioningRequestSchema.field;
const INTERFACE_ADDRESS = /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/;
/** A router is read whole, or takes a dozen commands, while the caller waits. */
const ROUTER_MILLISECONDS = 30_000;

class PlanQuery {
  @Field(wished.interface, { least: 1, example: 'bridge1' })
  interface!: string;

  @Field(wished.address, { least: 1, example: '10.5.50.1/24' })
  @Matches(INTERFACE_ADDRESS)
  address!: string;

  @wholeOfQuery()
  @Field(wished.mostConnections, { example: 200 })
  mostConnections!: number;
}

class ProvisionBody extends PlanQuery {
  @Field(ProvisionRouterRequestSchema.field.planHash, { least: 1 })
  planHash!: string;
}

const shown = ({ steps, ...provisioning }: Provisioning) => ({
  ...plain(provisioning),
  steps: steps.map(plain),
});

@ApiTags('routers')
@UseGuards(OperatorGuard)
@Controller('api/v1/routers/:routerId')
export class ProvisioningController {
  constructor(private readonly messenger: Messenger) {}

  @ApiRoute('The interfaces of a router with their counters now', InterfacesSchema)
  @Get('interfaces')
  @Permit('routers:read')
  async interfaces(@Param('routerId', UuidPipe) routerId: string) {
    const { at, items } = await this.messenger.request(rpc.listInterfaces, { routerId }, ROUTER_MILLISECONDS);
    return { at, items: items.map(plain) };
  }

  @ApiRoute('What a router lacks to carry a hotspot, as commands', ProvisioningPlanSchema)
  @Get('provisioning-plan')
  @Permit('routers:read')
  async plan(@Param('routerId', UuidPipe) routerId: string, @Query() query: PlanQuery) {
    const asked = { ...query, routerId };
    const plan = await this.messenger.request(rpc.previewProvisioning, asked, ROUTER_MILLISECONDS);
    return { ...plain(plan), steps: plan.steps.map(plain) };
  }

  @ApiRoute('What was done to ready a router', listOf(ProvisioningSchema, 'the last 50 of one router'))
  @Get('provisionings')
  @Permit('routers:read')
  async list(@Param('routerId', UuidPipe) routerId: string) {
    const { items } = await this.messenger.request(rpc.listProvisionings, { routerId });
    return { items: items.map(shown) };
  }

  @ApiRoute('Send the commands of a plan that was read', ProvisioningSchema)
  @Post('provisionings')
  @Permit('routers:write')
  async provision(
    @Param('routerId', UuidPipe) routerId: string,
    @Body() body: ProvisionBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...body, routerId, ...commandOf(operator, key) };
    return shown(await this.messenger.request(rpc.provisionRouter, command, ROUTER_MILLISECONDS));
  }

  @ApiRoute('Take away what it made and set back what it changed', ProvisioningSchema)
  @Post('provisionings/:provisioningId/undo')
  @HttpCode(200)
  @Permit('routers:write')
  async undo(
    @Param('routerId', UuidPipe) routerId: string,
    @Param('provisioningId', UuidPipe) provisioningId: string,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { routerId, provisioningId, ...commandOf(operator, key) };
    return shown(await this.messenger.request(rpc.undoProvisioning, command, ROUTER_MILLISECONDS));
  }
}
