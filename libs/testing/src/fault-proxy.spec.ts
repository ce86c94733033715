// The proxy does what it says to a connection: slow, dripping, half-open, cut, refused, and whole again.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { eventually } from './eventually';
import { startFaultProxy, type FaultProxy } from './fault-proxy';

let echo: Server;
let proxy: FaultProxy;
const sockets: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', () => resolve()));
  proxy = await startFaultProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port });
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

/** A client that keeps what it hears, and whether its connection still stands. */
const client = () => {
  const heard: Buffer[] = [];
  const socket = connect(proxy.port, '127.0.0.1');
  sockets.push(socket);
  socket.on('data', (data: Buffer) => heard.push(data));
  socket.on('error', () => socket.destroy());
  return {
    say: (text: string) => socket.write(text),
    heard: () => Buffer.concat(heard).toString(),
    isClosed: () => socket.destroyed,
  };
};
const hears = (one: ReturnType<typeof client>, text: string) => eventually(() => one.heard() === text);

it('passes everything on, in its order', async () => {
  const one = client();
  one.say('satu ');
  one.say('dua');
  await hears(one, 'satu dua');
});

it('holds pieces back and still brings all of them in their order', async () => {
  proxy.slow(30);
  const one = client();
  for (const word of ['satu ', 'dua ', 'tiga']) one.say(word);
  await hears(one, 'satu dua tiga');
});

it('drips, and lets the rest through at once when it is whole again', async () => {
  proxy.drip(20);
  const one = client();
  const text = 'x'.repeat(100_000);
  one.say(text);
  await eventually(() => one.heard().length > 0);
  expect(one.heard().length).toBeLessThan(text.length);
  proxy.restore();
  await hears(one, text);
});

it('is silent while half open, old connections and new ones, and resets them afterwards', async () => {
  const before = client();
  before.say('satu');
  await hears(before, 'satu');
  proxy.halfOpen();
  const { connections } = proxy;
  const during = client();
  before.say('dua');
  during.say('tiga');
  await eventually(() => proxy.connections > connections);
  expect([before.heard(), during.heard()]).toEqual(['satu', '']);
  expect([before.isClosed(), during.isClosed()]).toEqual([false, false]);
  proxy.restore();
  await eventually(() => before.isClosed() && during.isClosed());
  const after = client();
  after.say('empat');
  await hears(after, 'empat');
});

it('cuts what is open, and refuses what comes while it is down', async () => {
  const one = client();
  one.say('satu');
  await hears(one, 'satu');
  proxy.cut();
  await eventually(() => one.isClosed());
  proxy.down();
  const two = client();
  await eventually(() => two.isClosed());
  proxy.restore();
  const three = client();
  three.say('tiga');
  await hears(three, 'tiga');
});
