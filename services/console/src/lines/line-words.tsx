// line-words.tsx — how a PPPoE line stands, in words: its state, its session or what is in its way, its speed.
import { Badge, Group, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { lineTexts } from './lines.texts';
import type { Line } from './use-lines';

const QUIET: readonly string[] = ['online', 'offline', 'waiting'];
const COLOURS: Readonly<Record<string, string>> = { active: 'saring.8', suspended: 'orange.9' };

export const LineState = ({ line }: { readonly line: Line }) => {
  const say = useSay(lineTexts);
  const { instant } = useFormats();
  const { state, standing, sessionAddress, onlineSince, suspendedByHand, heldForBill } = line;
  const { heldForQuota, slowed } = line;
  const reasons = [
    suspendedByHand && say('byHand'),
    heldForBill && say('forBill'),
    heldForQuota && say('forQuota'),
  ].filter(Boolean);
  return (
    <Group gap="xs">
      <Badge tt="none" color={COLOURS[state] ?? 'gray.8'}>
        {say(`state.${state}`)}
        {state === 'suspended' && reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}
      </Badge>
      {slowed && state === 'active' && (
        <Badge tt="none" color="orange.9">
          {say('slowed')}
        </Badge>
      )}
      <Text size="sm" c={QUIET.includes(standing) ? undefined : 'var(--mantine-color-error)'}>
        {say(`standing.${standing}`)}
        {onlineSince ? ` · ${say('since', { address: sessionAddress, at: instant(onlineSince) })}` : ''}
      </Text>
    </Group>
  );
};

export const useTermsOf = () => {
  const say = useSay(lineTexts);
  const { speed } = useFormats();
  return (line: Line): string => {
    if (line.profile) return say('keptProfile', { profile: line.profile });
    const { downloadKilobitsPerSecond: down, uploadKilobitsPerSecond: up } = line;
    const limit = down === 0 ? say('unlimited') : say('speed', { down: speed(down), up: speed(up) });
    return [limit, line.pool || line.address].filter(Boolean).join(' · ');
  };
};
