// my-free-quota.controller.ts — a subscriber without quota takes the free allowance of the day.
import { Controller, Get, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import type { AccessClaims } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { ApiRoute, objectOf, orNull } from '../http/api-route';
import { BOOLEAN, oneOf, WHOLE } from '../http/api-schema';
import { CommandKey } from '../http/command-key';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { FREE_STATES, FreeQuota, type FreeOffer } from './free-quota';

const FREE_QUOTA = objectOf({
  offer: {
    ...orNull(
      objectOf({
        ...{ state: oneOf(FREE_STATES), bytes: WHOLE, unlimited: BOOLEAN },
        onlineSeconds: { type: ['integer', 'null'], description: 'null: its time is not counted' },
        speedKilobitsPerSecond: { ...WHOLE, description: '0: as fast as the network goes' },
      }),
    ),
    description: 'null: nothing is free here, or there is quota left',
  },
});

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/free-quota')
export class MyFreeQuotaController {
  constructor(private readonly free: FreeQuota) {}

  @ApiRoute('The free allowance of the day, for this device', { schema: FREE_QUOTA })
  @Get()
  async offer(
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @Req() request: FastifyRequest,
  ): Promise<{ offer: FreeOffer | null }> {
    return { offer: await this.free.offerOf(request, subscriberId) };
  }

  @ApiRoute('Take the free allowance of the day for this device', null)
  @Post()
  @HttpCode(204)
  take(
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @Req() request: FastifyRequest,
    @CommandKey() key: string,
  ): Promise<void> {
    return this.free.take(request, subscriberId, key);
  }
}
