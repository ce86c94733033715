// router-configurations.tsx — the configurations of a router, what changed between two, and that somebody knows of it.
import { Anchor, Badge, Button, Group, Modal, Paper, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { partsTexts } from '../parts/parts.texts';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { WrappedCode } from '../parts/wrapped-code';
import { useMay } from '../session/session';
import { configurationTexts } from './configurations.texts';

type Configuration = Row<'/api/v1/routers/{routerId}/configurations'>;
type Pair = { readonly from: Configuration; readonly to: Configuration };
const PAGE = 20;
const SIGN = { added: '+', removed: '−' } as const;

const Changes = ({ routerId, pair, onClose }: { routerId: string; pair: Pair; onClose: () => void }) => {
  const say = useSay(configurationTexts);
  const sayParts = useSay(partsTexts);
  const { instant } = useFormats();
  const query = { from: pair.from.configurationId, to: pair.to.configurationId };
  const changes = useQuery({
    queryKey: ['routers', routerId, 'changes', query],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/routers/{routerId}/configurations/changes', {
          params: { path: { routerId }, query },
          signal,
        }),
      ),
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={say('changes.title', { at: instant(pair.to.takenAt) })}
      closeButtonProps={{ 'aria-label': sayParts('close') }}
    >
      <Answered query={changes}>
        {({ items }) =>
          items.length === 0 ? (
            <Text>{say('changes.none')}</Text>
          ) : (
            <Stack gap="xs">
              {items.map(({ menu, action, line }, index) => (
                <div key={`${index} ${menu} ${line}`}>
                  <Text size="sm">
                    {SIGN[action]} {menu} <span>({say(action)})</span>
                  </Text>
                  <WrappedCode>{line}</WrappedCode>
                </div>
              ))}
            </Stack>
          )
        }
      </Answered>
    </Modal>
  );
};

type CardProps = {
  readonly one: Configuration;
  readonly onChanges?: () => void;
  readonly onAccept?: () => void;
};

const Card = ({ one, onChanges, onAccept }: CardProps) => {
  const say = useSay(configurationTexts);
  const { instant, number } = useFormats();
  const { nameOf } = useColleagues();
  const text = `/api/v1/routers/${one.routerId}/configurations/${one.configurationId}/text`;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between">
        <div>
          <Group gap="xs">
            <Text fw={600}>{instant(one.takenAt)}</Text>
            {!one.accepted && (
              <Badge color="orange.9" variant="filled">
                {say('new')}
              </Badge>
            )}
          </Group>
          <Text size="sm" c="dimmed">
            {[
              say('lines', { count: number(one.lines) }),
              say('until', { at: instant(one.seenAt) }),
              one.acceptedBy && say('acceptedBy', { name: nameOf(one.acceptedBy) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </div>
        <Group gap="xs">
          {onChanges && (
            <Button size="xs" variant="default" onClick={onChanges}>
              {say('changes')}
            </Button>
          )}
          {onAccept && (
            <Button size="xs" onClick={onAccept}>
              {say('accept')}
            </Button>
          )}
          <Anchor size="sm" href={text} download={`router-${one.takenAt.slice(0, 10)}.txt`}>
            {say('download')}
          </Anchor>
        </Group>
      </Group>
    </Paper>
  );
};

const useConfigurations = (routerId: string) =>
  useInfiniteQuery({
    queryKey: ['routers', routerId, 'configurations'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/routers/{routerId}/configurations', {
          params: {
            path: { routerId },
            query: { limit: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });

const useConfigurationCommands = (routerId: string) => {
  const say = useSay(configurationTexts);
  const { number } = useFormats();
  const save = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/v1/routers/{routerId}/configurations', {
          params: { path: { routerId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: ({ lines }) => say('said.saved', { count: number(lines) }),
    changes: [['routers']],
  });
  const accept = useCommand({
    send: (configurationId: string, key) =>
      answerOf(
        api.POST('/api/v1/routers/{routerId}/configurations/{configurationId}/accept', {
          params: { path: { routerId, configurationId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('said.accepted'),
    changes: [['routers']],
  });
  return { save, accept };
};

export const RouterConfigurations = ({ routerId }: { readonly routerId: string }) => {
  const say = useSay(configurationTexts);
  const sayParts = useSay(partsTexts);
  const may = useMay();
  const configurations = useConfigurations(routerId);
  const { save, accept } = useConfigurationCommands(routerId);
  const [pair, setPair] = useState<Pair>();
  return (
    <Stack gap="md" align="stretch">
      <Text size="sm">{say('intro')}</Text>
      {may('routers:sweep') && (
        <Button style={{ alignSelf: 'flex-start' }} loading={save.isPending} onClick={() => save.mutate()}>
          {say('save')}
        </Button>
      )}
      <Answered query={configurations}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Text>{say('none')}</Text>;
          return items.map((one, index) => {
            const before = items[index + 1];
            return (
              <Card
                key={one.configurationId}
                one={one}
                onChanges={before && (() => setPair({ from: before, to: one }))}
                onAccept={
                  !one.accepted && may('routers:write') ? () => accept.mutate(one.configurationId) : undefined
                }
              />
            );
          });
        }}
      </Answered>
      {configurations.hasNextPage && (
        <Button variant="default" onClick={() => void configurations.fetchNextPage()}>
          {sayParts('more')}
        </Button>
      )}
      {pair && <Changes routerId={routerId} pair={pair} onClose={() => setPair(undefined)} />}
    </Stack>
  );
};
