import {
  fromJson,
  type DescMessage,
  type JsonValue,
  type MessageInitShape,
  type MessageShape,
} from '@bufbuild/protobuf';
import { SpanKind } from '@opentelemetry/api';
import { subjectOf, type Rpc } from '@saring/contracts';
import { newId } from '@saring/kernel';
import { NatsError, type NatsConnection } from 'nats';
import { RefusalError, UnavailableError } from './errors';
import { jsonText } from './json-text';
import { inSpan, traceHeaders } from './telemetry';

/** A request that nobody answered in this time is unavailable. */
export const REQUEST_TIMEOUT_MILLISECONDS = 5_000;

/** What an answerer sends: its reply, or its refusal. */
export type Answer =
  { readonly reply: JsonValue } | { readonly refusal: { code: string; details?: RefusalError['details'] } };

type NestPacket = { readonly response?: Answer; readonly err?: unknown };

/** Asks other services over core NATS, in the packets of Nest's NATS transporter. */
export class Messenger {
  constructor(private readonly nats: NatsConnection) {}

  /** @throws RefusalError when the answer is no; UnavailableError when there is none in time. */
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
        const packet = await this.exchange(subject, request, timeoutMilliseconds);
        if (packet.response && 'refusal' in packet.response)
          throw new RefusalError(packet.response.refusal.code, packet.response.refusal.details);
        if (!packet.response) throw new UnavailableError(subject, 'the answerer failed');
        return fromJson(rpc.output, packet.response.reply, { ignoreUnknownFields: true });
      },
      SpanKind.CLIENT,
    );
  }

  private async exchange(subject: string, data: unknown, timeout: number): Promise<NestPacket> {
    const payload = jsonText({ pattern: subject, data, id: newId() });
    try {
      const message = await this.nats.request(subject, payload, { timeout, headers: traceHeaders() });
      return message.json<NestPacket>();
    } catch (error) {
      if (error instanceof NatsError) throw new UnavailableError(subject, error.code);
      throw error;
    }
  }
}
