// router-health.tsx — how a router fares, in one line: how fast it answers, its load, its memory, and whether it is left
// alone.
import { Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { holdingsTexts } from './router-holdings.texts';

type Health = NonNullable<Answer<'/api/v1/routers/{routerId}'>['health']>;

export const RouterHealth = ({ health }: { readonly health: Health }) => {
  const say = useSay(holdingsTexts);
  const { bytes, instant, number } = useFormats();
  const { answerMilliseconds: answered, cpuLoadPercent: load, freeMemoryBytes, totalMemoryBytes } = health;
  const isKnown = health.breaker === 'closed';
  const words = [
    isKnown && answered !== undefined && say('health.answer', { count: number(answered) }),
    isKnown && load !== undefined && say('health.cpu', { count: number(load) }),
    isKnown &&
      freeMemoryBytes !== undefined &&
      totalMemoryBytes !== undefined &&
      say('health.memory', { free: bytes(freeMemoryBytes), total: bytes(totalMemoryBytes) }),
    !isKnown && say('health.rest', { count: number(health.failures), at: instant(health.breakerChangedAt) }),
  ].filter(Boolean);
  return (
    <Text size="sm" c={isKnown ? 'dimmed' : undefined}>
      {words.join(' · ')}
    </Text>
  );
};
