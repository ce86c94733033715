// line-words.tsx — how a PPPoE line stands, in words: its state, its session or what is in its way, its speed.
import { Badge, Group, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { lineUsageTexts } from './line-usage.texts';
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

type Quota = NonNullable<Line['quota']>;

/** What may be moved in a period, and what comes beyond it. */
export const useQuotaWords = () => {
  const say = useSay(lineUsageTexts);
  const { bytes, speed } = useFormats();
  return (quota: Quota): string => {
    const { periodDays: count = 0, periodDay: day, slowDownloadKilobitsPerSecond: slow } = quota;
    const then = slow > 0 ? say('quota.thenSlow', { down: speed(slow) }) : say('quota.thenHeld');
    return count > 0
      ? say('quota.days', { bytes: bytes(quota.bytes), count, then })
      : say('quota.month', { bytes: bytes(quota.bytes), day, then });
  };
};

/** The quota in force, and whether a hand set it; nothing where its package sets no limit. */
export const QuotaLine = ({ line }: { readonly line: Line }) => {
  const say = useSay(lineUsageTexts);
  const words = useQuotaWords();
  const { quota, quotaByHand } = line;
  if (!quota) return quotaByHand ? <Text size="sm">{say('quota.noneByHand')}</Text> : null;
  const found = words(quota);
  return <Text size="sm">{quotaByHand ? say('quota.byHand', { quota: found }) : found}</Text>;
};
