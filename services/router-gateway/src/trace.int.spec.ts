import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { idFrom } from '@saring/kernel';
import { inSpan } from '@saring/messaging';
import { startTelemetry } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { Neighbourhood } from './testing/neighbourhood';

it('follows one trace from the fact to the command on the router', async () => {
  const exporter = new InMemorySpanExporter();
  const telemetry = startTelemetry(new SimpleSpanProcessor(exporter));
  const town = await Neighbourhood.start(await startRouterOsSimulator());
  const phone = town.simulator.phone(1);
  const budi = idFrom('budi');
  town.residents.settle(budi, 'active', phone.mac);
  await town.startGateway({ SWEEP_SECONDS: '3600', LEASE_SECONDS: '600' });
  await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
  const traceId = await inSpan('a tap', {}, async (span) => {
    await town.residents.setStatus(budi, 'exhausted');
    return span.spanContext().traceId;
  });
  await eventually(() => town.bindingOf(phone.mac) === 'regular');
  await eventually(() => {
    const names = exporter
      .getFinishedSpans()
      .flatMap((span) => (span.spanContext().traceId === traceId ? [span.name] : []));
    return (
      names.includes('react AccessStatusChanged') && names.includes('routeros /ip/hotspot/ip-binding/set')
    );
  });
  await town.close();
  await telemetry.stop();
});
