// free-port.spec.ts — ports for programs that are started in a moment.
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { freePort } from '.';

it('lies below those of outgoing connections, and can be listened on', async () => {
  const range = readFileSync('/proc/sys/net/ipv4/ip_local_port_range', 'utf8');
  const port = await freePort();
  expect(port).toBeLessThan(Number(range.split(/\s+/)[0]));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await new Promise((resolve) => server.close(resolve));
});

it('is chosen by nobody else, used or not, until its process has ended', async () => {
  const chosen = await freePort();
  const onlyThat = jest.spyOn(crypto, 'randomInt').mockReturnValue(chosen as never);
  await expect(freePort()).rejects.toThrow('no port of');
  onlyThat.mockRestore();
});
