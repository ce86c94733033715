// A command's fields keep to the measures of proto/, in every service alike.
import {
  create,
  getOption,
  hasOption,
  ScalarType,
  type DescField,
  type DescMessage,
} from '@bufbuild/protobuf';
import {
  AuthOtp,
  Backup,
  Billing,
  CreatePackageRequestSchema,
  FulfilPurchaseRequestSchema,
  GetQuotaRequestSchema,
  GrantQuotaRequestSchema,
  Notification,
  Payment,
  QuotaLedger,
  RouterGateway,
  faultIn,
  isCommand,
  isQuery,
  measureOf,
  wordsOption,
} from '.';
import { measure as measureOption } from './generated/saring/words/v1/words_pb';

const SERVICES = [AuthOtp, Backup, Billing, Notification, Payment, QuotaLedger, RouterGateway];
const head = { commandId: 'k-1', actor: 'operator' };

describe('a request', () => {
  it('passes at the ends of what its fields may hold', () => {
    const most = { ...head, bytes: 2 ** 52, days: 3_650, reason: 'x'.repeat(300) };
    expect(faultIn(GrantQuotaRequestSchema, create(GrantQuotaRequestSchema, most))).toBeNull();
    expect(faultIn(GrantQuotaRequestSchema, create(GrantQuotaRequestSchema, head))).toBeNull();
    expect(faultIn(GetQuotaRequestSchema, create(GetQuotaRequestSchema))).toBeNull();
  });

  it.each([
    [{ bytes: -1 }, { field: 'bytes', rule: 'min', limit: 0 }],
    [{ bytes: 0.5 }, { field: 'bytes', rule: 'isInt' }],
    [{ bytes: Number.NaN }, { field: 'bytes', rule: 'isInt' }],
    [{ bytes: 2 ** 52 + 1 }, { field: 'bytes', rule: 'max', limit: 2 ** 52 }],
    [{ days: 3_651 }, { field: 'days', rule: 'max', limit: 3_650 }],
    [{ reason: 'x'.repeat(301) }, { field: 'reason', rule: 'maxLength', limit: 300 }],
    [{ commandId: '' }, { field: 'commandId', rule: 'isNotEmpty' }],
    [{ commandId: 'k'.repeat(201) }, { field: 'commandId', rule: 'maxLength', limit: 200 }],
    [{ actor: '' }, { field: 'actor', rule: 'isNotEmpty' }],
    [{ subscriberId: 'a b' }, { field: 'subscriberId', rule: 'matches' }],
    [{ subscriberId: 'x'.repeat(201) }, { field: 'subscriberId', rule: 'maxLength', limit: 200 }],
  ])('names the field, the rule and the limit: %j', (given, fault) => {
    const request = create(GrantQuotaRequestSchema, { ...head, ...given });
    expect(faultIn(GrantQuotaRequestSchema, request)).toEqual(fault);
  });

  const named = (name: string) =>
    faultIn(CreatePackageRequestSchema, create(CreatePackageRequestSchema, { ...head, package: { name } }));
  it.each(['Warung A', "Bu Ani's – 2 GB", 'Ünïcode 网络', '👨\u200d👩\u200d👧', ''])(
    'takes %j as a name',
    (name) => {
      expect(named(name)).toBeNull();
    },
  );
  it.each([
    'a\nb',
    'a\tb',
    '\r',
    'a\u2028b',
    '\u200eabc',
    'abc\u200f',
    'a\u061cb',
    '\u202eabc',
    'a\u0085',
    ' ',
    '\u200b\u200d',
    '\u3164',
  ])('refuses %j as a name: nobody reads it as it is', (name) => {
    expect(named(name)).toEqual({ field: 'package.name', rule: 'matches' });
  });

  it('is looked at within its messages and lists, too', () => {
    const offer = create(CreatePackageRequestSchema, { ...head, package: { priceRupiah: -5 } });
    expect(faultIn(CreatePackageRequestSchema, offer)).toMatchObject({ field: 'package.priceRupiah' });
    const purchase = create(FulfilPurchaseRequestSchema, { ...head, items: [{ bytes: 1 }, { bytes: 1.5 }] });
    expect(faultIn(FulfilPurchaseRequestSchema, purchase)).toMatchObject({ field: 'items.bytes' });
  });
});

describe('the contract', () => {
  const inputs = SERVICES.flatMap(({ methods }) => methods.map(({ input }) => input));
  const commands = [...new Set(inputs.filter(isCommand))];
  /** Texts whose form a service checks itself, and secrets that it only compares. */
  const FREE: readonly string[] = [
    'allowed_address',
    'continues_from',
    'endpoint_host',
    'endpoint_port',
    'gateway_address',
    'lane',
    'link_megabits_per_second_per_device',
    'mac',
    'password',
    'port',
    'portal_url',
    'prolonged_grants',
    'promo_name',
    'return_url',
    'router_address',
    'sealed_params',
    'server_public_key',
    'status_token',
    'link_token',
    'template',
    'time_zone',
    'user',
  ];

  const isOpen = (field: DescField): boolean =>
    field.fieldKind === 'scalar' &&
    field.scalar !== ScalarType.BOOL &&
    field.scalar !== ScalarType.BYTES &&
    !hasOption(field, wordsOption) &&
    !field.name.endsWith('_at') &&
    measureOf(field) === null;
  /** What is seen of a client, a file, and the profile, whose form billing checks by its own rules. */
  const FREE_MESSAGES: readonly string[] = ['Client', 'Attachment', 'SiteProfile'];
  const openIn = (message: DescMessage): readonly string[] =>
    message.fields.flatMap((field) => {
      if (field.message) return FREE_MESSAGES.includes(field.message.name) ? [] : openIn(field.message);
      return isOpen(field) && !FREE.includes(field.name) ? [`${message.name}.${field.name}`] : [];
    });

  it('measures every number and text of every command', () => {
    expect(commands.length).toBeGreaterThan(35);
    expect(commands.flatMap(openIn)).toEqual([]);
  });

  /** Asked twice they do the same: they begin or end something that has an id of its own, or set a value. */
  const REPEATABLE: readonly string[] = [
    'RequestOtp',
    'VerifyOtp',
    'OpenVoucherSession',
    'OpenReverseCode',
    'ProveReverseCode',
    'OpenReverseAccess',
    'LiftOtpLimits',
    'RefreshSession',
    'EndSession',
    'RequestPhoneChange',
    'ConfirmPhoneChange',
    'LabelDevice',
    'LoginOperator',
    'EndOperatorSession',
    'EndOwnSessions',
    'ChangeOperatorPassword',
    'SetUpTotp',
    'ConfirmTotp',
    'RenewRecoveryCodes',
    'RemoveTotp',
    'BeginPasskey',
    'AddPasskey',
    'RenamePasskey',
    'RemovePasskey',
    'RemovePasskeysOfOperator',
    'BeginPasskeyLogin',
    'LoginWithPasskey',
    'CreateOperator',
    'ChangeOperator',
    'ResetOperator',
    'RemoveOperator',
    'SetOperatorMessages',
    'OpenOperatorBotCode',
    'ProveOperatorBotCode',
    'EndOperatorBot',
    'CreateApiKey',
    'RevokeApiKey',
    'BeginAuditEntry',
    'EndAuditEntry',
    'RunJob',
    'RetryFulfilment',
    'RedeemVoucher',
    'RunJob',
    'ForgetPerson',
    'ReceiveWebhook',
    'ConfirmWebhook',
    'SwitchMessageKind',
    'SteerBroadcast',
    'SetBroadcastOptOut',
    'LiftBroadcastOptOut',
    'SetOtpSending',
    'SetMessageSwitches',
    'CreateTelegramLink',
    'EndTelegramLink',
    'StartEmailLink',
    'ConfirmEmailLink',
    'EndEmailLink',
    'MoveContacts',
    'RunJob',
    'ForgetPerson',
    'OpenPayment',
    'RecheckPayment',
    'SetAlertState',
    'TestGateway',
    'TestPlugin',
    'RunJob',
    'ForgetPerson',
    'RebuildReadModel',
    'RunJob',
    'ForgetPerson',
    'StartPossession',
    'FinishPossession',
    'EndPossession',
    'ObserveSubscriber',
    'DisconnectDevice',
    'FixAddress',
    'FreeAddress',
    'RemoveRouter',
    'SweepRouter',
    'ReadLines',
    'ForgetPerson',
  ];
  it('gives every method that changes something a command id, or says why not', () => {
    const changing = SERVICES.flatMap(({ methods }) => methods).filter(
      (method) => !isCommand(method.input) && !isQuery(method),
    );
    expect(changing.map(({ name }) => name)).toEqual(REPEATABLE);
  });

  it('gives texts a measure of characters and numbers one of the number itself', () => {
    const measured = SERVICES.flatMap(({ file }) => file.messages.flatMap(({ fields }) => fields)).filter(
      (field) => hasOption(field, measureOption),
    );
    const wrong = measured.filter(
      (field) => (measureOf(field)?.of === 'characters') !== (field.scalar === ScalarType.STRING),
    );
    expect(measured.length).toBeGreaterThan(90);
    expect(wrong.map((field) => `${field.toString()} ${getOption(field, measureOption)}`)).toEqual([]);
  });

  it('names the actor of every command, but where only a service or the subscriber can be it', () => {
    const nameless = commands.filter(({ fields }) => !fields.some(({ name }) => name === 'actor'));
    expect(nameless.map(({ name }) => name)).toEqual([
      'DisownDeviceRequest',
      'SendMessageRequest',
      'AttachProofRequest',
    ]);
  });
});
