import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectNats } from '@saring/messaging';
import { createLogger, startService, type RunningService } from '@saring/service-kit';
import { startTestStack, type TestStack } from '@saring/testing';
import type { NatsConnection } from 'nats';
import { makeCertificate } from '../../../../infra/simulators/routeros/src/protocol/certificate';
import { edge } from '..';

let stack: TestStack;
let nats: NatsConnection;
let folder: string;
const files = { TLS_CERT_FILE: '', TLS_KEY_FILE: '' };

beforeAll(async () => {
  stack = await startTestStack();
  nats = await connectNats(stack.natsUrl, 'spec');
  folder = mkdtempSync(join(tmpdir(), 'saring-tls-'));
  const { cert, key } = makeCertificate();
  files.TLS_CERT_FILE = join(folder, 'cert.pem');
  files.TLS_KEY_FILE = join(folder, 'key.pem');
  writeFileSync(files.TLS_CERT_FILE, cert);
  writeFileSync(files.TLS_KEY_FILE, key);
});
afterAll(async () => {
  await nats.close();
  await stack.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (env: Record<string, string>): Promise<RunningService> =>
  startService(edge, { env: { ...stack.env, PORT: '0', ...env }, nats, logger: createLogger('silent') });

it('speaks HTTPS with the certificate of the settings, and marks its cookies Secure', async () => {
  const service = await start({ ...files, PUBLIC_URL: 'https://wifi.example.id' });
  const { port } = (service.app as { getHttpServer(): { address(): { port: number } } })
    .getHttpServer()
    .address();
  const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
    get(
      { host: '127.0.0.1', port, path: '/health/ready', rejectUnauthorized: false, agent: false },
      (response) => {
        response.resume().on('end', () => resolve({ status: response.statusCode, ...response.headers }));
      },
    ).on('error', reject);
  });
  expect(headers['status']).toBe(200);
  expect(String(headers['set-cookie'])).toContain('Secure');
  expect(headers['strict-transport-security']).toBeDefined();
  await service.stop();
});

it.each([
  [
    'a certificate that is not there',
    { TLS_CERT_FILE: '/nonexistent', TLS_KEY_FILE: '/nonexistent' },
    /not there/,
  ],
  ['a public name without HTTPS', { PUBLIC_URL: 'http://wifi.example.id' }, /not https/],
])('is not ready with %s, and says so', async (_, env, problem) => {
  const service = await start(env);
  const { ready, checks } = await service.health();
  expect([ready, checks['https']?.detail]).toEqual([false, expect.stringMatching(problem)]);
  await service.stop();
});

it('needs certificate and key together', () =>
  expect(start({ TLS_CERT_FILE: files.TLS_CERT_FILE })).rejects.toThrow(/need each other/));
