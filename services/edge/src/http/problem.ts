import { Catch, HttpException, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { trace } from '@opentelemetry/api';
import { describeError } from '@saring/i18n';
import { newId } from '@saring/kernel';
import { BusyError, RefusalError, UnavailableError } from '@saring/messaging';
import { LOGGER, type Logger } from '@saring/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowedMethods } from './allowed-methods';
import { RequestContexts, type RequestContext } from './request-context';

const STATUS_OF_CODE: Readonly<Record<string, number>> = {
  'REQUEST.MALFORMED': 400,
  'REQUEST.INVALID': 400,
  'REQUEST.IDEMPOTENCY_KEY_MISSING': 400,
  'REQUEST.NOT_FOUND': 404,
  'REQUEST.METHOD_NOT_ALLOWED': 405,
  'REQUEST.TOO_LARGE': 413,
  'REQUEST.TOO_SLOW': 408,
  'REQUEST.HEADERS_TOO_LARGE': 431,
  'REQUEST.TOO_MANY': 429,
  'REQUEST.CROSS_SITE': 403,
  // Others changed the same thing at once: nothing is down, and nothing was done.
  'COMMAND.BUSY': 409,
  'COMMAND.ID_REUSED': 409,
  'PHONE.INVALID': 400,
  'AUTH.OTP_TOO_SOON': 429,
  'AUTH.OTP_DAILY_LIMIT': 429,
  'AUTH.OTP_LOCKED': 429,
  'AUTH.REVERSE_UNAVAILABLE': 503,
  'AUTH.OTP_EXPIRED': 410,
  'AUTH.OTP_USED': 410,
  'AUTH.OTP_DEAD': 410,
  'AUTH.OTP_UNDELIVERABLE': 422,
  'AUTH.DEVICE_OF_ANOTHER': 409,
  'AUTH.DEVICE_NEEDS_OWNER': 409,
  'AUTH.DEVICE_STAYS': 422,
  'AUTH.DEVICES_FULL': 409,
  'AUTH.DEVICES_ONLINE': 409,
  'AUTH.SESSION_REVOKED': 401,
  'AUTH.SESSION_EXPIRED': 401,
  'AUTH.SESSION_REUSED': 401,
  'AUTH.UNAUTHENTICATED': 401,
  'AUTH.OPERATOR_UNAUTHENTICATED': 401,
  'AUTH.OPERATOR_WRONG': 401,
  'AUTH.TOTP_REQUIRED': 401,
  'AUTH.TOTP_WRONG': 401,
  'AUTH.TOTP_OFF': 409,
  'AUTH.OPERATOR_LOCKED': 429,
  'AUTH.PASSKEY_REFUSED': 401,
  'AUTH.PASSKEY_COPIED': 401,
  'AUTH.PASSKEY_EXPIRED': 410,
  'AUTH.PASSKEY_TAKEN': 409,
  'AUTH.PASSKEYS_TOO_MANY': 409,
  'AUTH.PASSKEY_NAME_MISSING': 400,
  'AUTH.LOGIN_BUSY': 503,
  'AUTH.API_KEY_SCOPE': 403,
  'AUTH.ROLE_ABOVE_OWN': 403,
  'AUTH.OWN_ACCOUNT': 409,
  'AUTH.SESSION_UNKNOWN': 404,
  'AUTH.API_KEY_SCOPES_MISSING': 400,
  'AUTH.FORBIDDEN': 403,
  'AUTH.KEY_LACKS_SCOPE': 403,
  'AUTH.API_KEY_MADE': 409,
  'AUTH.OPERATOR_MADE': 409,
  'AUTH.OPERATOR_HAS_DRAWER': 409,
  'AUTH.OPERATOR_HAS_DEPOSIT': 409,
  'AUTH.PASSWORD_CHANGE_REQUIRED': 403,
  'AUTH.PHONE_TAKEN': 409,
  'AUTH.EMAIL_TAKEN': 409,
  'AUTH.PHONE_MISSING': 409,
  'AUTH.DELETION_HINDERED': 409,
  'AUTH.CONFIRMATION_WRONG': 409,
  'AUTH.OPERATOR_PHONE_MISSING': 409,
  'AUTH.OPERATOR_PHONE_TAKEN': 409,
  'AUTH.MESSAGE_FORBIDDEN': 403,
  'AUTH.NUMBER_SILENT': 409,
  'AUTH.NUMBER_ASK_OPERATOR': 409,
  'AUTH.SUBSCRIBER_EXISTS': 409,
  'NOTIFICATION.UNAVAILABLE': 503,
  'NOTIFICATION.WEBHOOK_UNPROVED': 403,
  'NOTIFICATION.CHANNEL_DOWN': 503,
  'NOTIFICATION.OTP_SENDING_OFF': 503,
  'NOTIFICATION.OTP_BUDGET_SPENT': 503,
  'NOTIFICATION.OTP_BUSY': 503,
  'NOTIFICATION.MESSAGE_UNKNOWN': 404,
  'NOTIFICATION.TESTS_SPENT': 429,
  'NOTIFICATION.TELEGRAM_OFF': 409,
  'NOTIFICATION.EMAIL_OFF': 409,
  'NOTIFICATION.EMAIL_BUSY': 429,
  'NOTIFICATION.EMAIL_UNSENT': 503,
  'NOTIFICATION.TEXT_CHANGED_MEANWHILE': 409,
  'NOTIFICATION.TEXT_VERSION_UNKNOWN': 404,
  'NOTIFICATION.KIND_ALWAYS_SENT': 409,
  'NOTIFICATION.BROADCAST_UNKNOWN': 404,
  'NOTIFICATION.BROADCAST_STATE': 409,
  'ROUTER.UNREACHABLE': 503,
  'LINE.UNKNOWN': 404,
  'LINE.REMOVED': 409,
  'LINE.DISABLED': 409,
  'LINE.HELD_FOR_BILL': 409,
  'LINE.ROW_NAME_INVALID': 400,
  'LINE.ROW_NAME_TWICE': 400,
  'LINE.ROW_HAS_LINE': 409,
  'LINE.ROW_NO_OWNER': 409,
  'LINE.ROW_PROFILE_MISSING': 409,
  'LINE.ROW_PASSWORD_INVALID': 400,
  'LINE.ROW_SPEED_INVALID': 400,
  'LINE.ROW_POOL_INVALID': 400,
  'LINE.ROW_POOL_MISSING': 409,
  'LINE.ROW_ADDRESS_INVALID': 400,
  'LINE.ROW_MAC_INVALID': 400,
  'LINE.HELD_FOR_QUOTA': 409,
  'LINE.NOT_TAKEN_OVER': 409,
  'LINE.QUOTA_INVALID': 400,
  'LINE.TERMS_INVALID': 400,
  'LINE.NAME_TAKEN': 409,
  'LINE.ADDRESS_TAKEN': 409,
  'LINE.ROUTER_FULL': 409,
  'LINE.PASSWORD_UNKNOWN': 404,
  'LINE.CANDIDATE_GONE': 409,
  'ROUTER.DEVICE_NOT_SEEN': 409,
  'ROUTER.ADDRESS_OUTSIDE': 409,
  'ROUTER.ADDRESS_TAKEN': 409,
  'ROUTER.LEASE_BY_HAND': 409,
  'ROUTER.ADDRESSES_FULL': 409,
  'ROUTER.ONBOARDING_EXPIRED': 404,
  'ROUTER.PROVISIONING_UNKNOWN': 404,
  'ROUTER.CONFIGURATION_UNKNOWN': 404,
  'ROUTER.PLAN_CHANGED': 409,
  'ROUTER.PROOFS_BUSY': 503,
  'ROUTER.PROOF_REFUSED': 503,
  'ROUTER.CLEAN_UP_UNREACHABLE': 409,
  'BILLING.ORDER_ALREADY_PAID': 409,
  'BILLING.ORDER_NOT_OPEN': 409,
  'BILLING.ORDER_STAYS_OPEN': 409,
  'BILLING.ORDER_IN_CHECK': 409,
  'BILLING.ASKED_OFTEN': 429,
  'BILLING.ORDER_REFUNDED': 409,
  'PAYMENT.ALREADY_REFUNDED': 409,
  'PAYMENT.PROOF_SENT': 409,
  'BILLING.DRAWER_OPEN': 409,
  'BILLING.COLLEAGUE_DRAWER_OPEN': 409,
  'BILLING.PRICE_CHANGED': 409,
  'BILLING.DRAWER_CLOSED': 409,
  'BILLING.DRAWER_SHORT': 409,
  'BILLING.PAYOUT_METHOD_REQUIRED': 409,
  'BILLING.HANDED_TO_NO_CASHIER': 409,
  'BILLING.ABOVE_LIMIT': 403,
  'BILLING.AGENT_UNKNOWN': 404,
  'BILLING.AGENT_PAUSED': 409,
  'BILLING.DEPOSIT_SHORT': 409,
  'BILLING.TOP_UP_AMOUNT': 422,
  'BILLING.TOP_UP_GOES_BACK_WHOLE': 422,
  'BILLING.SUBSCRIPTION_UNKNOWN': 404,
  'BILLING.BILL_UNKNOWN': 404,
  'BILLING.PAYMENT_UNKNOWN': 404,
  'BILLING.BILL_VOID': 409,
  'BILLING.LINE_TAKEN': 409,
  'BILLING.LINE_NEEDED': 409,
  'BILLING.SUBSCRIPTION_ENDED': 409,
  'BILLING.SUBSCRIPTION_PAUSED': 409,
  'BILLING.SUBSCRIPTION_ENDING': 409,
  'BILLING.PACKAGE_NOT_OFFERED': 422,
  'BILLING.PACKAGE_CHANGE_WAITING': 409,
  'BILLING.PACKAGE_CHANGE_ANSWERED': 409,
  'BILLING.PACKAGE_CHANGE_UNKNOWN': 404,
  'BILLING.POSTPAID_NEEDS_LINE': 422,
  'BILLING.NO_BILL_DUE': 409,
  'BILLING.PAY_BILL_FIRST': 409,
  'BILLING.BILL_GIVEN': 409,
  'BILLING.BALANCE_SHORT': 409,
  'SITE.UNKNOWN': 422,
  'BILLING.VOUCHER_TRIES': 429,
  'BILLING.GIFT_TRIES': 429,
  'BILLING.RECEIVER_UNKNOWN': 422,
  'BILLING.RECEIVER_SELF': 422,
  'BILLING.FAMILY_NUMBER_UNKNOWN': 422,
  'QUOTA.FREE_OFF': 409,
  'QUOTA.FREE_TAKEN': 409,
  'QUOTA.FREE_NOT_NEEDED': 409,
  'QUOTA.FREE_DEVICE_UNKNOWN': 409,
  'QUOTA.FAMILY_OFF': 409,
  'QUOTA.FAMILY_FULL': 409,
  'QUOTA.FAMILY_TAKEN': 409,
  'QUOTA.FAMILY_HAS_MEMBERS': 409,
  'QUOTA.FAMILY_MEMBER_SHARES': 409,
  'QUOTA.FAMILY_NOT_MEMBER': 404,
  'BILLING.VOUCHER_UNSOLD': 409,
  'BILLING.VOUCHER_USED': 409,
  'BILLING.VOUCHER_VOID': 409,
  'BILLING.VOUCHER_OF_ORDER': 409,
  'BILLING.VOUCHER_EXPIRED': 409,
  'BILLING.VOUCHER_NOT_UNSOLD': 409,
  'BILLING.VOUCHERS_SOLD_OUT': 409,
  'BILLING.VOUCHERS_PRINTED': 403,
  'BILLING.GOODWILL_TOO_MANY': 409,
  'BILLING.GOODWILL_REPEATED': 409,
  'BILLING.REMINDED_TODAY': 409,
  'BILLING.NO_DEBT': 409,
  'BILLING.BATCH_TOO_LARGE': 413,
  'BILLING.PAYMENT_UNAVAILABLE': 503,
  'BILLING.ORDER_NOT_ENDED': 503,
  'PAYMENT.TRANSACTION_SPENT': 409,
  'PAYMENT.TRANSACTION_RETURNING': 409,
  'PAYMENT.GATEWAY_UNAVAILABLE': 503,
  'PAYMENT.GATEWAY_TESTS_SPENT': 429,
  'PAYMENT.PROOF_TOO_LARGE': 413,
  'PAYMENT.PLUGIN_VERSION_TAKEN': 409,
  'PAYMENT.PLUGIN_IN_USE': 409,
  'PAYMENT.PLUGIN_UPLOAD_INCOMPLETE': 409,
  'PAYMENT.PLUGIN_SETTINGS_MISSING': 409,
  'ORDER.NO_QR': 404,
  'SETTING.CHANGED_MEANWHILE': 409,
  'SETTING.SERVICE_SILENT': 503,
  'BACKUP.NOT_HERE': 503,
  'BACKUP.PLACE_AWAY': 503,
  'PAYMENT.PROOF_AWAY': 503,
  'SERVICE.UNAVAILABLE': 503,
  'SERVICE.FAILED': 500,
};
const REFUSED_STATUS = 422;

const statusOf = (code: string): number =>
  STATUS_OF_CODE[code] ?? (code.endsWith('_UNKNOWN') || code.endsWith('.UNKNOWN') ? 404 : REFUSED_STATUS);

/** The field that a refusal is about, where the code alone says it. */
const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  'PHONE.INVALID': 'phone',
  'QUOTA.REASON_REQUIRED': 'reason',
  'AUTH.EMAIL_INVALID': 'email',
  'AUTH.EMAIL_TAKEN': 'email',
  'AUTH.PHONE_TAKEN': 'phone',
  'AUTH.SUBSCRIBER_EXISTS': 'phone',
  'AUTH.OPERATOR_PHONE_TAKEN': 'phone',
  'BILLING.VOUCHER_CODES_SHORT': 'codeLength',
  'BILLING.RECEIVER_UNKNOWN': 'forPhone',
  'BILLING.RECEIVER_SELF': 'forPhone',
  'BILLING.FAMILY_NUMBER_UNKNOWN': 'phone',
  'BILLING.FAMILY_NUMBER_SELF': 'phone',
  'AUTH.ROLE_INVALID': 'role',
  'AUTH.PASSKEY_NAME_MISSING': 'name',
  'BILLING.SITE_INVALID': 'site',
  'SITE.UNKNOWN': 'site',
  'BILLING.PACKAGE_PRICE_INVALID': 'priceRupiah',
  'BILLING.PACKAGE_SIZE_INVALID': 'bytes',
  'BILLING.PACKAGE_DAYS_INVALID': 'days',
  'BILLING.PACKAGE_TIME_INVALID': 'onlineSeconds',
  'BILLING.PACKAGE_TIMES_INVALID': 'validUntil',
  'BILLING.PACKAGE_HOURS_INVALID': 'validHours',
  'BILLING.PACKAGE_SPEED_INVALID': 'speedDownKilobitsPerSecond',
  'BILLING.NAME_INVALID': 'name',
  'BILLING.PROFILE_PHONE_INVALID': 'phone',
  'BILLING.COLOR_INVALID': 'color',
  'BILLING.COLOR_TOO_LIGHT': 'color',
  'BILLING.TIME_ZONE_UNKNOWN': 'timeZone',
  'BILLING.LOGO_INVALID': 'logoBase64',
  'BILLING.VOUCHER_DAY_PAST': 'redeemableUntil',
  'BILLING.VOUCHER_PRICE_ZERO': 'priceRupiah',
  'SETTING.INVALID': 'value',
};

/** Those whose details hold the name of the field. */
const CODES_THAT_NAME_IT: ReadonlySet<string> = new Set([
  'REQUEST.MALFORMED',
  'BILLING.PROFILE_TEXT_INVALID',
  'BILLING.PROFILE_TEXT_NOT_PLAIN',
  'BILLING.PROFILE_URL_INVALID',
]);

/** A field that the API does not know may have any name, however long. */
const MOST_FIELD_CHARACTERS = 100;
const shortField = (fault: unknown): unknown => {
  if (typeof fault !== 'object' || fault === null || !('field' in fault)) return fault;
  const { field } = fault;
  if (typeof field !== 'string' || field.length <= MOST_FIELD_CHARACTERS) return fault;
  return { ...fault, field: `${field.slice(0, MOST_FIELD_CHARACTERS)}…` };
};
const withShortFields = (details: Problem['details']): Problem['details'] =>
  Array.isArray(details['errors'])
    ? { ...details, errors: (details['errors'] as readonly unknown[]).map(shortField) as never }
    : details;

/** Every refusal of one field names it in the same place. */
const withFaults = (code: string, details: Problem['details']): Problem['details'] => {
  const field = FIELD_OF_CODE[code] ?? (CODES_THAT_NAME_IT.has(code) ? details['field'] : undefined);
  return typeof field !== 'string' || 'errors' in details
    ? details
    : { ...details, errors: [{ field, rule: code === 'QUOTA.REASON_REQUIRED' ? 'isNotEmpty' : 'matches' }] };
};

type Problem = { readonly code: string; readonly details: NonNullable<RefusalError['details']> };

/** RFC 9457, in the language of the request. */
export const problemBody = (
  problem: Problem,
  context: Pick<RequestContext, 'errorLocale' | 'publicOrigin'>,
  traceId: string,
) => {
  const { title, detail } = describeError(problem.code, context.errorLocale, { ...problem.details, traceId });
  const type = `${context.publicOrigin}/problems/${problem.code}`;
  return {
    type,
    title,
    status: statusOf(problem.code),
    detail,
    code: problem.code,
    traceId,
    details: problem.details,
  };
};

/** Every error leaves edge as problem+json; what was not expected is logged and named by its trace only. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly contexts: RequestContexts,
    private readonly allowed: AllowedMethods,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const traceId = trace.getActiveSpan()?.spanContext().traceId ?? newId().replaceAll('-', '');
    const asked = problemOf(error);
    const methods = asked.code === 'REQUEST.NOT_FOUND' ? this.allowed.of(request.url) : [];
    const isOtherMethod = methods.length > 0 && !methods.includes(request.method);
    if (isOtherMethod) void reply.header('allow', methods.join(', '));
    const problem = isOtherMethod ? { code: 'REQUEST.METHOD_NOT_ALLOWED', details: {} } : asked;
    if (problem.code === 'SERVICE.FAILED')
      this.logger.error(
        { traceId, error: (error as Error).message, stack: (error as Error).stack },
        'a request failed',
      );
    if (problem.code === 'SERVICE.UNAVAILABLE')
      this.logger.warn({ traceId, error: (error as Error).message }, 'a service did not answer');
    if (reply.sent || reply.raw.headersSent) return;
    const body = problemBody(problem, this.contexts.of(request), traceId);
    const { retryInSeconds } = problem.details;
    if (typeof retryInSeconds === 'number') void reply.header('retry-after', String(retryInSeconds));
    void reply
      .status(body.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(body);
  }
}

export const problemOf = (error: unknown): Problem => {
  if (error instanceof RefusalError)
    return { code: error.code, details: withShortFields(withFaults(error.code, error.details ?? {})) };
  if (error instanceof BusyError) return { code: error.code, details: error.details ?? {} };
  if (error instanceof UnavailableError) return { code: 'SERVICE.UNAVAILABLE', details: {} };
  const status =
    error instanceof HttpException
      ? error.getStatus()
      : ((error as { statusCode?: unknown })?.statusCode ?? 500);
  if (status === 404) return { code: 'REQUEST.NOT_FOUND', details: {} };
  if (status === 405) return { code: 'REQUEST.METHOD_NOT_ALLOWED', details: {} };
  if (status === 413) return { code: 'REQUEST.TOO_LARGE', details: {} };
  // Fastify's words on a body that it cannot read; ours on a field are RefusalErrors.
  return typeof status === 'number' && status >= 400 && status < 500
    ? { code: 'REQUEST.MALFORMED', details: {} }
    : { code: 'SERVICE.FAILED', details: {} };
};
