// A fake of router-gateway for the ledger's specs.
import { Controller, Module } from '@nestjs/common';
import { RouterGateway, type ReplyOf } from '@saring/contracts';
import { Answers, type ServiceDefinition } from '@saring/service-kit';

/** The routers that the gateway would know. */
export const gatewayRouters = new Set<string>();
/** How often it was asked. */
export const gatewayAsked = { times: 0 };

@Controller()
class GatewayStandIn {
  @Answers(RouterGateway.method.listRouters)
  async listRouters(): Promise<ReplyOf<typeof RouterGateway.method.listRouters>> {
    gatewayAsked.times += 1;
    return { items: [...gatewayRouters].map((routerId) => ({ routerId })) };
  }
}

@Module({ controllers: [GatewayStandIn] })
class GatewayModule {}

export const gatewayStandIn: ServiceDefinition = { name: 'router-gateway', module: GatewayModule };
