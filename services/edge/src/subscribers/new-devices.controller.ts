// new-devices.controller.ts — devices without a browser: switched on, found on the subscriber's router, added with a name.
import { Body, Controller, Get, Post, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiSecurity, ApiTags } from '@nestjs/swagger';
import { AddDeviceRequestSchema, AuthOtp, DeviceSchema, RouterGateway } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import { IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { NEWCOMER } from '../http/replies';
import { ApiRoute, listOf } from '../http/api-route';
import { PortalVisits } from '../captive/portal-visits';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { RequestContexts } from '../http/request-context';
import { SignedValues } from '../http/signed-values';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { plain } from '../quota/quota-views';
import { Field } from '../http/body-fields';

/** Time to choose a name for what was found. */
const FOUND_SECONDS = 600;

export class AddingBody {
  @Field(AddDeviceRequestSchema.field.label, { example: 'TV ruang tamu' })
  label!: string;

  @ApiProperty({
    required: false,
    format: 'uuid',
    description: 'The device that it takes the place of: one of the choices of 409 AUTH.DEVICES_FULL',
  })
  @IsOptional()
  @IsUUID()
  replaces?: string;
}

class FoundDeviceBody extends AddingBody {
  @ApiProperty({ description: 'Of a newcomer, as the search answered it' })
  @IsString()
  @MaxLength(1_024)
  found!: string;
}

@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me/devices')
export class NewDevicesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly signed: SignedValues,
    private readonly limits: Limits,
    private readonly visits: PortalVisits,
  ) {}

  /** Devices without an owner that joined the asking person's router within three minutes. Five searches a day. */
  @ApiRoute(
    'Devices that have just joined your router and belong to no one; five searches a day',
    listOf(NEWCOMER, 'the newcomers of three minutes'),
  )
  @Get('newcomers')
  async newcomers(@CurrentSubscriber() { subscriberId }: AccessClaims, @Req() request: FastifyRequest) {
    this.limits.take(RATE_LIMITS.deviceSearch, subscriberId);
    const { site, address } = this.contexts.of(request);
    const { items } = await this.messenger.request(RouterGateway.method.listNewcomers, { site, address });
    const macs = items.map(({ mac }) => mac);
    const attended = await this.messenger.request(AuthOtp.method.findAttendedMacs, { site, macs });
    // A person who looks at the portal there logs in by themselves: it is no TV.
    const unattended = items.filter(
      (item) => !attended.macs.includes(item.mac) && !this.visits.has(site, item.address),
    );
    return {
      items: unattended.map(({ mac, address: at, name, appearedSecondsAgo }) => ({
        ...{ mac, name, appearedSecondsAgo },
        found: this.signed.sign('newcomer', [subscriberId, mac, site, at].join('|'), FOUND_SECONDS),
      })),
    };
  }

  /** Only a device that the subscriber's own search found: no one adds a MAC by typing it. */
  @ApiRoute('Add a device that your search found', DeviceSchema)
  @Post()
  async add(@Body() body: FoundDeviceBody, @CurrentSubscriber() { subscriberId }: AccessClaims) {
    const { found, label, replaces } = body;
    const [finder, mac, site = '', address = ''] = (this.signed.open('newcomer', found) ?? '').split('|');
    if (finder !== subscriberId || !mac || this.visits.has(site, address))
      throw new RefusalError('AUTH.DEVICE_NOT_FOUND');
    const command = { commandId: newId(), actor: 'subscriber' };
    const adding = { ...command, subscriberId, mac, label, evictDeviceId: replaces, site };
    return plain(await this.messenger.request(AuthOtp.method.addDevice, adding));
  }
}
