// tomorrow.ts — loaded before a service of the product: it speaks to the others as a later release may. Every request, answer
// and fact has fields that today's contracts do not know, and beside each fact goes one of a kind that they do not know.
import { createRequire } from 'node:module';
import { join } from 'node:path';

type Publish = (subject: string, payload?: Uint8Array | string, options?: unknown) => void;
type Json = Record<string, unknown>;

const ADDED = { ofTomorrow: { words: ['later'], amount: 1, isLater: true } };
const FACTS = 'fact.';

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const added = (value: unknown): unknown => (isObject(value) ? { ...value, ...ADDED } : value);

/** The packets of Nest's transporter carry a request in `data`, an answer in `response.reply`. */
const ofTomorrow = (body: Json): Json => {
  if ('pattern' in body && 'data' in body) return { ...body, data: added(body['data']) };
  const { response } = body;
  if (isObject(response) && 'reply' in response)
    return { ...body, response: { ...response, reply: added(response['reply']) } };
  return { ...body, ...ADDED };
};

/** Null: it is no object of JSON, and stays as it is. */
const jsonOf = (payload: Uint8Array | string | undefined): Json | null => {
  try {
    const body: unknown = JSON.parse(
      typeof payload === 'string' ? payload : Buffer.from(payload ?? []).toString(),
    );
    return isObject(body) ? body : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

const { ProtocolHandler } = createRequire(join(process.cwd(), 'package.json'))(
  'nats/lib/nats-base-client/protocol.js',
) as { ProtocolHandler: { prototype: { publish: Publish } } };
const publish = ProtocolHandler.prototype.publish;

ProtocolHandler.prototype.publish = function speak(subject, payload, options): void {
  // Of NATS itself: streams, leases, places.
  const body = subject.startsWith('$') ? null : jsonOf(payload);
  if (!body) return publish.call(this, subject, payload, options);
  publish.call(this, subject, Buffer.from(JSON.stringify(ofTomorrow(body))), options);
  if (subject.startsWith(FACTS))
    publish.call(this, `${subject}OfTomorrow`, Buffer.from(JSON.stringify(added(body))));
};
