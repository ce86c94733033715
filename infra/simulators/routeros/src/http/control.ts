// control.ts — the control API of the simulator: what a hand would do to phones and routers, as JSON (see README).
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RouterOsSimulator } from '../world/routeros-simulator';
import type { Modem } from '../world/modem';
import type { Phone } from '../world/phone';
import type { Router } from '../world/router';
import { changesOf, recordChanges } from './recorder';
import { readBody } from '../../../program/read-body';
import { typeAtTerminal } from '../script/terminal';
import { modemState, readState } from './state';

type Body = Record<string, unknown>;

const numberIn = (body: Body, name: string, fallback: number): number => {
  const value = body[name] ?? fallback;
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0)
    throw new Error(`${name} must be a number from 0`);
  return value;
};

const textIn = (body: Body, name: string): string | undefined => {
  const value = body[name];
  if (value !== undefined && typeof value !== 'string') throw new Error(`${name} must be text`);
  return value;
};

const rowIn = (body: Body): Record<string, string> => {
  const { row } = body;
  const entries = Object.entries(typeof row === 'object' && row !== null ? row : {});
  return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
};

const PHONE_ACTIONS: Record<string, (phone: Phone, body: Body) => unknown> = {
  join: (phone, body) => phone.join(numberIn(body, 'router', 0), { address: textIn(body, 'address') }),
  leave: (phone) => phone.leave(),
  roam: (phone, body) => phone.roam(numberIn(body, 'router', 0)),
  idle: (phone) => phone.idle(),
  wake: (phone) => phone.wake(),
  'private-mac': (phone) => phone.usePrivateMac(),
  ghost: (phone) => phone.leaveGhost(),
  traffic: (phone, body) =>
    phone.startTraffic({
      downBitsPerSecond: numberIn(body, 'downBitsPerSecond', 0),
      upBitsPerSecond: numberIn(body, 'upBitsPerSecond', 0),
    }),
  stop: (phone) => phone.stopTraffic(),
  transfer: (phone, body) => phone.transfer(numberIn(body, 'bytesIn', 0), numberIn(body, 'bytesOut', 0)),
};

const MODEM_ACTIONS: Record<string, (modem: Modem, body: Body) => unknown> = {
  dial: (modem, body) => {
    modem.dial(textIn(body, 'name') ?? '', textIn(body, 'password') ?? '', numberIn(body, 'router', 0));
    return modemState(modem);
  },
  'dial-again': (modem) => {
    modem.dialAgain();
    return modemState(modem);
  },
  'hang-up': (modem) => modem.hangUp(),
  transfer: (modem, body) => modem.transfer(numberIn(body, 'bytesIn', 0), numberIn(body, 'bytesOut', 0)),
};

const ROUTER_ACTIONS: Record<string, (router: Router, body: Body) => unknown> = {
  'power-off': (router) => router.powerOff(),
  'power-on': (router) => router.powerOn(),
  reboot: (router) => router.reboot(),
  cut: (router) => router.cutConnections(),
  slow: (router, body) => void (router.slowRepliesMs = numberIn(body, 'milliseconds', 0)),
  timing: (router, body) =>
    router.faults.takeTiming({
      latencyMs: [numberIn(body, 'latencyFromMs', 0), numberIn(body, 'latencyToMs', 0)],
      rowMs: numberIn(body, 'rowMs', 0),
      handlers: numberIn(body, 'handlers', 0) || undefined,
      tableLateMs: [numberIn(body, 'tableLateFromMs', 0), numberIn(body, 'tableLateToMs', 0)],
    }),
  refuse: (router, body) => router.faults.refuse(textIn(body, 'path') ?? '', textIn(body, 'message')),
  truncate: (router) => router.truncateNextReply(),
  garbage: (router) => router.garbageNextReply(),
  'oversized-word': (router) => router.oversizedWordNextReply(),
  'reuse-ids': (router, body) => void (router.hosts.table.reuseIds = body.on !== false),
  'empty-replies': (router, body) => void (router.emptyReplies = body.on !== false),
  personality: (router, body) => void (router.personality = textIn(body, 'version') ?? ''),
  'clock-offset': (router, body) => void (router.clockOffsetSeconds = Number(body.seconds ?? 0)),
  put: (router, body) => router.put(textIn(body, 'menu') ?? '', rowIn(body)),
  remove: (router, body) => router.table(textIn(body, 'menu') ?? '').remove(textIn(body, 'id') ?? ''),
  terminal: (router, body) => typeAtTerminal(router, textIn(body, 'line') ?? ''),
  /** From here on every change of a menu is kept with its time. */
  record: (router, body) => recordChanges(router.table(textIn(body, 'menu') ?? '')),
  'synthetic-hosts': (router, body) => router.addSyntheticHosts(numberIn(body, 'count', 1_000)),
};

const read = async (request: IncomingMessage): Promise<Body> => {
  const text = await readBody(request);
  if (text === '') return {};
  const body: unknown = JSON.parse(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Error('the body must be a JSON object');
  return body as Body;
};

/** Carries out `METHOD /control/…`; undefined where there is no such thing. */
const dispatch = async (
  simulator: RouterOsSimulator,
  request: IncomingMessage,
  url: URL,
): Promise<unknown> => {
  const [, , kind = '', index = '', action = ''] = url.pathname.split('/');
  if (request.method === 'GET') {
    if (kind === 'state') return readState(simulator);
    if (kind === 'routers' && action === 'changes')
      return changesOf(simulator.router(Number(index)).table(url.searchParams.get('menu') ?? ''));
    if (kind === 'routers' && action === 'rows')
      return simulator.router(Number(index)).rows(url.searchParams.get('menu') ?? '');
    return undefined;
  }
  if (request.method !== 'POST') return undefined;
  const body = await read(request);
  if (kind === 'advance') return (simulator.advance(numberIn(body, 'seconds', 1)), readState(simulator));
  if (kind === 'modems') {
    const modemAction = MODEM_ACTIONS[action];
    return modemAction && (modemAction(simulator.modem(Number(index)), body) ?? { ok: true });
  }
  const phoneAction = kind === 'phones' ? PHONE_ACTIONS[action] : undefined;
  const routerAction = kind === 'routers' ? ROUTER_ACTIONS[action] : undefined;
  const done = phoneAction
    ? await phoneAction(simulator.phone(Number(index)), body)
    : routerAction && (await routerAction(simulator.router(Number(index)), body));
  return (phoneAction ?? routerAction) ? (done ?? { ok: true }) : undefined;
};

/** Answers the control API; what it cannot do it says with 400 or 404 and a reason. */
export const answerControl = async (
  simulator: RouterOsSimulator,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const send = (status: number, value: unknown): void => {
    response
      .writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
      .end(JSON.stringify(value));
  };
  try {
    const answer = await dispatch(simulator, request, url);
    if (answer === undefined) send(404, { error: `there is no ${request.method} ${url.pathname}` });
    else send(200, answer);
  } catch (error) {
    send(400, { error: (error as Error).message });
  }
};
