// send-api.ts — POST /send as Fonnte answers it (facts/payments.md, "WhatsApp"): errors come with HTTP 200 too.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../../program/read-body';
import { REFUSALS, type Fault } from './faults';
import { normaliseTarget, type InboxMessage } from './inbox';
import type { WhatsAppSimulator } from './simulator';

type Fields = Record<string, string>;

const MAX_MESSAGE_CHARACTERS = 60_000;

export const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    .end(JSON.stringify(value));
};

const parseFields = (type: string, text: string): Fields | undefined => {
  if (!type.includes('json')) return Object.fromEntries(new URLSearchParams(text));
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null) return undefined;
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, String(value)]));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
};

/** The refusal of a request as the vendor words it, or the numbers to send to. */
const readRequest = (
  simulator: WhatsAppSimulator,
  token: string | undefined,
  fields: Fields | undefined,
): { reason: string } | { targets: string[] } => {
  if (token !== simulator.token) return { reason: 'token invalid' };
  if (!fields || fields.target === undefined || (!fields.message && !fields.url && !fields.file))
    return { reason: 'input invalid' };
  if ((fields.message ?? '').length > MAX_MESSAGE_CHARACTERS) return { reason: 'input invalid' };
  const targets = fields.target
    .split(',')
    .map((one) => normaliseTarget(one.split('|')[0] ?? '', fields.countryCode));
  const known = targets.filter((target): target is string => target !== undefined);
  return known.length === targets.length ? { targets: known } : { reason: 'target invalid' };
};

const accept = (simulator: WhatsAppSimulator, targets: string[], fields: Fields): InboxMessage[] => {
  const { target: _target, message = '', ...extras } = fields;
  const messages = targets.map((target) => simulator.inbox.add(target, message, extras));
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
  simulator: WhatsAppSimulator,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const text = await readBody(request);
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
  const fields = parseFields(request.headers['content-type'] ?? '', text);
  const read = readRequest(simulator, request.headers.authorization, fields);
  if ('reason' in read) return refuse(read.reason);
  const messages = accept(simulator, read.targets, fields ?? {});
  if (fault?.kind === 'timeout') return;
  if (fault?.kind === 'cut') return void request.socket.destroy();
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.milliseconds ?? 0));
  const answer = success(messages, simulator.requestCount);
  const { status, ...rest } = answer;
  sendJson(response, 200, simulator.capitalKeys ? { Status: status, ...rest } : answer);
};
