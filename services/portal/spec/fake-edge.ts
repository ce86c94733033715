// edge as far as the portal sees it: its answers are set by the spec, its refusals and cookies are edge's own.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type {
  Access,
  Device,
  DeviceStanding,
  Grant,
  Holding,
  NamedDevice,
  Newcomer,
  OwnLines,
  Quota,
  StatementLine,
  UsageDay,
} from '@saring/api-client';
import { strangersIn } from './described';
import type { BuiltPortal } from './built-portal';
import { answerShop, initialShop } from './fake-shop';

export const GB = 1_073_741_824;
export const CODE = '482913';
const CSRF = '6f7c2f36-0000-4000-8000-000000000001';
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'";
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
};

/** Any picture will do: edge's specs prove what a real one says. */
const CODE_PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 29 29" width="1024" height="1024"><path fill="#fff" d="M0 0h29v29H0z"/><path d="M4 4h7v7H4zM18 4h7v7h-7zM4 18h7v7H4zM13 5h2v2h-2zM14 13h3v3h-3zM20 15h2v6h-2zM13 21h4v3h-4z"/></svg>';

const grant: Grant = {
  grantId: 'g',
  source: 'operator',
  sizeBytes: 10 * GB,
  remainingBytes: 4 * GB,
  unlimited: false,
  grantedAt: '2026-11-01T00:00:00.000Z',
  expired: false,
  ...{ speedDownKilobitsPerSecond: 0, speedUpKilobitsPerSecond: 0, fupThresholdBytes: 0 },
  dated: false,
  ...{ hoursSpeedDownKilobitsPerSecond: 0, hoursSpeedUpKilobitsPerSecond: 0, open: true },
};

const holding: Holding = {
  bytes: 4 * GB,
  unlimited: false,
  expiresAt: '2099-01-01T00:00:00.000Z',
  lastsSecondsFromFirstUse: null,
  onlineSecondsLeft: null,
  speedDownKilobitsPerSecond: 0,
  speedUpKilobitsPerSecond: 0,
  ...{ validHours: null, speedHours: null, zoneMinutes: null, turnsAt: null },
  ...{ hoursSpeedDownKilobitsPerSecond: 0, hoursSpeedUpKilobitsPerSecond: 0 },
};

const initialWorld = () => ({
  resendInSeconds: 60,
  challenges: 0,
  /** Query and headers of the last request for a code. */
  lastOtp: { url: '', language: '', phone: '' },
  isDeviceOfAnother: false,
  takesMessages: false,
  reverseState: 'waiting',
  /** Of the code that this device showed before its page was closed. */
  shownCode: { state: null as string | null, opened: false },
  isDown: false,
  hasEvents: true,
  locale: 'id',
  deviceId: 'd1',
  isDisabled: false,
  approval: 'approved',
  quota: {
    status: 'active',
    version: 1,
    grantedBytes: 10 * GB,
    usedBytes: 6 * GB,
    remainingBytes: 4 * GB,
    debtBytes: 0,
    debtRupiah: 0,
    debtDueAt: null,
    debtBlock: null,
    unlimited: false,
    expiresAt: '2099-01-01T00:00:00.000Z',
    blockReason: null,
    heldBytes: 0,
    onlineSecondsLeft: null,
    usedOnlineSeconds: 0,
    laterHoldings: [],
    family: null,
    familyMembers: 0,
    paymentLane: null,
    grants: [grant],
    holdings: [holding],
  } as Quota,
  access: { status: 'active', applied: true, thisDevice: 'open', todo: 'none' } as Access,
  /** Whether routers have lost the old MAC of a phone that came back under another. */
  isOldMacGone: false,
  choices: [] as { deviceId: string; name: string; first?: boolean; online?: boolean; lastSeenAt?: string }[],
  /** Whom a login puts out, and whom one has put out before. */
  putOut: [] as NamedDevice[],
  former: [] as NamedDevice[],
  disowned: 0,
  /** Pairs of codes that were asked for to change the number. */
  phoneCodes: 0,
  phone: '+6281234567890',
  /** A number that was long silent, until its account is claimed. */
  isSilent: false,
  accountAnswer: '',
  evicted: '',
  newcomers: [] as Newcomer[],
  devices: [] as Device[],
  usage: [] as UsageDay[],
  ownLines: { items: [], payPath: null } as OwnLines,
  isGatewayAway: false,
  siteColor: null as string | null,
  lines: [] as StatementLine[],
  shop: initialShop(),
  standing: {
    known: true,
    registered: false,
    online: false,
    status: null,
    blockReason: null,
    thisDevice: 'unknown',
    todo: 'login',
  } as DeviceStanding,
});

type Answer = { readonly status: number; readonly body?: unknown; readonly cookies?: readonly string[] };
const problem = (status: number, code: string, title: string, detail = '', details = {}): Answer => ({
  status,
  body: { type: `/problems/${code}`, title, status, detail, code, details },
});
const LOGGED_OUT = problem(401, 'AUTH.UNAUTHENTICATED', 'Belum masuk');

/** A code for the person to send. */
const REVERSE = {
  ...{ challengeId: '00000000-0000-4000-8000-0000000000ff', code: CODE, message: 'MASUK ABCD-2345' },
  ...{ toPhone: '+6281100000000', link: 'https://wa.me/6281100000000?text=MASUK%20ABCD-2345' },
  ...{ qrSvg: '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="240"/>', expiresInSeconds: 300 },
  opensDevice: true,
};

export class FakeEdge {
  world = initialWorld();
  /** Where an answer was not as edge describes it. */
  readonly drift = new Set<string>();
  private readonly pages = new Set<ServerResponse>();
  private readonly server = createServer((request, response) => void this.answer(request, response));

  constructor(private readonly portal: BuiltPortal) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  reset(): void {
    this.world = initialWorld();
  }

  get openPages(): number {
    return this.pages.size;
  }

  tell(event: string, data: object): void {
    for (const page of this.pages) page.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://edge');
    if (!url.pathname.startsWith('/api/')) return this.page(url.pathname, response);
    if (this.world.isDown) return void request.socket.destroy();
    const isLoggedIn = (request.headers.cookie ?? '').includes('saring_access=1');
    if (url.pathname === '/api/v1/events' && isLoggedIn && this.world.hasEvents) return this.open(response);
    if (url.pathname.endsWith('/qr.svg'))
      return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(CODE_PICTURE);
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text =
      request.headers['content-type'] === 'application/json' ? Buffer.concat(chunks).toString() : '';
    const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
    const { status, body: answer, cookies = [] } = this.route(request, url, body, isLoggedIn);
    if (status < 300)
      for (const stranger of strangersIn(request.method ?? '', url.pathname, status, answer))
        this.drift.add(stranger);
    response.writeHead(status, {
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
      'set-cookie': cookies.map((cookie) => `${cookie}; Path=/; SameSite=Lax`),
    });
    response.end(answer === undefined ? undefined : JSON.stringify(answer));
  }

  private page(path: string, response: ServerResponse): void {
    const file = this.portal.files.get(path);
    const type = file
      ? (TYPES[path.replace(/^.*\./, '')] ?? 'text/html; charset=utf-8')
      : 'text/html; charset=utf-8';
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': POLICY,
      'set-cookie': `saring_csrf=${CSRF}; Path=/; SameSite=Lax`,
    });
    response.end(file ?? this.portal.html);
  }

  private open(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 100\n\n');
    this.pages.add(response);
    response.on('close', () => this.pages.delete(response));
  }

  private route(
    request: IncomingMessage,
    url: URL,
    body: Record<string, unknown>,
    isLoggedIn: boolean,
  ): Answer {
    const { world } = this;
    const path = url.pathname.replace('/api/v1/', '');
    const isChange = request.method !== 'GET';
    if (isChange && isLoggedIn && request.headers['x-csrf-token'] !== CSRF)
      return problem(403, 'REQUEST.CROSS_SITE', 'Ditolak');
    if (path === 'device/disown') {
      world.disowned += 1;
      world.standing = { ...world.standing, claimed: false };
      return { status: 204 };
    }
    if (path === 'device') return { status: 200, body: world.standing };
    if (path === 'site')
      return {
        status: 200,
        body: {
          ...{ name: 'Warung Budi', address: 'Jl. Melati 5', phone: '0812 0000 1111' },
          ...{ contactUrl: 'https://wa.me/6281200001111?text=Halo', termsUrl: null },
          privacyUrl: 'https://budi.example/privasi',
          ...{ color: world.siteColor, logoUrl: null, timeZone: 'Asia/Jakarta' },
        },
      };
    if (path === 'auth/otp') return this.otp(request, url, body);
    if (path === 'auth/otp/verify') return this.verify(body);
    if (path.startsWith('auth/reverse')) return this.reverse(path, isChange);
    if (!isLoggedIn) return LOGGED_OUT;
    if (path === 'auth/logout') return { status: 204, cookies: ['saring_access=; Max-Age=0'] };
    if (path === 'auth/refresh') return this.refresh(body);
    if (path === 'me' && isChange) return ((world.locale = String(body['locale'])), { status: 204 });
    if (path === 'me')
      return {
        status: 200,
        body: {
          subscriberId: 's1',
          deviceId: world.deviceId,
          phone: world.phone,
          disabled: world.isDisabled,
          approval: world.approval,
          locale: world.locale,
          timeZone: 'Asia/Jakarta',
          telegram: false,
          email: false,
        },
      };
    if (path === 'me/phone') return this.phoneCodes(body);
    if (path === 'me/phone/confirm') return this.confirmPhone(body);
    if (path === 'me/quota') return { status: 200, body: world.quota };
    if (path === 'me/access') return { status: 200, body: world.access };
    if (path === 'me/lines' && world.isGatewayAway)
      return problem(503, 'SERVICE.UNAVAILABLE', 'Layanan tidak menjawab');
    if (path === 'me/lines') return { status: 200, body: world.ownLines };
    if (path === 'me/usage') return { status: 200, body: { items: world.usage } };
    if (path === 'me/statement') return this.statement(url);
    if (path === 'me/devices/newcomers') return { status: 200, body: { items: world.newcomers } };
    if (path === 'me/devices' && isChange) return this.addDevice(body);
    if (path === 'me/devices')
      return { status: 200, body: { items: world.devices, limit: 5, former: world.former } };
    const key = String(request.headers['idempotency-key'] ?? '');
    const sold = answerShop(world.shop, path, request.method ?? '', body, key);
    if (sold) return sold;
    return path.startsWith('me/devices/')
      ? this.device(request, path.slice(11), body)
      : problem(404, 'REQUEST.NOT_FOUND', 'Tidak ada');
  }

  private otp(request: IncomingMessage, url: URL, { phone }: Record<string, unknown>): Answer {
    const { world } = this;
    if (String(phone).replace(/\D/g, '').length < 9)
      return problem(400, 'PHONE.INVALID', 'Nomor tidak dikenali', 'Tulis nomor ponsel Indonesia.');
    world.lastOtp = {
      url: url.search,
      language: String(request.headers['accept-language']),
      phone: String(phone),
    };
    world.challenges += 1;
    const challengeId = `00000000-0000-4000-8000-${String(world.challenges).padStart(12, '0')}`;
    return {
      status: 202,
      body: { challengeId, expiresInSeconds: 300, resendInSeconds: world.resendInSeconds },
    };
  }

  private reverse(path: string, isChange: boolean): Answer {
    const { takesMessages, reverseState: state } = this.world;
    if (path === 'auth/reverse/device') return { status: 200, body: this.world.shownCode };
    if (path !== 'auth/reverse') return { status: 200, body: { state, expiresInSeconds: 240 } };
    return isChange ? { status: 202, body: REVERSE } : { status: 200, body: { open: takesMessages } };
  }

  private phoneCodes({ phone }: Record<string, unknown>): Answer {
    if (String(phone).replace(/\D/g, '').length < 9)
      return problem(400, 'PHONE.INVALID', 'Nomor tidak dikenali', 'Tulis nomor ponsel Indonesia.');
    const code = (challengeId: string) => ({
      ...{
        challengeId,
        expiresInSeconds: 300,
        resendInSeconds: this.world.resendInSeconds,
        delivery: 'sent',
      },
    });
    this.world.phoneCodes += 1;
    this.world.lastOtp.phone = String(phone);
    return { status: 202, body: { current: code('c1'), next: code('c2') } };
  }

  private confirmPhone({ currentCode, nextCode }: Record<string, unknown>): Answer {
    const which = currentCode === CODE ? (nextCode === CODE ? null : 'next') : 'current';
    if (which !== null)
      return problem(422, 'AUTH.OTP_WRONG', 'Kode salah', 'Sisa percobaan: 4.', { which, triesLeft: 4 });
    this.world.phone = this.world.lastOtp.phone;
    return { status: 200, body: { phone: this.world.phone } };
  }

  private addDevice({ found, label, replaces }: Record<string, unknown>): Answer {
    const { world } = this;
    if (world.choices.length > 0 && !world.choices.some(({ deviceId }) => deviceId === replaces))
      return problem(409, 'AUTH.DEVICES_FULL', 'Jatah perangkat penuh', 'Pilih yang dikeluarkan.', {
        choices: world.choices,
      });
    world.evicted = String(replaces ?? '');
    const newcomer = world.newcomers.find((one) => one.found === found);
    if (!newcomer) return problem(422, 'AUTH.DEVICE_NOT_FOUND', 'Perangkat tidak ditemukan lagi');
    const at = new Date().toISOString();
    world.devices = [
      ...world.devices.filter(({ deviceId }) => deviceId !== replaces),
      {
        ...{
          deviceId: 'tv',
          subscriberId: 's1',
          enrolledBy: 'search',
          mac: newcomer.mac,
          label: String(label),
          firstSeenAt: at,
          lastSeenAt: at,
        },
        ...{ lastAddress: '', privateMac: false, authorized: true, isThis: false, online: true },
      },
    ];
    return { status: 201, body: {} };
  }

  private refresh({ replaceDevice }: Record<string, unknown>): Answer {
    const { world } = this;
    const isBack = world.access.todo === 'replace' && (world.isOldMacGone || replaceDevice === true);
    if (isBack) world.access = { ...world.access, thisDevice: 'open', todo: 'none' };
    return { status: 200, body: { deviceId: world.deviceId, newDevice: isBack, putOut: [] } };
  }

  private verify({ code, moveDevice, evictDeviceId, accountAnswer }: Record<string, unknown>): Answer {
    if (code !== CODE)
      return problem(
        422,
        'AUTH.OTP_WRONG',
        'Kode salah',
        'Periksa lagi kode di WhatsApp. Sisa percobaan: 4.',
        { triesLeft: 4 },
      );
    if (this.world.isDeviceOfAnother && moveDevice !== true)
      return problem(409, 'AUTH.DEVICE_OF_ANOTHER', 'Perangkat milik nomor lain');
    if (this.world.isSilent && accountAnswer === undefined)
      return problem(409, 'AUTH.NUMBER_SILENT', 'Nomor ini lama tidak dipakai', '', {
        ...{ since: '2025-03-02T04:00:00.000Z', lastAt: '2026-07-09T04:00:00.000Z' },
      });
    this.world.accountAnswer = String(accountAnswer ?? '');
    const { choices } = this.world;
    if (choices.length > 0 && !choices.some(({ deviceId }) => deviceId === evictDeviceId))
      return problem(409, 'AUTH.DEVICES_ONLINE', 'Semua perangkat sedang dipakai', '', {
        choices,
      });
    this.world.evicted = String(evictDeviceId ?? '');
    return {
      status: 200,
      body: { subscriberId: 's1', deviceId: this.world.deviceId, putOut: this.world.putOut },
      cookies: ['saring_access=1'],
    };
  }

  private statement(url: URL): Answer {
    const limit = Number(url.searchParams.get('limit'));
    const before = url.searchParams.get('cursor') ?? '~';
    const older = this.world.lines.filter(({ at, id }) => `${at}|${id}` < before);
    const lines = older.slice(0, limit);
    const last = lines[lines.length - 1];
    return {
      status: 200,
      body: { items: lines, nextCursor: older.length > limit && last ? `${last.at}|${last.id}` : null },
    };
  }

  private device(request: IncomingMessage, deviceId: string, { label }: Record<string, unknown>): Answer {
    const { world } = this;
    if (request.method === 'DELETE')
      world.devices = world.devices.filter((device) => device.deviceId !== deviceId);
    else
      world.devices = world.devices.map((device) =>
        device.deviceId === deviceId ? { ...device, label: String(label) } : device,
      );
    return request.method === 'DELETE' ? { status: 204 } : { status: 200, body: {} };
  }
}
