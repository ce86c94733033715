import { ApiClient, ApiProblem, ShopClient, statementCursorAt } from '.';

type Answer = { status?: number; body?: unknown; type?: string };
type Seen = { path: string; method: string; headers: Record<string, string>; body: string | undefined };

const PROBLEM = 'application/problem+json; charset=utf-8';
const loggedOut: Answer = {
  status: 401,
  type: PROBLEM,
  body: { code: 'AUTH.UNAUTHENTICATED', title: 'Belum masuk', detail: '', details: {} },
};

/** A client whose answers come in the order given. */
const clientWith = (...answers: (Answer | Error | DOMException)[]) => {
  const seen: Seen[] = [];
  const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    seen.push({
      path: String(input),
      method: init.method ?? '',
      headers: init.headers as Record<string, string>,
      body: init.body as string | undefined,
    });
    const answer = answers.shift() ?? new Error('no answer is left');
    if ('message' in answer) throw answer;
    const { status = 200, body = {}, type = 'application/json; charset=utf-8' } = answer;
    const content = status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body);
    return new Response(content, { status, headers: { 'content-type': type } });
  };
  const cookies = () => 'saring_locale=id; saring_csrf=token-1';
  return { client: new ApiClient({ fetch, cookies, locale: () => 'en' }), seen };
};

const problemFrom = async (call: Promise<unknown>): Promise<ApiProblem> => {
  const error = await call.catch((reason: unknown) => reason);
  if (!(error instanceof ApiProblem)) throw new Error(`expected a problem, got ${String(error)}`);
  return error;
};

it('asks for a code in the chosen language and sends the CSRF token back', async () => {
  const challenge = { challengeId: 'c', expiresInSeconds: 300, resendInSeconds: 60 };
  const { client, seen } = clientWith({ status: 202, body: challenge });
  expect(await client.requestOtp('0812')).toEqual(challenge);
  expect(seen[0]).toMatchObject({
    path: '/api/v1/auth/otp?lang=en',
    method: 'POST',
    body: '{"phone":"0812"}',
    headers: { 'x-csrf-token': 'token-1', 'accept-language': 'en', 'content-type': 'application/json' },
  });
});

it('reports a refusal with its code, words and details', async () => {
  const body = {
    code: 'AUTH.OTP_WRONG',
    title: 'Kode salah',
    detail: 'Sisa 3',
    details: { triesLeft: 3, choices: [{ deviceId: 'd1' }] },
  };
  const { client } = clientWith({ status: 422, type: PROBLEM, body });
  const problem = await problemFrom(client.verifyOtp('c', '123456'));
  expect(problem).toMatchObject({
    code: 'AUTH.OTP_WRONG',
    status: 422,
    title: 'Kode salah',
    detail: 'Sisa 3',
  });
  expect(problem.details).toEqual({ triesLeft: 3, choices: [{ deviceId: 'd1' }] });
});

it('proves a code by its number where the challenge is forgotten, and asks whether one has left', async () => {
  const { client, seen } = clientWith({}, { body: { delivery: 'failed' } });
  await client.verifyOtpOf('0812', '123456');
  expect(seen[0]?.body).toBe('{"phone":"0812","code":"123456"}');
  expect(await client.otpState('c/1')).toEqual({ delivery: 'failed' });
  expect(seen[1]?.path).toBe('/api/v1/auth/otp/c%2F1');
});

it('sends the consent to move a device only when it was given', async () => {
  const { client, seen } = clientWith({}, {});
  await client.verifyOtp('c', '123456');
  await client.verifyOtp('c', '123456', { moveDevice: true });
  expect(seen.map(({ body }) => body)).toEqual([
    '{"challengeId":"c","code":"123456"}',
    '{"challengeId":"c","code":"123456","moveDevice":true}',
  ]);
});

it('renews a session once and asks again', async () => {
  const { client, seen } = clientWith(loggedOut, {}, { body: { phone: '+62812' } });
  expect(await client.me()).toEqual({ phone: '+62812' });
  expect(seen.map(({ path }) => path)).toEqual(['/api/v1/me', '/api/v1/auth/refresh', '/api/v1/me']);
});

it('shares one renewal among calls at the same time', async () => {
  const { client, seen } = clientWith(loggedOut, loggedOut, {}, {}, {});
  await Promise.all([client.me(), client.quota()]);
  expect(seen.filter(({ path }) => path.endsWith('refresh'))).toHaveLength(1);
});

it('reports the end of the session when it cannot be renewed', async () => {
  const { client, seen } = clientWith(loggedOut, loggedOut);
  expect((await problemFrom(client.me())).isLoggedOut).toBe(true);
  expect(seen).toHaveLength(2);
});

it('does not renew for a wrong code', async () => {
  const { client, seen } = clientWith(loggedOut);
  await problemFrom(client.verifyOtp('c', '123456'));
  expect(seen).toHaveLength(1);
});

it.each<[string, Answer | Error, string]>([
  ['nothing', new TypeError('Failed to fetch'), 'CLIENT.OFFLINE'],
  ["a router's page", { type: 'text/html', body: '<html>' }, 'CLIENT.STRANGE_ANSWER'],
  ["a proxy's error", { status: 502, type: 'text/html', body: '<html>' }, 'CLIENT.STRANGE_ANSWER'],
  ['broken JSON', { body: '{' }, 'CLIENT.STRANGE_ANSWER'],
])('names %s instead of an answer', async (_, answer, code) => {
  const { client } = clientWith(answer);
  expect((await problemFrom(client.deviceStanding())).code).toBe(code);
});

it('lets an aborted call reject as it is', async () => {
  const abort = new AbortController();
  const { client } = clientWith(new DOMException('aborted', 'AbortError'));
  abort.abort();
  await expect(client.me(abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
});

it('pages through the statement, from a time or from a line', async () => {
  const { client, seen } = clientWith({}, {}, {});
  await client.statement({});
  await client.statement({ limit: 20, cursor: '2026-11-21T05:00:00.000Z|usage-1' });
  await client.statement({ cursor: statementCursorAt(new Date('2026-11-21T17:00:00Z')) });
  expect(seen.map(({ path }) => decodeURIComponent(path))).toEqual([
    '/api/v1/me/statement',
    '/api/v1/me/statement?limit=20&cursor=2026-11-21T05:00:00.000Z|usage-1',
    '/api/v1/me/statement?cursor=2026-11-21T17:00:00.000Z|',
  ]);
});

it('removes a device without a body, and reads an answer without content', async () => {
  const { client, seen } = clientWith({ status: 204 });
  expect(await client.removeDevice('d')).toBeUndefined();
  expect(seen[0]).toMatchObject({ method: 'DELETE', path: '/api/v1/me/devices/d', body: undefined });
  expect(seen[0]?.headers).not.toHaveProperty('content-type');
});

it('buys and settles under a key, each on its own route, renewing the session as for all', async () => {
  const { client, seen } = clientWith(loggedOut, {}, { body: { id: 'o1' } }, { body: { id: 'o2' } });
  const shop = new ShopClient(client);
  expect(await shop.buy({ packageId: 'p', method: 'qris' }, 'k1')).toEqual({ id: 'o1' });
  await shop.buy({ all: true, method: 'va', bank: 'bca' }, 'k2');
  expect(seen.map(({ path, headers }) => [path, headers['idempotency-key']])).toEqual([
    ['/api/v1/orders', 'k1'],
    ['/api/v1/auth/refresh', undefined],
    ['/api/v1/orders', 'k1'],
    ['/api/v1/debts/settle', 'k2'],
  ]);
});

it('sends a picture as what it is', async () => {
  const { client, seen } = clientWith({ status: 204 });
  await new ShopClient(client).sendProof('o1', new Blob(['x'], { type: 'image/png' }));
  expect(seen[0]).toMatchObject({
    path: '/api/v1/orders/o1/proof',
    method: 'PUT',
    headers: { 'content-type': 'image/png', 'x-csrf-token': 'token-1' },
  });
});
