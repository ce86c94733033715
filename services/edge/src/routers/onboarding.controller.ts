// onboarding.controller.ts — readying a new router: one pasted line fetches its script, and the script its pages.
import { Body, Controller, Get, Param, Post, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RouterGateway } from '@saring/contracts';
import { describeError } from '@saring/i18n';
import { MEASURES } from '@saring/kernel';
import { Messenger, RefusalError } from '@saring/messaging';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiFile, ApiRoute } from '../http/api-route';
import { personal } from '../http/api-schema';
import { Limits } from '../http/limits';
import { RATE_LIMITS } from '../http/rate-limits';
import { LOCAL_HOST, RequestContexts } from '../http/request-context';
import { commandOf } from '../operators/actor';
import { CommandKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';

const OCTET = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const NETWORK = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}(?:/(?:3[0-2]|[12]?\\d))?$`);
const HOST_NAME = /^[a-z0-9][a-z0-9.-]{0,252}$/i;
const WIREGUARD_KEY = /^[A-Za-z0-9+/]{43}=$/;
const MOST_PORT = 65_535;

class WireguardBody {
  @ApiProperty({ description: 'Where the tunnel ends: the server' })
  @Matches(HOST_NAME)
  endpointHost!: string;

  @ApiProperty({ type: 'integer', example: 51_820 })
  @IsInt()
  @Min(1)
  @Max(MOST_PORT)
  endpointPort!: number;

  @ApiProperty()
  @Matches(WIREGUARD_KEY)
  serverPublicKey!: string;

  @ApiProperty({ example: '10.90.0.2/24', description: "The router's own address in the tunnel" })
  @Matches(NETWORK)
  routerAddress!: string;

  @ApiProperty({ example: '10.90.0.1/32' })
  @Matches(NETWORK)
  allowedAddress!: string;
}

class OnboardingBody {
  @ApiProperty({ example: 'Pondok 1' })
  @IsString()
  @MaxLength(100)
  name!: string;

  @ApiProperty({ example: '192.168.88.1', description: 'Where the gateway will reach the router' })
  @Matches(HOST_NAME)
  host!: string;

  @ApiProperty({
    type: 'integer',
    required: false,
    default: 8_729,
    description: 'Where its API answers by TLS, e.g. a forwarded port',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_PORT)
  port?: number;

  @ApiProperty({ example: 'site-1' })
  @Matches(MEASURES.site.pattern)
  site!: string;

  @ApiProperty({
    example: '192.168.88.2/32',
    description: 'Where the gateway comes from, as the router sees it',
  })
  @Matches(NETWORK)
  gatewayAddress!: string;

  @ApiProperty({ required: false, description: 'For a router behind NAT: a tunnel that it opens itself' })
  @IsOptional()
  @ValidateNested()
  @Type(() => WireguardBody)
  wireguard?: WireguardBody;
}

class OnboardingReply {
  @ApiProperty({ format: 'uuid' }) routerId!: string;
  @ApiProperty({ description: "To be pasted into the router's terminal", ...personal('open') })
  command!: string;
  @ApiProperty({ format: 'date-time' }) expiresAt!: string;
  @ApiProperty({ type: String, nullable: true, description: 'What must be mended before the line can work' })
  warning!: string | null;
}

@ApiTags('routers')
@Controller()
export class OnboardingController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly limits: Limits,
  ) {}

  /** Adds a router and answers the one line that readies it, good for an hour. */
  @ApiRoute('Add a router and get the one line that readies it', OnboardingReply)
  @Post('api/v1/routers/onboarding')
  @UseGuards(OperatorGuard)
  @Permit('routers:write')
  async start(
    @Body() body: OnboardingBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<OnboardingReply> {
    const { publicOrigin: portalUrl, errorLocale } = this.contexts.of(request);
    const { routerId, token, expiresAt } = await this.messenger.request(
      RouterGateway.method.startOnboarding,
      { ...body, ...commandOf(operator, key), portalUrl },
    );
    const url = `${portalUrl}/api/v1/routers/onboarding.rsc?token=${token}`;
    const command = `/tool fetch url="${url}" dst-path=saring.rsc; /import saring.rsc; /file remove saring.rsc`;
    const isLocal = LOCAL_HOST.test(new URL(portalUrl).host);
    const warning = isLocal ? describeError('ROUTER.PORTAL_IS_LOCAL', errorLocale).detail : null;
    return { routerId, command, expiresAt, warning };
  }

  /** The script that the router fetches; only the pasted line knows the token. */
  @ApiRoute('The script that the line fetches', new ApiFile('text/plain'))
  @Get('api/v1/routers/onboarding.rsc')
  async script(
    @Query('token') token: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.limits.take(RATE_LIMITS.onboarding, this.contexts.of(request).addressKey);
    const { script } = await this.messenger.request(RouterGateway.method.getOnboardingScript, {
      token: typeof token === 'string' ? token : '',
    });
    await reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(script);
  }

  /** Pages of the hotspot's folder, with this portal's address in them. They hold nothing secret. */
  @Get('hotspot/:site/:page')
  @ApiExcludeEndpoint()
  async page(
    @Param('site') site: string,
    @Param('page') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!MEASURES.site.pattern.test(site)) throw new RefusalError('REQUEST.NOT_FOUND');
    const portalUrl = this.contexts.of(request).publicOrigin;
    const { page } = await this.messenger.request(RouterGateway.method.getHotspotPage, {
      name,
      site,
      portalUrl,
    });
    await reply.header('cache-control', 'no-store').type('text/plain; charset=utf-8').send(page);
  }
}
