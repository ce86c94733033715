// messenger.ts — asks other services over core NATS.
import { fromJson, type DescMessage, type MessageInitShape, type MessageShape } from '@bufbuild/protobuf';
import { SpanKind } from '@opentelemetry/api';
import { isQuery, subjectOf, type Rpc } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { ErrorCode, NatsError, type NatsConnection } from 'nats';
import { BusyError, RefusalError, UnavailableError } from './errors';
import { jsonText } from './json-text';
import { askLocally, type Answer, type LocalAnswers } from './local-answers';
import { inSpan, traceHeaders } from './telemetry';

/** A request without an answer in this time counts as unavailable. */
export const REQUEST_TIMEOUT_MILLISECONDS = 5_000;

/**
 * A replica that hangs keeps its share of requests until its connection is closed. What may safely be asked
 * twice is asked again after each of these, of whichever replica gets it then; the rest of the time is the last try's.
 */
const FIRST_TRIES_MILLISECONDS = [1_000, 1_000];
/** A gateway of money may take seconds to answer them: a second copy beside the first would ask it twice. */
const SLOW_SERVICES = ['Payment', 'Billing'];
/** Commands that name themselves by another id than `command_id`. */
const REPEATABLE = ['BeginAuditEntry', 'EndAuditEntry'];

type NestPacket = { readonly response?: Answer; readonly err?: unknown };

/** Asks other services over core NATS, in the packets of Nest's NATS transporter. */
export class Messenger {
  /** @param local what services of this process answer; the bus is asked for the rest. */
  constructor(
    private readonly nats: NatsConnection,
    private readonly local?: LocalAnswers,
  ) {}

  /** @throws RefusalError when the answer is no; UnavailableError when there is none in time; BusyError when it is to be asked again. */
  request<I extends DescMessage, O extends DescMessage>(
    rpc: Rpc<I, O>,
    request: MessageInitShape<I>,
    timeoutMilliseconds: number = REQUEST_TIMEOUT_MILLISECONDS,
  ): Promise<MessageShape<O>> {
    const subject = subjectOf(rpc);
    return inSpan(
      `ask ${rpc.parent.name}.${rpc.name}`,
      { 'messaging.system': 'nats', 'messaging.destination.name': subject },
      async () => {
        const answer = await this.answerTo(rpc, request, timeoutMilliseconds);
        if ('refusal' in answer) {
          const { code, details } = answer.refusal;
          throw code === BusyError.CODE ? new BusyError(subject, details) : new RefusalError(code, details);
        }
        return fromJson(rpc.output, answer.reply, { ignoreUnknownFields: true });
      },
      SpanKind.CLIENT,
    );
  }

  private async answerTo(rpc: Rpc, request: unknown, timeoutMilliseconds: number): Promise<Answer> {
    const subject = subjectOf(rpc);
    const answerer = this.local?.find(subject);
    if (answerer) return askLocally(answerer, subject, request, timeoutMilliseconds);
    const isSafe =
      isQuery(rpc) ||
      REPEATABLE.includes(rpc.name) ||
      (hasCommandId(request) && !SLOW_SERVICES.includes(rpc.parent.name));
    const { response } = await this.exchange(subject, request, isSafe, timeoutMilliseconds);
    if (!response) throw new UnavailableError(subject, 'the answerer failed');
    return response;
  }

  private async exchange(
    subject: string,
    data: unknown,
    isSafe: boolean,
    totalMilliseconds: number,
  ): Promise<NestPacket> {
    const tries = isSafe ? FIRST_TRIES_MILLISECONDS : [];
    let remaining = totalMilliseconds;
    for (const limit of tries) {
      // A request that may take long gets no short tries: a second copy would only double the work.
      if (remaining <= 2 * limit || totalMilliseconds > REQUEST_TIMEOUT_MILLISECONDS) break;
      const packet = await this.ask(subject, data, limit, true);
      if (packet) return packet;
      remaining -= limit;
    }
    const packet = await this.ask(subject, data, remaining, false);
    if (!packet) throw new UnavailableError(subject, ErrorCode.Timeout);
    return packet;
  }

  /** @returns null without an answer in time, if another attempt follows. */
  private async ask(
    subject: string,
    data: unknown,
    timeout: number,
    isTriedAgain: boolean,
  ): Promise<NestPacket | null> {
    const payload = jsonText({ pattern: subject, data, id: newId() });
    try {
      const message = await this.nats.request(subject, payload, { timeout, headers: traceHeaders() });
      return message.json<NestPacket>();
    } catch (error) {
      if (!(error instanceof NatsError)) throw error;
      if (isTriedAgain && error.code === ErrorCode.Timeout) return null;
      throw new UnavailableError(subject, error.code);
    }
  }
}

const hasCommandId = (request: unknown): boolean =>
  typeof request === 'object' &&
  request !== null &&
  'commandId' in request &&
  typeof request.commandId === 'string' &&
  request.commandId !== '';
