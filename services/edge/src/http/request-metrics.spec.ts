import fastifyFactory from 'fastify';
import { register } from 'prom-client';
import { measureRequests } from './request-metrics';

it('measures by surface and outcome, and no answer that stays open', async () => {
  const fastify = fastifyFactory();
  measureRequests(fastify);
  fastify.get('/api/v1/me/quota', () => ({ ok: true }));
  fastify.get('/api/v1/subscribers/:id', (_request, reply) => reply.code(404).send({}));
  fastify.post('/webhooks/midtrans', () => {
    throw new Error('PostgreSQL is away');
  });
  fastify.get('/status', () => 'page');
  fastify.get('/api/v1/me/events', (_request, reply) => {
    reply.hijack();
    reply.raw.end();
  });
  for (const url of ['/api/v1/me/quota', '/api/v1/subscribers/1', '/status', '/api/v1/me/events'])
    await fastify.inject(url);
  await fastify.inject({ method: 'POST', url: '/webhooks/midtrans' });
  const text = await register.getSingleMetricAsString('saring_http_request_seconds');
  const counts = [...text.matchAll(/seconds_count\{(.+)\} (\d+)/g)].map(
    ([, labels, count]) => `${labels} ${count}`,
  );
  expect(counts.sort()).toEqual([
    'surface="console",outcome="refused" 1',
    'surface="page",outcome="ok" 1',
    'surface="portal",outcome="ok" 1',
    'surface="webhook",outcome="failed" 1',
  ]);
  await fastify.close();
});
