import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { idFrom } from '@saring/kernel';
import { inSpan } from '@saring/messaging';
import { startTelemetry } from '@saring/service-kit';
import { eventually } from '@saring/testing';
import { startRouterOsSimulator } from '../../../infra/simulators/routeros/src';
import { SimulatedSite } from './testing/simulated-site';

const TRACED_WITHIN_MILLISECONDS = 60_000;

it('follows one trace from the fact to the command on the router', async () => {
  const exporter = new InMemorySpanExporter();
  const telemetry = startTelemetry(new SimpleSpanProcessor(exporter));
  const town = await SimulatedSite.start(await startRouterOsSimulator());
  const phone = town.simulator.phone(1);
  const budi = idFrom('budi');
  town.residents.settle(budi, 'active', phone.mac);
  await town.startGateway({ SWEEP_SECONDS: '3600', LEASE_SECONDS: '600' });
  await eventually(() => town.bindingOf(phone.mac) === 'bypassed');
  const namesIn = (traceId: string): string[] =>
    exporter
      .getFinishedSpans()
      .flatMap((span) => (span.spanContext().traceId === traceId ? [span.name] : []));
  const tap = (status: 'active' | 'exhausted'): Promise<string> =>
    inSpan('a tap', {}, async (span) => {
      await town.residents.setStatus(budi, status);
      return span.spanContext().traceId;
    });
  // Work that was on its way at the tap may write what the tap asks for, in its own trace: then the next tap shows it.
  let tapped = 0;
  await eventually(async () => {
    tapped += 1;
    const stopped = tapped % 2 === 1;
    const traceId = await tap(stopped ? 'exhausted' : 'active');
    await eventually(() => town.bindingOf(phone.mac) === (stopped ? 'regular' : 'bypassed'));
    await eventually(() => {
      const names = namesIn(traceId);
      return (
        names.includes('react AccessStatusChanged') && names.includes('routeros /ip/hotspot/ip-binding/set')
      );
    }, TRACED_WITHIN_MILLISECONDS);
  });
  await town.close();
  await telemetry.stop();
});
