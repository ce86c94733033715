// settings.controller.ts — what the services run with, and what operators set in its place; never a secret's value.
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Put,
  Query,
  UseGuards,
} from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import {
  AuthOtp,
  Billing,
  ChangeSettingRequestSchema,
  Edge,
  Notification,
  Payment,
  QuotaLedger,
  RouterGateway,
  ServiceSettingSchema,
  SettingChangeSchema,
  type ServiceSetting,
} from '@saring/contracts';
import { MEASURES, sleep } from '@saring/kernel';
import { Messenger, UnavailableError } from '@saring/messaging';
import { isSecretSetting, SealedSettings } from '@saring/service-kit';
import { IsString, MaxLength, MinLength } from 'class-validator';
import { RecordBefore, RecordFields } from '../audit/audit-trail';
import { EDGE_CONFIG, type EdgeConfig } from '../config';
import { ApiRoute, arrayOf, extended, objectOf, type ApiReply } from '../http/api-route';
import { oneOf } from '../http/api-schema';
import { OptionalField, wholeOfQuery } from '../http/body-fields';
import { CommandKey } from '../http/command-key';
import { commandOf } from '../operators/actor';
import { OperatorGuard } from '../operators/operator-guard';
import { CurrentOperator, Permit, type Operator } from '../operators/operator-sessions';
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

type SettingsReply = {
  readonly items: readonly Versioned[];
  readonly changes: readonly Versioned[];
  readonly silent: readonly Source[];
};

/** `changes`: what operators changed, the last time; `silent`: the services that gave no answer. */
const SETTINGS: ApiReply = {
  schema: objectOf({
    items: arrayOf(extended(ServiceSettingSchema, { service: oneOf(SERVICES) })),
    changes: arrayOf(SettingChangeSchema),
    silent: arrayOf(oneOf(SERVICES)),
  }),
  unpaged: 'one entry a setting and a service that reads it',
};

const CHANGE = ChangeSettingRequestSchema.field;

class SettingBody {
  @ApiProperty({
    ...{ minLength: 1, maxLength: MEASURES.settingValue.most, example: '5' },
    description: 'As in .env; of a secret, it is never answered',
  })
  @IsString()
  @MinLength(1)
  @MaxLength(MEASURES.settingValue.most)
  value!: string;

  @OptionalField(CHANGE.expectedVersion)
  expectedVersion?: number;
}

class SettingQuery {
  @OptionalField(CHANGE.expectedVersion)
  @wholeOfQuery()
  expectedVersion?: number;
}

const HIDDEN = '•••';
/** One that hangs must not hold up the page. */
const ANSWER_LIMIT_MILLISECONDS = 2_000;
/** Services hear of a change within milliseconds. */
const LOOKS_MOST = 20;
const LOOK_MILLISECONDS = 50;

type Versioned = { readonly name?: unknown; readonly version?: unknown };
const isOf =
  (name: string) =>
  (one: Versioned): boolean =>
    one.name === name;

@ApiTags('operations')
@UseGuards(OperatorGuard)
@Controller('api/v1/settings')
export class SettingsController {
  private readonly sealed: SealedSettings;
  /** That a service has told. */
  private readonly names = new Set<string>();

  constructor(
    @Inject(EDGE_CONFIG) { SECRETS_KEY }: EdgeConfig,
    private readonly messenger: Messenger,
  ) {
    this.sealed = new SealedSettings(SECRETS_KEY);
  }

  /** A service that is down is named, and hides no other. */
  @ApiRoute('Settings that the services run with; of a secret only whether it is set', SETTINGS)
  @Get()
  @Permit('settings:read')
  async list(): Promise<SettingsReply> {
    const [answers, changes] = await Promise.all([
      Promise.all(SERVICES.map((service) => this.ask(service))),
      this.changes(),
    ]);
    return {
      items: answers.flatMap(({ service, items }) =>
        items.map((setting) => ({ service, ...plain(setting) })),
      ),
      changes: changes.map(plain),
      silent: answers.flatMap(({ service, isSilent }) => (isSilent ? [service] : [])),
    };
  }

  /** Every service that has it looks at the value first; it holds before what the machine says. */
  @ApiRoute('Set a setting', SETTINGS)
  @Put(':name')
  @RecordFields<SettingsController>((self, { name = '' }, { value }) => self.recorded(name, value))
  @RecordBefore<SettingsController>((self, { name = '' }) => self.before(name))
  @Permit('settings:write')
  async set(
    @Param('name') name: string,
    @Body() { value, expectedVersion }: SettingBody,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<SettingsReply> {
    const sealedValue = this.sealed.seal(name, value.trim());
    const change = { name, sealedValue, expectedVersion, ...commandOf(operator, key) };
    await this.messenger.request(AuthOtp.method.changeSetting, change);
    return this.of(name);
  }

  @ApiRoute("Let the machine's value of a setting hold again", SETTINGS)
  @Delete(':name')
  @HttpCode(200)
  @RecordFields<SettingsController>((self, { name = '' }) => self.recorded(name, null))
  @RecordBefore<SettingsController>((self, { name = '' }) => self.before(name))
  @Permit('settings:write')
  async unset(
    @Param('name') name: string,
    @Query() { expectedVersion }: SettingQuery,
    @CommandKey() key: string,
    @CurrentOperator() operator: Operator,
  ): Promise<SettingsReply> {
    const change = { name, expectedVersion, ...commandOf(operator, key) };
    await this.messenger.request(AuthOtp.method.changeSetting, change);
    return this.of(name);
  }

  /** By the setting's own name. What is no known setting may be a secret under a misspelt name. */
  private async recorded(name: string, value: unknown): Promise<object> {
    const isKnown = this.names.has(name) || (await this.heldBy(name)).length > 0;
    const isOpen = isKnown && !isSecretSetting(name);
    return { [name]: value === null || isOpen ? value : HIDDEN };
  }

  private async before(name: string): Promise<object> {
    const [first] = await this.heldBy(name);
    if (!first) return {};
    return { [name]: isSecretSetting(name) ? first.isSet : (first.nextValue ?? first.value ?? null) };
  }

  private async heldBy(name: string): Promise<readonly ServiceSetting[]> {
    const answers = await Promise.all(SERVICES.map((service) => this.ask(service)));
    return answers.flatMap(({ items }) => items).filter((setting) => setting.name === name);
  }

  /** Once those have heard of it that answer, or after a while: what then waits says so itself. */
  private async of(name: string): Promise<SettingsReply> {
    for (let look = 1; ; look += 1) {
      const { items, changes, silent } = await this.list();
      const own = { items: items.filter(isOf(name)), changes: changes.filter(isOf(name)), silent };
      const isHeard = own.items.every(({ version }) => version === own.changes[0]?.version);
      if (isHeard || look === LOOKS_MOST) return own;
      await sleep(LOOK_MILLISECONDS);
    }
  }

  private async changes() {
    try {
      return (await this.messenger.request(AuthOtp.method.listSettingChanges, {})).items;
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      return [];
    }
  }

  private async ask(service: Source) {
    try {
      const { items } = await this.messenger.request(SOURCES[service], {}, ANSWER_LIMIT_MILLISECONDS);
      for (const { name } of items) this.names.add(name);
      return { service, items, isSilent: false };
    } catch (error) {
      if (!(error instanceof UnavailableError)) throw error;
      return { service, items: [], isSilent: true };
    }
  }
}
