// router-alarms.tsx — what on a router works against Saring, in words, until it is gone.
import { Alert, List, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { conflictsIn, lineReadingTexts } from '../lines/line-reading.texts';
import { alarmKey, configurationTexts } from './configurations.texts';

const LOOK_MILLISECONDS = 15_000;

/** In people's words; what has none is shown as the gateway says it. */
const useAlarmDetail = () => {
  const say = useSay(lineReadingTexts);
  return (code: string, detail: string): string => {
    const conflicts = code === 'ROUTER.LINES_IN_CONFLICT' ? conflictsIn(detail) : [];
    return conflicts.length === 0
      ? detail
      : conflicts.map(({ count, key }) => `${count} × ${say(key)}`).join(' · ');
  };
};

export const RouterAlarms = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(configurationTexts);
  const { instant } = useFormats();
  const wordsOf = useAlarmDetail();
  const alarms = useQuery({
    queryKey: ['routers', routerId, 'alarms'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/routers/{routerId}/alarms', { params: { path: { routerId } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  const items = alarms.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} mt="md">
      <Text fw={600}>{say('alarms')}</Text>
      <List>
        {items.map(({ code, detail, raisedAt }) => {
          const key = alarmKey(code);
          return (
            <List.Item key={code}>
              {key ? say(key) : code}
              <Text size="sm" c="dimmed">
                {wordsOf(code, detail)} · {say('since', { at: instant(raisedAt) })}
              </Text>
            </List.Item>
          );
        })}
      </List>
    </Alert>
  );
};
