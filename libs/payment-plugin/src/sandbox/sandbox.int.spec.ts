// sandbox.int.spec.ts — hostile plugins: each ends its own call, and the next call of the same plugin answers.
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Sandbox, type SandboxedPlugin, type SandboxOptions } from './sandbox';

const SECRET = 'rahasia-yang-panjang-42';
let server: Server;
let base = '';
let asked: { url?: string; authorization?: string }[] = [];
let dripping: ServerResponse[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url, authorization: request.headers.authorization });
    if (request.url === '/drip') {
      response.writeHead(200);
      response.write('.');
      dripping.push(response);
    } else if (request.url === '/large') response.end('x'.repeat(300_000));
    else if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    else if (request.url === '/echo') response.end(request.headers.authorization);
    else response.end('{"halo":"dunia"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  dripping = [];
});

const plugin = (code: string, change: Partial<SandboxedPlugin> = {}): SandboxedPlugin => ({
  code,
  permissions: ['network', 'sign'],
  secrets: { apiKey: SECRET },
  network: { hosts: ['api.contoh.id'], setHosts: [base], privateHosts: [base] },
  ...change,
});
const run = (
  code: string,
  options: SandboxOptions = {},
  change: Partial<SandboxedPlugin> = {},
  input: unknown = {},
) => new Sandbox(plugin(code, change), options).call('go', input);
const body = (code: string): string => `module.exports = { go: async (input, host) => { ${code} } };`;

describe('an honest plugin', () => {
  it('gets its input, and answers', async () => {
    expect(await run(body('return { twice: input.n * 2 };'), {}, {}, { n: 21 })).toEqual({
      kind: 'answer',
      value: { twice: 42 },
    });
  });
  it('calls a host that it may call, with a secret that it does not see', async () => {
    const outcome = await run(
      body(`const answer = await host.fetch('http://${base}/ok', {
        method: 'POST', headers: { authorization: ['Bearer ', { secret: 'apiKey' }] }, body: '{}' });
        return { status: answer.status, halo: JSON.parse(answer.body).halo };`),
    );
    expect(outcome).toEqual({ kind: 'answer', value: { status: 200, halo: 'dunia' } });
    expect(asked).toEqual([{ url: '/ok', authorization: `Bearer ${SECRET}` }]);
  });
  it('has signatures made with a secret', async () => {
    const outcome = await run(
      body(`return [
        host.sign({ algorithm: 'hmac-sha256', key: { secret: 'apiKey' }, parts: ['a', 'b'] }),
        host.digest({ hash: 'md5', parts: ['ab', { secret: 'apiKey' }] }),
        host.equals('salah', { secret: 'apiKey' }), host.equals('${SECRET}', { secret: 'apiKey' })];`),
    );
    const { createHash, createHmac } = await import('node:crypto');
    const hmac = createHmac('sha256', SECRET).update('ab').digest('hex');
    const md5 = createHash('md5').update(`ab${SECRET}`).digest('hex');
    expect(outcome).toEqual({ kind: 'answer', value: [hmac, md5, false, true] });
  });
  it('lacks a function without harm', async () => {
    expect(await run('module.exports = {};')).toEqual({ kind: 'absent' });
  });
});

describe('nothing of Node is within reach', () => {
  it.each([
    'typeof process',
    'typeof require',
    'typeof globalThis.Buffer',
    'typeof setTimeout',
    'typeof fetch',
    'typeof WebAssembly',
    'typeof globalThis.__host',
    'typeof globalThis.__run',
    `typeof (0, eval)('this').process`,
    `typeof Function('return this')().process`,
    `typeof host.fetch.constructor('return this')().process`,
    `typeof host.fetch.constructor.constructor('return this')().require`,
    `typeof (async () => {}).constructor('return this')().then`,
    `typeof Object.getPrototypeOf(host.log).constructor('return process')`,
  ])('%s', async (expression) => {
    const outcome = await run(
      body(`let seen; try { seen = ${expression}; } catch (error) { seen = 'undefined'; } return seen;`),
    );
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    // What is there is of the engine itself: a promise has a `then`, a function can be built.
    expect(['undefined', 'function']).toContain(outcome.value);
    if (
      /process|require|Buffer|fetch$|setTimeout|WebAssembly|__/.test(expression) &&
      !/getPrototypeOf/.test(expression)
    )
      expect(outcome.value).toBe('undefined');
  });
  it('no module comes by import', async () => {
    expect(
      await run(body(`return (await import('node:fs')).readFileSync('/etc/passwd', 'utf8');`)),
    ).toMatchObject({
      kind: 'failed',
      reason: 'threw',
    });
  });
});

describe('a hostile plugin ends its own call only', () => {
  const LOOP = 'while (true) {}';
  it.each<[string, string, string]>([
    ['an endless loop', body(LOOP), 'cpu'],
    ['an endless loop while it loads', LOOP, 'cpu'],
    ['a loop that catches its end', body('for (;;) { try { while (true) {} } catch {} }'), 'cpu'],
    // Each promise is kept by the one before: a fast machine fills the memory first, and the engine then throws null.
    [
      'a chain of promises without end',
      body('const next = () => Promise.resolve().then(next); await next();'),
      'cpu|memory|threw',
    ],
    ['a loop in a getter of its answer', body(`return { get a() { ${LOOP} } };`), 'cpu'],
    ['a loop in a then of its answer', body(`return { then() { ${LOOP} } };`), 'cpu'],
    ['a memory bomb', body('const all = []; for (;;) all.push(new ArrayBuffer(1e6));'), 'memory|cpu'],
    ['a bomb of strings', body(`let s = 'x'; for (;;) s += s;`), 'threw|memory|cpu'],
    ['a huge string', body(`return 'x'.repeat(2 ** 29);`), 'memory|threw|cpu'],
    ['a huge answer', body(`return 'x'.repeat(100_000);`), 'too_large'],
    ['deep recursion', body('const deeper = (n) => deeper(n + 1) + 1; return deeper(0);'), 'threw'],
    ['deep JSON', body(`return JSON.parse('['.repeat(200000));`), 'threw|cpu|memory'],
    ['an answer that goes round', body('const a = {}; a.a = a; return a;'), 'threw'],
    ['a throw', body(`throw new Error('no');`), 'threw'],
    ['a throw while it loads', `throw new Error('no');`, 'threw'],
    ['a throw of nothing', body('throw null;'), 'threw'],
    ['an error that cannot be shown', body(`throw { toString() { throw 1; } };`), 'threw'],
    ['no program at all', 'this is { not javascript', 'threw'],
    ['a promise that is never kept', body('await new Promise(() => {});'), 'never_answers'],
    ['a way out of its function', '} ) ( ) ; while (true) {} ( function ( ) {', 'cpu|threw'],
  ])('%s', async (_name, code, reasons) => {
    const outcome = await run(code);
    if (outcome.kind !== 'failed') throw new Error(JSON.stringify(outcome).slice(0, 200));
    // On a busy machine the total limit may be the first to end it.
    if (![...reasons.split('|'), 'timed_out'].includes(outcome.reason))
      throw new Error(JSON.stringify(outcome));
    expect(await run(body('return 1;'))).toEqual({ kind: 'answer', value: 1 });
  });
  it('slow steps of the engine that it cannot interrupt end with the thread', async () => {
    const code = body(`return /^(a+)+$/.test('a'.repeat(64) + 'b') || String((7n ** 400000n) ** 9n).length;`);
    const outcome = await run(code, { limits: { totalMilliseconds: 2_000 } });
    if (outcome.kind !== 'failed') throw new Error(JSON.stringify(outcome).slice(0, 200));
    expect(['cpu', 'timed_out', 'memory', 'threw']).toContain(outcome.reason);
  });
  it('floods no log', async () => {
    const lines: string[] = [];
    const outcome = await run(
      body(
        `for (let n = 0; n < 5000; n += 1) host.log('x'.repeat(5000)); return n = 1;`.replace('n = 1', '1'),
      ),
      { onLog: (line) => lines.push(line) },
    );
    expect(outcome).toEqual({ kind: 'answer', value: 1 });
    expect(lines).toHaveLength(50);
    expect(Math.max(...lines.map((line) => line.length))).toBe(300);
  });
  it('poisons no prototype of ours, neither by its answer nor by what it changes of its own', async () => {
    const outcome = await run(
      `Object.prototype.paid = true; Array.prototype.map = () => ['paid']; JSON.stringify = () => '{"value":"mine"}';
       String.prototype.slice = () => 'mine';
       module.exports = { go: () => JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"admin":true}}}') };`,
    );
    expect(outcome.kind).toBe('answer');
    expect(({} as { admin?: boolean; paid?: boolean }).admin).toBeUndefined();
    expect(({} as { paid?: boolean }).paid).toBeUndefined();
    expect([1].map((n) => n)).toEqual([1]);
  });
  it('gets nothing out of host functions by odd arguments', async () => {
    const outcome = await run(
      body(`const odd = [undefined, null, {}, [], 1, { secret: '__proto__' }, { secret: 'constructor' }, { secret: 'apiKey' }];
        const seen = [];
        for (const one of odd) for (const call of [host.digest, host.sign, host.verify, host.base64, host.equals]) {
          for (const shaped of [one, { hash: 'md5', parts: [one] }, { algorithm: 'hmac-sha256', key: one, parts: [one] }])
            try { seen.push(String(call(shaped, one))); } catch (error) { seen.push(String(error.message)); }
        }
        return seen.slice(0, 200);`),
    );
    if (outcome.kind !== 'answer') throw new Error(JSON.stringify(outcome));
    expect(JSON.stringify(outcome.value)).not.toContain(SECRET);
    expect(JSON.stringify(outcome.value)).not.toMatch(/node:|worker|\.js:\d/);
  });
  it('runs no slot dry: more calls than threads all end', async () => {
    const sandbox = new Sandbox(plugin(body('return input.n;')), { sideBySide: 2 });
    const outcomes = await Promise.all([1, 2, 3, 4, 5].map((n) => sandbox.call('go', { n })));
    expect(outcomes.map((one) => one.kind === 'answer' && one.value)).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('the network of a plugin', () => {
  const fetchOf = (url: string, options = '{}') =>
    body(`try { const answer = await host.fetch('${url}', ${options}); return [answer.status, answer.body]; }
      catch (error) { return error.message; }`);
  const resolve = async () => [{ address: '10.0.0.5', family: 4 }];
  it.each([
    ['http://api.contoh.id/', '{}', 'the address is not allowed'],
    ['https://api.contoh.id:8443/', '{}', 'the address is not allowed'],
    ['https://lain.id/', '{}', 'the address is not allowed'],
    ['https://api.contoh.id.lain.id/', '{}', 'the address is not allowed'],
    ['https://api.contoh.id@lain.id/', '{}', 'the address is not allowed'],
    ['https://x:y@api.contoh.id/', '{}', 'the address is not allowed'],
    ['https://127.0.0.1/', '{}', 'the address is not allowed'],
    ['file:///etc/passwd', '{}', 'the address is not allowed'],
    ['https://api.contoh.id/', '{}', 'the address is private'],
    ['https://api.contoh.id/', `{ headers: { Host: 'lain.id' } }`, 'a header is not allowed'],
    ['https://api.contoh.id/', `{ headers: { 'x-a': 'a\\r\\nhost: b' } }`, 'a header is not allowed'],
    ['https://api.contoh.id/', `{ headers: { 'x-a': { secret: 'toString' } } }`, 'no such secret'],
    ['https://api.contoh.id/', `{ method: 'CONNECT' }`, 'the request is not understood'],
  ])('%s %s: %s', async (url, options, words) => {
    const rules = { ...plugin('').network, resolve };
    expect(await run(fetchOf(url, options), {}, { network: rules })).toEqual({
      kind: 'answer',
      value: words,
    });
    expect(asked).toEqual([]);
  });
  it('takes no address of the operator’s settings into a private network without the switch', async () => {
    const rules = { hosts: [], setHosts: [base], privateHosts: [] };
    for (const url of [`http://${base}/`, `https://${base}/`])
      expect(await run(fetchOf(url), {}, { network: rules })).toMatchObject({
        value: expect.stringContaining('address'),
      });
  });
  it('follows no redirect', async () => {
    expect(await run(fetchOf(`http://${base}/away`))).toEqual({ kind: 'answer', value: [302, ''] });
  });
  it('refuses the thousandth call of many at once', async () => {
    const outcome = await run(
      body(`const all = []; for (let n = 0; n < 1000; n += 1) all.push(host.fetch('http://${base}/ok').then(() => 1, () => 0));
        return (await Promise.all(all)).reduce((sum, one) => sum + one, 0);`),
    );
    expect(outcome).toEqual({ kind: 'answer', value: 8 });
    expect(asked).toHaveLength(8);
  });
  it('survives a million calls', async () => {
    const outcome = await run(
      body(`for (let n = 0; n < 1e6; n += 1) host.fetch('http://${base}/ok').catch(() => 0); return 1;`),
    );
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(asked.length).toBeLessThanOrEqual(8);
  });
  it('ends an answer that drips', async () => {
    expect(await run(fetchOf(`http://${base}/drip`), { limits: { fetchMilliseconds: 300 } })).toEqual({
      kind: 'answer',
      value: 'timed out',
    });
  });
  it('ends a call that waits too long in all, says that it has called, and drops its connection', async () => {
    const outcome = await run(fetchOf(`http://${base}/drip`), { limits: { totalMilliseconds: 700 } });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'timed_out', hasCalled: true });
    const [response] = dripping;
    if (response && !response.destroyed) await new Promise((done) => response.once('close', done));
  });
  it('takes no answer that is too large', async () => {
    expect(await run(fetchOf(`http://${base}/large`))).toEqual({
      kind: 'answer',
      value: 'the answer is too large',
    });
  });
  it('shows no secret that a vendor repeats', async () => {
    const outcome = await run(
      fetchOf(`http://${base}/echo`, `{ headers: { authorization: { secret: 'apiKey' } } }`),
    );
    expect(outcome).toEqual({ kind: 'answer', value: [200, '[secret]'] });
  });
  it('needs the permission', async () => {
    const change = { permissions: [] };
    expect(await run(fetchOf(`http://${base}/ok`), {}, change)).toMatchObject({
      value: 'no permission: network',
    });
    expect(await run(body(`return host.digest({ hash: 'md5', parts: ['a'] });`), {}, change)).toMatchObject({
      kind: 'failed',
      reason: 'threw',
    });
  });
});
