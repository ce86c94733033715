// One trace from the browser's request through edge and NATS to the services behind it.
import 'reflect-metadata';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { authOtp } from '@saring/auth-otp';
import { notification } from '@saring/notification';
import { startTelemetry, type Telemetry } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { register } from 'prom-client';
import { startWhatsAppSimulator } from '../../../../infra/simulators/whatsapp/src';
import { EdgeStack } from '../testing/edge-stack';

const exporter = new InMemorySpanExporter();
let telemetry: Telemetry;
let edge: EdgeStack;

beforeAll(async () => {
  telemetry = startTelemetry(new SimpleSpanProcessor(exporter));
  edge = await EdgeStack.start({
    services: [notification, authOtp],
    whatsapp: await startWhatsAppSimulator(),
  });
});
afterAll(async () => {
  await edge?.close();
  await telemetry.stop();
});

it('continues the trace of the browser, and names it in a problem', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
  const browser = edge.browser();
  await browser.raw('/api/v1/auth/otp', {
    method: 'POST',
    json: { phone: '081234567890' },
    headers: { traceparent },
  });
  const names = await eventually(() => {
    const spans = exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === traceId);
    const found = spans.map(({ name }) => name);
    return found.includes('POST /api/v1/auth/otp') && found;
  });
  expect(names).toEqual(
    expect.arrayContaining([
      'POST /api/v1/auth/otp',
      'ask AuthOtp.RequestOtp',
      'answer AuthOtp.RequestOtp',
      'ask Notification.SendMessage',
      'answer Notification.SendMessage',
    ]),
  );
  const refused = await browser.raw('/api/v1/auth/otp', {
    method: 'POST',
    json: { phone: '12' },
    headers: { traceparent },
  });
  expect(refused.json['traceId']).toBe(traceId);
  const { values = [] } = (await register.getSingleMetric('saring_http_request_seconds')?.get()) ?? {};
  expect(JSON.stringify(values)).toContain(`"labelSet":{"trace_id":"${traceId}"}`);
  expect(
    JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes])),
  ).not.toContain('81234567890');
});
