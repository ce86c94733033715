// my-vouchers.controller.ts — a voucher redeemed by whoever holds its code: by the API and as a plain page.
import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController, ApiProperty, ApiTags } from '@nestjs/swagger';
import { RedeemVoucherRequestSchema } from '@saring/contracts';
import { isUuid, MEASURES } from '@saring/kernel';
import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiRoute } from '../http/api-route';
import { Field } from '../http/body-fields';
import { FormPost } from '../http/csrf';
import { field, PageForms, statusOf, type Fields } from '../http/page-forms';
import { RequestContexts } from '../http/request-context';
import { SubscriberSessions } from '../login/subscriber-sessions';
import { VoucherLogin, type RedeemedVoucher } from './voucher-login';
import { voucherPage } from './voucher-page';

class RedeemBody {
  @Field(RedeemVoucherRequestSchema.field.code, { example: 'RW-7K3Q-9MXA', least: 1 })
  code!: string;

  @ApiProperty({
    required: false,
    description: 'Given up for this device, one of the choices of 409 AUTH.DEVICES_ONLINE',
  })
  @IsOptional()
  @IsUUID()
  evictDeviceId?: string;

  @ApiProperty({
    required: false,
    description:
      'Consent to move this device here from another subscriber (after 409 AUTH.DEVICE_OF_ANOTHER)',
  })
  @IsOptional()
  @IsBoolean()
  moveDevice?: boolean;
}

class RedeemedReply {
  @ApiProperty({ format: 'uuid' }) subscriberId!: string;
  @ApiProperty({ description: 'The account is the voucher’s own: its code logs in to it' })
  ownAccount!: boolean;
  @ApiProperty() packageName!: string;
  @ApiProperty({ type: 'integer', description: '0 when unlimited' }) bytes!: number;
  @ApiProperty() unlimited!: boolean;
  @ApiProperty({ type: 'integer', description: '0: it never ends' }) lastsSeconds!: number;
  @ApiProperty({ type: 'integer', description: 'Time online; 0: it is not counted' }) onlineSeconds!: number;
  @ApiProperty({ description: 'The quota is there; else it comes within moments' }) granted!: boolean;
}

const replyOf = (redeemed: RedeemedVoucher): RedeemedReply => {
  const { subscriberId, ownAccount, packageName, bytes, unlimited, lastsSeconds, granted } = redeemed;
  const { onlineSeconds } = redeemed;
  return { subscriberId, ownAccount, packageName, bytes, unlimited, lastsSeconds, onlineSeconds, granted };
};

@ApiTags('auth')
@Controller('api/v1/vouchers')
export class MyVouchersController {
  constructor(private readonly vouchers: VoucherLogin) {}

  @ApiRoute(
    'Redeem a voucher by its code: into the own account, or without a login into one of its own',
    RedeemedReply,
  )
  @Post('redeem')
  @HttpCode(200)
  async redeem(
    @Body() { code, evictDeviceId, moveDevice = false }: RedeemBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RedeemedReply> {
    return replyOf(await this.vouchers.redeem(request, reply, code, { evictDeviceId, moveDevice }));
  }
}

/** One page with and without JavaScript: the QR code of a ticket opens it with the code filled in. */
@ApiExcludeController()
@Controller('voucher')
export class VoucherPageController {
  constructor(
    private readonly contexts: RequestContexts,
    private readonly sessions: SubscriberSessions,
    private readonly vouchers: VoucherLogin,
    private readonly forms: PageForms,
  ) {}

  @Get()
  async page(
    @Query() query: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const form = this.forms.form(request, 'voucher-form', this.client(request), '');
    const isLoggedIn = this.sessions.claimsOf(request) !== null;
    await this.forms.send(request, reply, 200, voucherPage(form, codeIn(query), isLoggedIn));
  }

  @Post()
  @FormPost()
  async redeem(
    @Body() body: Fields,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const code = codeIn(body);
    try {
      this.forms.checkToken(request, 'voucher-form', body, this.client(request));
      const evict = field(body, 'evict');
      await this.vouchers.redeem(request, reply, code, {
        moveDevice: field(body, 'move') === 'yes',
        evictDeviceId: isUuid(evict) ? evict : undefined,
      });
      this.forms.redirect(reply, '/');
    } catch (error) {
      const form = this.forms.form(request, 'voucher-form', this.client(request), '', error);
      const isLoggedIn = this.sessions.claimsOf(request) !== null;
      await this.forms.send(request, reply, statusOf(error), voucherPage(form, code, isLoggedIn));
    }
  }

  private client(request: FastifyRequest): string {
    const { site, address } = this.contexts.of(request);
    return `${site}|${address}`;
  }
}

const codeIn = (fields: Fields): string => field(fields, 'code').slice(0, MEASURES.voucherCode.most);
