// send-api.ts — POST /send as Fonnte answers it: errors come with HTTP 200 too.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBytes } from '../../program/read-body';
import { REFUSALS, type Fault, type Faults } from './faults';
import { normaliseTarget, type Inbox, type InboxFile, type InboxMessage } from './inbox';

/** The part of the simulator that sending uses. */
interface SendingSimulator {
  readonly token: string;
  readonly inbox: Inbox;
  readonly faults: Faults;
  readonly capitalKeys: boolean;
  requestCount: number;
  reportDelivery(message: InboxMessage): Promise<void>;
}

type Fields = Record<string, string>;
type SendRequest = { fields: Fields; file?: InboxFile };

const MAX_MESSAGE_CHARACTERS = 60_000;
/** The vendor takes files of 4 MB. */
const MAX_UPLOAD_BYTES = 4 * 1024 * 1024;

export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
};

const parseBody = async (type: string, body: Buffer<ArrayBuffer>): Promise<SendRequest | undefined> => {
  if (type.includes('multipart/form-data')) return parseUpload(type, body);
  const text = body.toString('utf8');
  if (!type.includes('json')) return { fields: Object.fromEntries(new URLSearchParams(text)) };
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    const fields = Object.entries(parsed).map(([name, value]) => [name, String(value)] as const);
    return { fields: Object.fromEntries(fields) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** A form with a file in its field `file`, as the vendor takes uploads; undefined when it cannot be read. */
const parseUpload = async (type: string, body: Buffer<ArrayBuffer>): Promise<SendRequest | undefined> => {
  const form = await new Response(body, { headers: { 'content-type': type } })
    .formData()
    .catch(() => undefined);
  if (!form) return undefined;
  const fields: Fields = {};
  let file: InboxFile | undefined;
  for (const [name, value] of form)
    if (typeof value === 'string') fields[name] = value;
    else if (name === 'file')
      file = { name: value.name, type: value.type, content: Buffer.from(await value.arrayBuffer()) };
  return { fields, ...(file && { file }) };
};

/** The refusal of a request as the vendor words it, or the numbers to send to. */
const readRequest = (
  simulator: SendingSimulator,
  token: string | undefined,
  sent: SendRequest | undefined,
): { reason: string } | { targets: string[] } => {
  if (token !== simulator.token) return { reason: 'token invalid' };
  if (!sent || sent.fields.target === undefined) return { reason: 'input invalid' };
  const { fields, file } = sent;
  if (!fields.message && !fields.url && !file) return { reason: 'input invalid' };
  if ((fields.message ?? '').length > MAX_MESSAGE_CHARACTERS) return { reason: 'input invalid' };
  const targets = (fields.target ?? '')
    .split(',')
    .map((one) => normaliseTarget(one.split('|')[0] ?? '', fields.countryCode));
  const known = targets.filter((target): target is string => target !== undefined);
  return known.length === targets.length ? { targets: known } : { reason: 'target invalid' };
};

const accept = (simulator: SendingSimulator, targets: string[], sent: SendRequest): InboxMessage[] => {
  const { target: _target, message = '', ...extras } = sent.fields;
  const messages = targets.map((target) => simulator.inbox.add(target, message, extras, sent.file));
  for (const added of messages) void simulator.reportDelivery(added);
  return messages;
};

const success = (messages: InboxMessage[], requestid: number): Record<string, unknown> => ({
  detail: 'success! message in queue',
  id: messages.map(({ id }) => id),
  process: 'pending',
  requestid,
  status: true,
  target: messages.map(({ target }) => target),
});

const isRefusal = (fault: Fault | undefined): boolean => REFUSALS.some((reason) => reason === fault?.kind);

/** Answers one send request, faults included. */
export const answerSend = async (
  simulator: SendingSimulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await readBytes(request, MAX_UPLOAD_BYTES);
  simulator.requestCount += 1;
  const fault = simulator.faults.take();
  const refuse = (reason: string): void => {
    sendJson(
      response,
      200,
      simulator.capitalKeys ? { Status: false, Reason: reason } : { status: false, reason },
    );
  };
  if (fault?.kind === 'http-500')
    return void response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>500</h1>');
  if (fault && isRefusal(fault)) return refuse(fault.kind);
  const sent = await parseBody(request.headers['content-type'] ?? '', body);
  const read = readRequest(simulator, request.headers.authorization, sent);
  if ('reason' in read) return refuse(read.reason);
  const messages = accept(simulator, read.targets, sent ?? { fields: {} });
  if (fault?.kind === 'timeout') return;
  if (fault?.kind === 'cut') return void request.socket.destroy();
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds ?? 0));
  const answer = success(messages, simulator.requestCount);
  const { status, ...rest } = answer;
  sendJson(response, 200, simulator.capitalKeys ? { Status: status, ...rest } : answer);
};
