import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { MAX_IN_FLIGHT, MAX_QUEUED, type RouterOsClient } from './client';
import { encodeSentence, MAX_WORD_BYTES } from './codec';
import { connectRouterOs, type RouterOsAddress } from './connect';
import { type Asked, scriptRouter, type ScriptedRouter } from './scripted-router';

const routers: ScriptedRouter[] = [];
const clients: RouterOsClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.ended();
  for (const router of routers.splice(0)) await router.close();
});

const addressOf = (port: number): RouterOsAddress => ({
  host: '127.0.0.1',
  port,
  tls: false,
  user: 'saring',
  password: 'rahasia',
});

const start = async (
  script: (asked: Asked) => void,
  login?: (asked: Asked) => void,
): Promise<ScriptedRouter> => {
  const router = await scriptRouter(script, login);
  routers.push(router);
  return router;
};

const connect = async (
  script: (asked: Asked) => void,
  login?: (asked: Asked) => void,
): Promise<RouterOsClient> => {
  const router = await start(script, login);
  const { client } = await connectRouterOs(addressOf(router.port), 1_000);
  clients.push(client);
  return client;
};

const print = { path: '/ip/hotspot/host/print' };

describe('login', () => {
  it('sends name and password to a router of today', async () => {
    const router = await start(() => undefined);
    const { client } = await connectRouterOs(addressOf(router.port));
    clients.push(client);
    expect(router.asked[0]).toEqual(['/login', '=name=saring', '=password=rahasia', '.tag=1']);
  });

  it('answers the challenge of a router before 6.43', async () => {
    const challenge = 'ebddd18303a54111e2dea05a92ab46b4';
    const expected = createHash('md5')
      .update(Buffer.concat([Buffer.of(0), Buffer.from('rahasia'), Buffer.from(challenge, 'hex')]))
      .digest('hex');
    const seen: string[] = [];
    await connect(
      () => undefined,
      (asked) => {
        const response = asked.words.find((word) => word.startsWith('=response='));
        if (!response) return asked.reply(['!done', `=ret=${challenge}`]);
        seen.push(response);
        return asked.reply(['!done']);
      },
    );
    expect(seen).toEqual([`=response=00${expected}`]);
  });

  it('says that the router refused, without the password', async () => {
    const refuse = connect(
      () => undefined,
      (asked) => asked.reply(['!trap', '=message=invalid user name or password (6)'], ['!done']),
    );
    await expect(refuse).rejects.toMatchObject({ failure: 'login_refused' });
    await expect(refuse).rejects.not.toThrow(/rahasia/);
  });

  it('gives up on a router that accepts the connection and stays silent', async () => {
    await expect(
      connect(
        () => undefined,
        () => undefined,
      ),
    ).rejects.toMatchObject({ failure: 'timeout' });
  });

  it('reports that no host listens', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    await expect(connectRouterOs(addressOf(port))).rejects.toMatchObject({ failure: 'lost' });
  });
});

describe('replies', () => {
  it('returns rows, ids and refusals as values', async () => {
    const client = await connect((asked) => {
      if (asked.words[0]?.endsWith('print'))
        asked.reply(['!re', '=.id=*1', '=name=081234567890'], ['!re', '=.id=*0'], ['!done']);
      else if (asked.words[0]?.endsWith('add')) asked.reply(['!done', '=ret=*1F']);
      else asked.reply(['!trap', '=category=0', '=message=no such item'], ['!done']);
    });
    expect(await client.run(print)).toEqual({
      ok: true,
      rows: [{ '.id': '*1', name: '081234567890' }, { '.id': '*0' }],
    });
    expect(await client.run({ path: '/x/add' })).toMatchObject({ ok: true, ret: '*1F' });
    expect(await client.run({ path: '/x/remove' })).toEqual({
      ok: false,
      trap: { category: 0, message: 'no such item' },
    });
  });

  it('takes the !empty of RouterOS 7.18 as no rows', async () => {
    const client = await connect((asked) => asked.reply(['!empty'], ['!done']));
    expect(await client.run(print)).toEqual({ ok: true, rows: [] });
  });

  it('matches replies that arrive in another order', async () => {
    const waiting: Asked[] = [];
    const client = await connect((asked) => {
      waiting.push(asked);
      if (waiting.length === 2)
        [...waiting].reverse().forEach((one) => one.reply(['!re', `=path=${one.words[0]}`], ['!done']));
    });
    const replies = await Promise.all([client.run({ path: '/a/print' }), client.run({ path: '/b/print' })]);
    expect(replies).toMatchObject([{ rows: [{ path: '/a/print' }] }, { rows: [{ path: '/b/print' }] }]);
  });

  it('streams rows and holds the router back while the reader is busy', async () => {
    const rows = Array.from({ length: 3_000 }, (_, index) => ['!re', `=.id=*${index.toString(16)}`]);
    const client = await connect((asked) => asked.reply(...rows, ['!done']));
    let busy = 0;
    let most = 0;
    const seen: string[] = [];
    const reply = await client.run({
      ...print,
      onRows: async (batch) => {
        busy += 1;
        most = Math.max(most, busy);
        await new Promise(setImmediate);
        seen.push(...batch.map((row) => row['.id'] ?? ''));
        busy -= 1;
      },
    });
    expect(reply).toMatchObject({ ok: true, rows: [] });
    expect(seen).toEqual(rows.map((_, index) => `*${index.toString(16)}`));
    expect(most).toBe(1);
  });
});

describe('a connection that fails', () => {
  const bad: [string, (asked: Asked) => void][] = [
    [
      'cut in the middle of a reply',
      (asked) => (asked.raw(encodeSentence(['!re', '=a=b']).subarray(0, 5)), asked.hangUp()),
    ],
    ['a word of 2^31 bytes', (asked) => asked.raw(Buffer.of(0xf0, 0x80, 0, 0, 0, 1, 2, 3))],
    ['a word beyond the limit', (asked) => asked.raw(Buffer.of(0xe0, 0xff, 0xff, 0xff))],
    ['garbage', (asked) => asked.raw(Buffer.from('\x02ab\xff\xff\xff', 'latin1'))],
    [
      'another protocol',
      (asked) => (asked.raw(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')), asked.hangUp()),
    ],
    ['!fatal', (asked) => asked.raw(encodeSentence(['!fatal', 'session terminated on request']))],
  ];
  it.each(bad)('settles every command: %s', async (_name, script) => {
    let first = true;
    const client = await connect((asked) => {
      if (first) script(asked);
      first = false;
    });
    const all = Array.from({ length: MAX_IN_FLIGHT + 3 }, () => client.run(print));
    for (const outcome of await Promise.allSettled(all))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { failure: 'lost' } });
    await expect(client.run(print)).rejects.toMatchObject({ failure: 'lost' });
    expect((await client.died).failure).toBe('lost');
  });

  it('says that a cut was in the middle of a reply', async () => {
    const client = await connect((asked) => (asked.raw(Buffer.of(3, 0x21)), asked.hangUp()));
    await expect(client.run(print)).rejects.toThrow('in the middle of a reply');
  });
});

describe('limits', () => {
  it('gives up on one command and keeps the connection when the router confirms the cancel', async () => {
    const client = await connect((asked) => {
      if (asked.words[0] === '/slow') return;
      if (asked.words[0] === '/cancel') {
        const tag = asked.words[1]?.slice('=tag='.length);
        asked.raw(encodeSentence(['!trap', '=category=2', '=message=interrupted', `.tag=${tag}`]));
        asked.reply(['!done']);
        asked.raw(encodeSentence(['!done', `.tag=${tag}`]));
        return;
      }
      asked.reply(['!done']);
    });
    const slow = Array.from({ length: MAX_IN_FLIGHT }, () =>
      client.run({ path: '/slow', timeoutMilliseconds: 50 }),
    );
    for (const outcome of await Promise.allSettled(slow))
      expect(outcome).toMatchObject({ reason: { failure: 'timeout' } });
    expect(await client.run(print)).toMatchObject({ ok: true });
  });

  it('gives up on the connection when not even the cancel is answered', async () => {
    const client = await connect(() => undefined);
    await expect(client.run({ ...print, timeoutMilliseconds: 20 })).rejects.toMatchObject({
      failure: 'timeout',
    });
    expect((await client.died).message).toContain('stopped answering');
  });

  it('runs few commands at once and refuses more than the queue holds', async () => {
    const held: Asked[] = [];
    const client = await connect((asked) => void held.push(asked));
    const waiting = Array.from({ length: MAX_IN_FLIGHT + MAX_QUEUED }, () => client.run(print));
    await expect(client.run(print)).rejects.toMatchObject({ failure: 'queue_full' });
    client.ended();
    expect((await Promise.allSettled(waiting)).every((outcome) => outcome.status === 'rejected')).toBe(true);
    expect(held.length).toBeLessThanOrEqual(MAX_IN_FLIGHT);
  });

  it('does not send a word that no router accepts', async () => {
    const client = await connect((asked) => asked.reply(['!done']));
    await expect(client.run({ path: '/x', attributes: { a: 'x'.repeat(MAX_WORD_BYTES) } })).rejects.toThrow(
      /cannot be sent/,
    );
    expect(await client.run(print)).toMatchObject({ ok: true });
  });
});

describe('listen', () => {
  it('brings changes until it is cancelled', async () => {
    const client = await connect((asked) => {
      if (asked.words[0] === '/cancel') {
        const tag = asked.words[1]?.slice('=tag='.length);
        asked.raw(encodeSentence(['!trap', '=category=2', '=message=interrupted', `.tag=${tag}`]));
        asked.reply(['!done']);
        asked.raw(encodeSentence(['!done', `.tag=${tag}`]));
      } else asked.reply(['!re', '=.id=*1', '=address=10.5.50.2'], ['!re', '=.id=*1', '=.dead=yes']);
    });
    const rows: unknown[] = [];
    await new Promise<void>((resolve) => {
      const listening = client.listen({
        path: '/ip/hotspot/host/listen',
        onRows: (batch) => {
          rows.push(...batch);
          if (rows.length === 2) void listening.cancel().then(resolve);
        },
      });
    });
    expect(rows).toEqual([
      { '.id': '*1', address: '10.5.50.2' },
      { '.id': '*1', '.dead': 'yes' },
    ]);
  });

  it('ends when the router refuses it', async () => {
    const client = await connect((asked) => asked.reply(['!trap', '=message=no such command'], ['!done']));
    await client.listen({ path: '/nowhere/listen' }).ended;
    expect(await Promise.race([client.died, Promise.resolve('alive')])).toBe('alive');
  });
});
