import { Controller, Get, Header, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { ACCESS_STATUSES, type Clock } from '@saring/kernel';
import { CLOCK } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CAPTIVE, SITE_PROFILE } from '../http/replies';
import { ApiRoute } from '../http/api-route';
import { DeviceStandings, THIS_DEVICE, TO_DO, type ThisDevice, type ToDo } from './device-status';
import { SiteProfiles, type SiteProfile } from '../sites/site-profiles';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { RequestContexts } from '../http/request-context';
import { closesAt, endOf, type QuotaReply } from '../quota/quota-views';

class DeviceReply {
  @ApiProperty({ description: 'A router knows this device' }) known!: boolean;
  @ApiProperty({ description: 'It belongs to a subscriber' }) registered!: boolean;
  @ApiProperty({
    description: 'Added to an account without a login on it: POST /api/v1/device/disown says "not mine"',
  })
  claimed!: boolean;
  @ApiProperty({ description: 'The router lets it through' }) online!: boolean;
  @ApiProperty({ nullable: true, enum: ACCESS_STATUSES, type: String }) status!: string | null;
  @ApiProperty({ nullable: true, type: String }) blockReason!: string | null;
  @ApiProperty({ enum: THIS_DEVICE }) thisDevice!: ThisDevice;
  @ApiProperty({ enum: TO_DO, description: 'What helps' }) todo!: ToDo;
}

@ApiTags('captive')
@Controller()
export class CaptiveController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly standings: DeviceStandings,
    private readonly profiles: SiteProfiles,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(EDGE_CONFIG) private readonly config: EdgeConfig,
  ) {}

  /** RFC 8908: what the phone's own system asks to know whether it is captive. */
  @ApiRoute('The captive-portal API of RFC 8908', {
    schema: CAPTIVE,
    contentType: 'application/captive+json',
  })
  @Get('captive-portal/api')
  @Header('cache-control', 'private, no-store')
  async captive(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { quota, thisDevice } = await this.standings.of(request);
    // Both until the device is captive: all that is left, and the last end of it.
    const seconds = quota ? this.secondsLeft(quota) : null;
    const online = thisDevice === 'open';
    const body = {
      captive: !online,
      'user-portal-url': this.config.PUBLIC_URL ?? `${this.contexts.of(request).publicOrigin}/`,
      'can-extend-session': true,
      ...(online && seconds !== null ? { 'seconds-remaining': seconds } : {}),
      ...(online && quota && !quota.unlimited ? { 'bytes-remaining': quota.remainingBytes } : {}),
    };
    // As bytes: to a text Fastify would add a charset, which the media type does not have.
    await reply.header('content-type', 'application/captive+json').send(Buffer.from(JSON.stringify(body)));
  }

  /** The same for the portal's page, with the reason why a device is stopped; needs no login. */
  @ApiRoute('What is known of this device, without a login', DeviceReply)
  @Get('api/v1/device')
  @Header('cache-control', 'private, no-store')
  async device(@Req() request: FastifyRequest): Promise<DeviceReply> {
    const { isKnown, isClaimed, quota, thisDevice, todo } = await this.standings.of(request);
    // A stranger's account is not described to the device that it claims.
    const status = isClaimed ? null : (quota?.status ?? null);
    return {
      known: isKnown,
      claimed: isClaimed,
      registered: quota !== null,
      online: thisDevice === 'open',
      status,
      blockReason: isClaimed ? null : (quota?.blockReason ?? null),
      thisDevice,
      todo,
    };
  }

  /** Said at a device that another person added to their account. */
  @ApiRoute("Say that this device was added to an account that is not one's own", null)
  @Post('api/v1/device/disown')
  @HttpCode(204)
  async disown(@Req() request: FastifyRequest): Promise<void> {
    await this.standings.disown(request);
  }

  /** The operator of this WiFi, and the contact; needs no login. */
  @ApiRoute('Who runs this WiFi and whom to ask', { schema: SITE_PROFILE })
  @Get('api/v1/site')
  @Header('cache-control', 'public, max-age=60')
  site(@Req() request: FastifyRequest): SiteProfile {
    const { site, errorLocale } = this.contexts.of(request);
    return this.profiles.of(site, errorLocale);
  }

  /** Until the last end of what is left or of its hours, or until the time online is used up where all that is left counts it; null: neither. */
  private secondsLeft({ holdings, onlineSecondsLeft }: QuotaReply): number | null {
    const end = endOf(holdings.map((one) => ({ expiresAt: closesAt(one) })));
    const isTimed = holdings.length > 0 && holdings.every((one) => one.onlineSecondsLeft !== null);
    const limits = [end === null ? null : this.secondsUntil(end), isTimed ? onlineSecondsLeft : null];
    const known = limits.filter((one) => one !== null);
    return known.length === 0 ? null : Math.min(...known);
  }

  private secondsUntil(expiresAt: string): number {
    return Math.max(0, Math.floor((Date.parse(expiresAt) - this.clock.now().getTime()) / 1000));
  }
}
