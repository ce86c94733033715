import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Query, Req, UseGuards } from '@nestjs/common';
import { ApiSecurity, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  DeviceSchema,
  LabelDeviceRequestSchema,
  UpdateSubscriberRequestSchema,
} from '@saring/contracts';
import { newId } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import type { AccessClaims } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { ACCESS, DEVICES, ME, STATEMENT, USAGE } from '../http/replies';
import { ApiRoute } from '../http/api-route';
import { Families } from '../families/families';
import { ClientLookup } from '../captive/client-lookup';
import { DevicePresence } from '../captive/device-presence';
import { DeviceStandings, type ThisDevice, type ToDo } from '../captive/device-status';
import { SiteProfiles } from '../sites/site-profiles';
import { CurrentSubscriber, SubscriberGuard } from '../login/subscriber-sessions';
import { plain, QuotaReply, QuotaViews, StatementQuery, UsageQuery } from '../quota/quota-views';
import { AtLeast } from '../http/at-least';
import { Field, OptionalField } from '../http/body-fields';
import { EmailLinks } from '../email/email-links';
import { TelegramLinks } from '../telegram/telegram-links';

class ProfileBody {
  @OptionalField(UpdateSubscriberRequestSchema.field.name)
  name?: string;

  @OptionalField(UpdateSubscriberRequestSchema.field.locale)
  locale?: string;
}

/** The name of a device, as its owner or an operator gives it. */
export class LabelBody {
  @Field(LabelDeviceRequestSchema.field.label, { example: 'HP Ibu' })
  label!: string;
}

/** The subscriber's own data; every route takes the subscriber from the session, never from the request. */
@ApiTags('me')
@ApiSecurity('subscriber')
@UseGuards(SubscriberGuard)
@Controller('api/v1/me')
export class MeController {
  constructor(
    private readonly messenger: Messenger,
    private readonly views: QuotaViews,
    private readonly standings: DeviceStandings,
    private readonly clients: ClientLookup,
    private readonly profiles: SiteProfiles,
    private readonly presence: DevicePresence,
    private readonly families: Families,
    private readonly telegram: TelegramLinks,
    private readonly emails: EmailLinks,
  ) {}

  @ApiRoute('Who is logged in', { schema: ME })
  @Get()
  async me(@CurrentSubscriber() { subscriberId, deviceId }: AccessClaims) {
    const subscriber = await this.messenger.request(AuthOtp.method.getSubscriber, { subscriberId });
    const { phone, name, role, approval, disabled, locale, site, createdAt } = subscriber;
    const timeZone = this.profiles.timeZoneOf(site);
    const [telegram, email] = await Promise.all([
      this.telegram.isOfferedTo(phone),
      this.emails.isOfferedTo(phone),
    ]);
    return {
      ...{ subscriberId, deviceId, phone, name, role, approval, disabled, locale, site, createdAt },
      timeZone,
      telegram,
      email,
    };
  }

  @ApiRoute('Change name or language', null)
  @Patch()
  @HttpCode(204)
  async change(
    @Body() body: ProfileBody,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ): Promise<void> {
    await this.messenger.request(AuthOtp.method.updateSubscriber, {
      commandId: newId(),
      subscriberId,
      ...body,
      actor: 'subscriber',
    });
  }

  @ApiRoute('What is left, and of what', QuotaReply)
  @Get('quota')
  quota(
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @AtLeast() atLeast: number | undefined,
  ): Promise<QuotaReply> {
    return this.views.quota(subscriberId, atLeast);
  }

  @ApiRoute('Every change of the balance, newest first', STATEMENT)
  @Get('statement')
  statement(@Query() query: StatementQuery, @CurrentSubscriber() { subscriberId }: AccessClaims) {
    return this.views.statement(subscriberId, query);
  }

  @ApiRoute('Usage by day and device', USAGE)
  @Get('usage')
  usage(@Query() query: UsageQuery, @CurrentSubscriber() { subscriberId }: AccessClaims) {
    return this.views.usage(subscriberId, query);
  }

  /** Whether the routers hold what the subscriber may have, and what is true of the very device that asks. */
  @ApiRoute('Whether the routers hold what one may have, and what is true of this device', { schema: ACCESS })
  @Get('access')
  async access(
    @CurrentSubscriber() { subscriberId }: AccessClaims,
    @AtLeast() atLeast: number | undefined,
    @Req() request: FastifyRequest,
  ): Promise<{ status: string | null; applied: boolean; thisDevice: ThisDevice; todo: ToDo }> {
    const asked = this.standings.accessOf(subscriberId, atLeast);
    const [{ status, applied }, { thisDevice, todo }] = await Promise.all([
      asked,
      this.standings.of(request, subscriberId, asked),
    ]);
    return { status, applied, thisDevice, todo };
  }

  /** Presence and last seen are the routers' word; null where none has seen the device, or none answers. */
  @ApiRoute('The own devices', {
    schema: DEVICES,
    unpaged: 'the devices of one subscriber',
  })
  @Get('devices')
  async devices(@CurrentSubscriber() { subscriberId }: AccessClaims, @Req() request: FastifyRequest) {
    const [{ items, limit, former }, { mac }, ofMembers] = await Promise.all([
      this.messenger.request(AuthOtp.method.listDevices, { subscriberId }),
      this.clients.of(request),
      this.families.devicesOf(subscriberId),
    ]);
    const seenAs = await this.presence.of(items.map((device) => device.mac));
    return {
      limit,
      former: [...former.map(({ deviceId, name }) => ({ deviceId, name })), ...ofMembers],
      items: items.map((device) => {
        const { online, lastSeenAt } = seenAs(device.mac);
        const isThis = device.mac === mac;
        return {
          ...plain(device),
          ...{ isThis, online: lastSeenAt === null ? isThis : online, lastSeenAt },
        };
      }),
    };
  }

  @ApiRoute('Name a device', DeviceSchema)
  @Patch('devices/:deviceId')
  async label(
    @Param('deviceId', UuidPipe) deviceId: string,
    @Body() { label }: LabelBody,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ) {
    return plain(await this.messenger.request(AuthOtp.method.labelDevice, { subscriberId, deviceId, label }));
  }

  @ApiRoute('Remove a device', null)
  @Delete('devices/:deviceId')
  @HttpCode(204)
  async remove(
    @Param('deviceId', UuidPipe) deviceId: string,
    @CurrentSubscriber() { subscriberId }: AccessClaims,
  ): Promise<void> {
    await this.messenger.request(AuthOtp.method.removeDevice, {
      commandId: newId(),
      subscriberId,
      deviceId,
      actor: 'subscriber',
    });
  }
}
