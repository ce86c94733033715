import { Body, Controller, Get, Param, Patch, Post, Query, Req, UseGuards } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Billing, PackageSchema, PromoSchema } from '@saring/contracts';
import { describeError } from '@saring/i18n';
import { Messenger } from '@saring/messaging';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyRequest } from 'fastify';
import { UuidPipe } from '../http/uuid-pipe';
import { PAYMENT_METHODS_NOW } from '../http/replies';
import { TEXT } from '../http/api-schema';
import { ApiRoute, arrayOf, listOf, objectOf, orNull } from '../http/api-route';
import { RequestContexts } from '../http/request-context';
import { RecordBefore } from '../audit/audit-trail';
import { commandOf } from '../operators/actor';
import { CommandKey } from '../http/command-key';
import { OperatorGuard } from '../operators/operator-guard';
import { OperatorAccess } from '../operators/operator-access';
import { CurrentOperator, Permit, PermitAlso, type Operator } from '../operators/operator-sessions';
import { Buyers } from './buyer';
import { Shop } from './shop';
import { plain } from '../quota/quota-views';
import { PackageBody, PackageChange, PromoBody, PromoChange, withSeconds } from './shop-bodies';

const ANYONE = 'anyone without includeInactive';

class CatalogueQuery {
  @ApiProperty({ required: false, enum: ['true'], description: 'For operators: what is not sold, too' })
  @IsOptional()
  @IsIn(['true'])
  includeInactive?: string;
}

/** The packages on sale. Anyone may look; a known subscriber sees their own prices. */
@ApiTags('shop')
@Controller('api/v1')
export class ShopController {
  constructor(
    private readonly messenger: Messenger,
    private readonly operators: OperatorAccess,
    private readonly contexts: RequestContexts,
    private readonly buyers: Buyers,
    private readonly shop: Shop,
  ) {}

  /** `refusal`: why nothing is sold to who asks (blocked, not active), before anything is chosen; null: it is. */
  @ApiRoute("What is sold, at today's prices", {
    schema: objectOf(
      { items: arrayOf(PackageSchema), refusal: orNull(objectOf({ code: TEXT, title: TEXT, detail: TEXT })) },
      ['refusal'],
    ),
    unpaged: 'the catalogue',
  })
  @Get('packages')
  @PermitAlso('packages:write', ANYONE)
  async packages(@Query() { includeInactive }: CatalogueQuery, @Req() request: FastifyRequest) {
    if (includeInactive) {
      await this.operators.authenticate(request, 'packages:write');
      const { items } = await this.messenger.request(Billing.method.listPackages, { includeInactive: true });
      return { items: items.map(plain) };
    }
    const buyer = await this.buyers.find(request);
    const { site, errorLocale } = this.contexts.of(request);
    const [items, code] = await Promise.all([
      this.shop.packages(buyer?.subscriberId ?? '', site),
      buyer ? this.shop.refusalOf(buyer.subscriberId) : null,
    ]);
    return { items, refusal: code === null ? null : { code, ...describeError(code, errorLocale) } };
  }

  @ApiRoute('The promos', listOf(PromoSchema, 'the catalogue'))
  @Get('promos')
  @PermitAlso('promos:write', ANYONE)
  async promos(@Query() { includeInactive }: CatalogueQuery, @Req() request: FastifyRequest) {
    if (includeInactive) await this.operators.authenticate(request, 'promos:write');
    const { items } = await this.messenger.request(Billing.method.listPromos, {
      includeInactive: includeInactive !== undefined,
    });
    return { items: items.map(plain) };
  }

  /** The methods that can be used now; `open` false: the shop is closed for the moment, and nothing else is. */
  @ApiRoute('What can be paid with now', { schema: PAYMENT_METHODS_NOW, unpaged: 'one item a method' })
  @Get('payment-methods')
  methods(@Req() request: FastifyRequest) {
    return this.shop.methods(this.contexts.of(request).site);
  }

  @ApiRoute('Add a package', PackageSchema)
  @Post('packages')
  @UseGuards(OperatorGuard)
  @Permit('packages:write')
  async createPackage(
    @Body() body: PackageBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = commandOf(operator, key);
    return plain(
      await this.messenger.request(Billing.method.createPackage, {
        ...command,
        package: { active: true, ...withSeconds(body) },
      }),
    );
  }

  @ApiRoute('Change a package', PackageSchema)
  @Patch('packages/:packageId')
  @UseGuards(OperatorGuard)
  @RecordBefore<ShopController>((self, { packageId = '' }) => self.packageNow(packageId))
  @Permit('packages:write')
  async changePackage(
    @Param('packageId', UuidPipe) packageId: string,
    @Body() body: PackageChange,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), packageId };
    return plain(
      await this.messenger.request(Billing.method.updatePackage, { ...command, ...withSeconds(body) }),
    );
  }

  @ApiRoute('Add a promo', PromoSchema)
  @Post('promos')
  @UseGuards(OperatorGuard)
  @Permit('promos:write')
  async createPromo(
    @Body() body: PromoBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = commandOf(operator, key);
    return plain(await this.messenger.request(Billing.method.createPromo, { ...command, promo: body }));
  }

  @ApiRoute('Change a promo', PromoSchema)
  @Patch('promos/:promoId')
  @UseGuards(OperatorGuard)
  @RecordBefore<ShopController>((self, { promoId = '' }) => self.promoNow(promoId))
  @Permit('promos:write')
  async changePromo(
    @Param('promoId', UuidPipe) promoId: string,
    @Body() body: PromoChange,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ) {
    const command = { ...commandOf(operator, key), promoId };
    return plain(await this.messenger.request(Billing.method.updatePromo, { ...command, ...body }));
  }

  /** As it is kept, sold or not. */
  private async packageNow(packageId: string): Promise<object> {
    const { items } = await this.messenger.request(Billing.method.listPackages, { includeInactive: true });
    return items.find((one) => one.packageId === packageId) ?? {};
  }

  private async promoNow(promoId: string): Promise<object> {
    const { items } = await this.messenger.request(Billing.method.listPromos, { includeInactive: true });
    return items.find((one) => one.promoId === promoId) ?? {};
  }
}
