import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiProperty, ApiTags } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { TEXT } from '../http/api-schema';
import { ApiRoute, objectOf } from '../http/api-route';
import { Possession, POSSESSION_RETURN_PATH, POSSESSION_START_PATH } from './device-proof';
import { field, type Fields } from '../http/page-forms';

class PossessionBody {
  @ApiProperty({
    required: false,
    description: "The router's login URL of the redirect; only chooses where to look",
  })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  loginUrlHint?: string;
}

@ApiTags('captive')
@Controller()
export class PossessionController {
  constructor(private readonly possession: Possession) {}

  /** The page then goes to `loginUrl` itself. */
  @ApiRoute('Begin to prove behind NAT which device asks', { schema: objectOf({ loginUrl: TEXT }) })
  @Post('api/v1/possession')
  start(
    @Body() { loginUrlHint = '' }: PossessionBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.possession.start(request, reply, loginUrlHint);
  }

  /** Without JavaScript: a link, since a form may not lead to another host (Content-Security-Policy). */
  @Get(POSSESSION_START_PATH)
  @ApiExcludeEndpoint()
  async startByLink(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { loginUrl } = await this.possession.start(request, reply, '');
    await reply.redirect(loginUrl, 303);
  }

  @Get(POSSESSION_RETURN_PATH)
  @ApiExcludeEndpoint()
  async finish(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.possession.finish(request, reply, field(query, 'proof'));
    await reply.redirect('/', 303);
  }
}
