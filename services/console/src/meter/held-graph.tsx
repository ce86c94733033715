// held-graph.tsx — what a device used in the day around a jump of its counter, so that an operator can judge the jump.
import { Modal, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useCallback, useMemo } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { partsTexts } from '../parts/parts.texts';
import { Answered, Loading } from '../parts/problem';
import { meterTexts } from './meter.texts';

/** The library of the chart comes with the first chart. */
const BarChart = lazy(async () => ({ default: (await import('../parts/bar-chart')).BarChart }));
const HOUR_MILLISECONDS = 3_600_000;
/** Before the jump and behind it. */
const AROUND_HOURS = { before: 23, after: 1 };

type Held = Row<'/api/v1/anomalies'>;
type Hour = { readonly hour: string; readonly bytesIn: number; readonly bytesOut: number };

const hourOf = (iso: string): number => Math.floor(Date.parse(iso) / HOUR_MILLISECONDS) * HOUR_MILLISECONDS;

const Bars = ({ hours, first }: { readonly hours: readonly Hour[]; readonly first: number }) => {
  const say = useSay(meterTexts);
  const { bytes, hour } = useFormats();
  const count = AROUND_HOURS.before + AROUND_HOURS.after;
  const starts = useMemo(
    () => Array.from({ length: count }, (_, index) => first + index * HOUR_MILLISECONDS),
    [first, count],
  );
  const used = useMemo(() => {
    const byHour = new Map(hours.map((one) => [Date.parse(one.hour), one.bytesIn + one.bytesOut]));
    return starts.map((start) => byHour.get(start) ?? 0);
  }, [hours, starts]);
  const seconds = useMemo(() => starts.map((start) => start / 1_000), [starts]);
  const when = useCallback((at: number) => hour(new Date(at * 1_000)), [hour]);
  const most = Math.max(...used);
  return (
    <>
      <Text size="sm">{most === 0 ? say('graph.none') : say('graph.most', { bytes: bytes(most) })}</Text>
      <Suspense fallback={<Loading />}>
        <BarChart label={say('graph.label')} seconds={seconds} values={used} text={bytes} when={when} />
      </Suspense>
    </>
  );
};

export const HeldGraph = ({ held, onClose }: { readonly held: Held; readonly onClose: () => void }) => {
  const say = useSay(meterTexts);
  const sayParts = useSay(partsTexts);
  const { bytes, instant } = useFormats();
  const { subscriberId, deviceId, observedAt } = held;
  const first = hourOf(observedAt) - AROUND_HOURS.before * HOUR_MILLISECONDS;
  const from = new Date(first).toISOString();
  const until = new Date(hourOf(observedAt) + AROUND_HOURS.after * HOUR_MILLISECONDS).toISOString();
  const usage = useQuery({
    queryKey: ['anomalies', 'hours', held.anomalyId],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/usage/hours', {
          params: { path: { subscriberId }, query: { from, until, deviceId } },
          signal,
        }),
      ),
  });
  return (
    <Modal
      opened
      size="lg"
      title={say('graph.title', { bytes: bytes(held.bytes) })}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': sayParts('close') }}
    >
      <Stack gap="xs">
        <Text size="sm">
          {say('graph.jump', { seconds: held.secondsSinceWatermark, at: instant(observedAt) })}{' '}
          {held.carriedBytes === undefined || held.carriedBytes === null
            ? say('graph.unwitnessed')
            : say('graph.carried', { bytes: bytes(held.carriedBytes) })}
        </Text>
        <Answered query={usage}>{({ items }) => <Bars hours={items} first={first} />}</Answered>
      </Stack>
    </Modal>
  );
};
