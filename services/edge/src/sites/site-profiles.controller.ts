// site-profiles.controller.ts — who runs each site: set by operators, the logo seen by anyone.
import { personal } from '../http/api-schema';
import { Body, Controller, Get, Param, Put, Query, Req, Res, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags, type ApiPropertyOptions } from '@nestjs/swagger';
import { Billing } from '@saring/contracts';
import { MEASURES } from '@saring/kernel';
import { Messenger } from '@saring/messaging';
import { SiteDirectory } from '@saring/service-kit';
import { IsBase64, IsBoolean, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RecordBefore } from '../audit/audit-trail';
import { ApiFile, ApiRoute } from '../http/api-route';
import { SITE_PROFILE } from '../http/replies';
import { SiteProfiles } from './site-profiles';
import { RequestContexts } from '../http/request-context';
import { commandOf } from '../operators/actor';
import { CommandKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

/** In the address of the profile of all sites. */
const ALL_SITES = '_all';
/** A picture of 100,000 bytes, as text. */
const LOGO_CHARACTERS_MOST = 140_000;
/** The logo, and every other field at its longest. */
export const LARGEST_PROFILE_BYTES = 160_000;
export const PROFILE_ROUTE = '/api/v1/sites/:site/profile';
/** The rules of each field are billing's; here only nothing endless comes in. */
const TEXT_CHARACTERS_MOST = 400;
/** A logo under its hash never changes. */
const LOGO_SECONDS = 31_536_000;

class SiteProfileBody {
  @ApiProperty({ required: false, maxLength: 60, description: 'Left out: as all sites have it' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  name?: string;

  @ApiProperty({ required: false, maxLength: 160, ...personal('open') })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  address?: string;

  @ApiProperty({
    required: false,
    example: '0812 3456 7890',
    description: 'Opens WhatsApp',
    ...personal('open'),
  })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  phone?: string;

  @ApiProperty({
    required: false,
    maxLength: 200,
    description: 'What the person who asks has written already',
    ...personal('open'),
  })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  contactText?: string;

  @ApiProperty({ required: false, format: 'uri' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  termsUrl?: string;

  @ApiProperty({ required: false, format: 'uri' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  privacyUrl?: string;

  @ApiProperty({ required: false, example: '#0b6b47', description: 'Contrast with white at least 4.5' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  color?: string;

  @ApiProperty({ required: false, example: 'Asia/Makassar' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT_CHARACTERS_MOST)
  timeZone?: string;

  @ApiProperty({ required: false, description: 'PNG or JPEG, at most 100,000 bytes; left out: it stays' })
  @IsOptional()
  @IsString()
  @MaxLength(LOGO_CHARACTERS_MOST)
  @IsBase64()
  logoBase64?: string;

  @ApiProperty({ required: false, description: 'Takes the logo away' })
  @IsOptional()
  @IsBoolean()
  withoutLogo?: boolean;
}

class LogoQuery {
  @ApiProperty({ required: false, pattern: MEASURES.site.pattern.source })
  @IsOptional()
  @Matches(MEASURES.site.pattern)
  site?: string;

  @ApiProperty({ required: false, description: 'Of the picture: under another one it is asked for again' })
  @IsOptional()
  @IsString()
  v?: string;
}

class SiteProfileReply {
  @ApiProperty({
    ...{ nullable: true, type: Object, ...personal('open') },
    description: 'What was set; null: nothing was',
  })
  set!: object | null;
  @ApiProperty({ ...(SITE_PROFILE as object), description: 'What people see' } as ApiPropertyOptions)
  shown!: object;
}

@ApiTags('sites')
@Controller('api/v1')
export class SiteProfilesController {
  constructor(
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly sites: SiteDirectory,
    private readonly profiles: SiteProfiles,
  ) {}

  /** @param site `_all`: of all sites. */
  @ApiRoute('The profile of a site', SiteProfileReply)
  @Get('sites/:site/profile')
  @UseGuards(OperatorGuard)
  @Permit('sites:read')
  async profile(@Param('site') site: string, @Req() request: FastifyRequest): Promise<SiteProfileReply> {
    await this.sites.look();
    return this.replyOf(siteIn(site), request);
  }

  /** Replaces the whole profile. */
  @ApiRoute('Replace the profile of a site', SiteProfileReply)
  @Put('sites/:site/profile')
  @UseGuards(OperatorGuard)
  @RecordBefore<SiteProfilesController>((self, { site = '' }) => self.profileNow(site))
  @Permit('sites:write')
  async setProfile(
    @Param('site') site: string,
    @Body() { logoBase64, withoutLogo = false, ...profile }: SiteProfileBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
    @Req() request: FastifyRequest,
  ): Promise<SiteProfileReply> {
    await this.messenger.request(Billing.method.setSiteProfile, {
      profile: { ...profile, site: siteIn(site) },
      ...(logoBase64 === undefined ? {} : { logo: Buffer.from(logoBase64, 'base64') }),
      withoutLogo,
      ...commandOf(operator, key),
    });
    await this.sites.look();
    return this.replyOf(siteIn(site), request);
  }

  @ApiRoute('The logo of a site: of the one named, else of the one that asks', new ApiFile('image/*'))
  @Get('site/logo')
  async logo(
    @Query() asked: LogoQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const site = asked.site ?? this.contexts.of(request).site;
    const { content, contentType } = await this.messenger.request(Billing.method.getSiteLogo, { site });
    const headers = {
      'content-type': contentType,
      'content-security-policy': "default-src 'none'",
      'cache-control': `public, max-age=${LOGO_SECONDS}, immutable`,
    };
    await reply.headers(headers).send(Buffer.from(content));
  }

  private async profileNow(site: string): Promise<object> {
    await this.sites.look();
    return this.sites.setOf(siteIn(site)) ?? {};
  }

  private replyOf(site: string, request: FastifyRequest): SiteProfileReply {
    const set = this.sites.setOf(site);
    return {
      set: set ? plain(set) : null,
      shown: this.profiles.of(site, this.contexts.of(request).errorLocale),
    };
  }
}

const siteIn = (site: string): string => (site === ALL_SITES ? '' : site);
