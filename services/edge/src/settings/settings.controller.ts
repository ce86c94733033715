// settings.controller.ts — what the services run with; never a secret's value.
import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  Edge,
  Notification,
  Payment,
  QuotaLedger,
  RouterGateway,
  ServiceSettingSchema,
} from '@saring/contracts';
import { Messenger, UnavailableError } from '@saring/messaging';
import { ApiRoute, arrayOf, extended, objectOf, type ApiReply } from '../http/api-route';
import { oneOf } from '../http/api-schema';
import { OperatorGuard } from '../operators/operator-guard';
import { Permit } from '../operators/operator-sessions';
import { plain } from '../quota/quota-views';

const SOURCES = {
  'auth-otp': AuthOtp.method.describeSettings,
  billing: Billing.method.describeSettings,
  edge: Edge.method.describeSettings,
  notification: Notification.method.describeSettings,
  payment: Payment.method.describeSettings,
  'quota-ledger': QuotaLedger.method.describeSettings,
  'router-gateway': RouterGateway.method.describeSettings,
};
type Source = keyof typeof SOURCES;
const SERVICES = Object.keys(SOURCES) as Source[];

type SettingsReply = { readonly items: readonly object[]; readonly silent: readonly Source[] };

/** `silent`: the services that gave no answer. */
const SETTINGS: ApiReply = {
  schema: objectOf({
    items: arrayOf(extended(ServiceSettingSchema, { service: oneOf(SERVICES) })),
    silent: arrayOf(oneOf(SERVICES)),
  }),
  unpaged: 'one entry a setting and a service that reads it',
};

@ApiTags('operations')
@UseGuards(OperatorGuard)
@Controller('api/v1/settings')
export class SettingsController {
  constructor(private readonly messenger: Messenger) {}

  /** A service that is down is named, and hides no other. */
  @ApiRoute('Settings that the services run with, as of .env; of a secret only whether it is set', SETTINGS)
  @Get()
  @Permit('settings:read')
  async list(): Promise<SettingsReply> {
    const answers = await Promise.all(SERVICES.map((service) => this.ask(service)));
    return {
      items: answers.flatMap(({ items }) => items),
      silent: answers.flatMap(({ silent }) => silent),
    };
  }

  private async ask(service: Source): Promise<SettingsReply> {
    try {
      const { items } = await this.messenger.request(SOURCES[service], {});
      return { items: items.map((setting) => ({ service, ...plain(setting) })), silent: [] };
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      return { items: [], silent: [service] };
    }
  }
}
