import { fromJson, type JsonValue } from '@bufbuild/protobuf';
import { applyDecorators } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import { SpanKind } from '@opentelemetry/api';
import { faultIn, subjectOf, UNSTORABLE_TEXT_RULE, type FieldFault, type Rpc } from '@saring/contracts';
import { unstorablePathIn, type Refusal } from '@saring/kernel';
import { BusyError, inSpan, RefusalError, type Answer } from '@saring/messaging';
import { StaleError } from './transaction';

type Handler = (request: unknown) => Promise<unknown>;

/**
 * Answers a request of proto/ with a controller's method: what comes in is checked against the contract and
 * its measures, a RefusalError becomes a refusal, anything else thrown is a bug: logged by Nest, and unavailable to the caller.
 */
export const Answers = (rpc: Rpc): MethodDecorator =>
  applyDecorators(
    (target: object, key: string | symbol, descriptor: PropertyDescriptor) => {
      const handle = descriptor.value as Handler;
      descriptor.value = function answer(this: unknown, body: JsonValue): Promise<Answer> {
        return inSpan(
          `answer ${rpc.parent.name}.${rpc.name}`,
          {},
          () => answered(rpc, body, (request) => handle.call(this, request)),
          SpanKind.SERVER,
        );
      };
      Payload()(target, key, 0);
    },
    MessagePattern(subjectOf(rpc)),
  );

const answered = async (rpc: Rpc, body: JsonValue, handle: Handler): Promise<Answer> => {
  const field = unstorablePathIn(body);
  if (field !== null) return { refusal: refusalOf({ field, rule: UNSTORABLE_TEXT_RULE }) };
  let request: object;
  try {
    request = fromJson(rpc.input, body, { ignoreUnknownFields: true });
  } catch (error) {
    return {
      refusal: { code: 'REQUEST.MALFORMED', details: { reason: (error as Error).message.slice(0, 200) } },
    };
  }
  const fault = faultIn(rpc.input, request);
  if (fault) return { refusal: refusalOf(fault) };
  try {
    return { reply: (await handle(request)) as JsonValue };
  } catch (error) {
    if (error instanceof RefusalError) return { refusal: { code: error.code, details: error.details } };
    // Many changed the same thing at once: nothing is wrong with it, and nothing was done.
    if (error instanceof StaleError)
      return { refusal: { code: BusyError.CODE, details: { retryInSeconds: 1 } } };
    if (error instanceof BusyError) return { refusal: { code: error.code, details: error.details } };
    if (isUnreadable(error))
      return {
        refusal: { code: 'REQUEST.MALFORMED', details: { reason: (error as Error).message.slice(0, 200) } },
      };
    throw error;
  }
};

/** What PostgreSQL says of a text that is no uuid, no time or no number of the kind that a column holds. */
const UNREADABLE_CODES: readonly unknown[] = ['22P02', '22007', '22008', '22003'];
const isUnreadable = (error: unknown): boolean =>
  UNREADABLE_CODES.includes((error as { readonly code?: unknown } | null)?.code);

/** Of a command without an id the caller reads what is missing, of any other field what it may hold. */
const refusalOf = (fault: FieldFault): { code: string; details?: Refusal['details'] } =>
  fault.field === 'commandId' && fault.rule === 'isNotEmpty'
    ? { code: 'COMMAND.ID_MISSING' }
    : { code: 'REQUEST.INVALID', details: { errors: [fault] } };
