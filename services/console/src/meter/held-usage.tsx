// held-usage.tsx — usage that a router's counter shows and nobody believes yet: charged or dropped, singly or many.
import { Anchor, Button, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { ReasonDialog } from '../parts/reason-dialog';
import { usePages } from '../parts/use-pages';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { HeldGraph } from './held-graph';
import { meterTexts } from './meter.texts';
import type { Row } from '../parts/answer';

const PAGE = 50;
type Held = Row<'/api/v1/anomalies'>;

const useDecision = (anomalyIds: readonly string[], onDone: () => void) => {
  const say = useSay(meterTexts);
  return useCommand({
    send: ({ accept, reason }: { accept: boolean; reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/anomalies/decide', {
          params: { header: { 'Idempotency-Key': key } },
          body: { anomalyIds: [...anomalyIds], accept, reason },
        }),
      ),
    said: ({ decided, refused }, { accept }) =>
      refused.length > 0
        ? say('said.some', { count: decided.length, refused: refused.length })
        : say(accept ? 'said.accept' : 'said.reject', { count: decided.length }),
    changes: [['anomalies'], ['person'], ['home']],
    onDone,
  });
};

const HeldRow = ({
  held,
  isChosen,
  onToggle,
  onGraph,
}: {
  readonly held: Held;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
  readonly onGraph: () => void;
}) => {
  const say = useSay(meterTexts);
  const may = useMay();
  const { bytes, instant } = useFormats();
  return (
    <Paper withBorder p="sm" component="li">
      <Group wrap="nowrap" gap="sm">
        <Checkbox
          aria-label={say('choose', { bytes: bytes(held.bytes), at: instant(held.observedAt) })}
          checked={isChosen}
          onChange={onToggle}
        />
        <div style={{ flex: 1, minWidth: 0 }}>
          {may('quota:read') ? (
            <Anchor
              component="button"
              type="button"
              fw={600}
              onClick={onGraph}
              aria-label={`${say('graph')}: ${bytes(held.bytes)}`}
            >
              {bytes(held.bytes)}
            </Anchor>
          ) : (
            <Text fw={600}>{bytes(held.bytes)}</Text>
          )}
          <Text size="sm" c="dimmed">
            {say('within', { seconds: held.secondsSinceWatermark })} · {instant(held.observedAt)}
          </Text>
        </div>
        <Anchor component={Link} to={`/subscribers/${held.subscriberId}`} size="sm">
          {say('person')}
        </Anchor>
      </Group>
    </Paper>
  );
};

export const HeldUsage = () => {
  const say = useSay(meterTexts);
  const may = useMay();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<'accept' | 'reject' | null>(null);
  const [graphed, setGraphed] = useState<Held | null>(null);
  const decide = useDecision(chosen, () => {
    setAsked(null);
    setChosen([]);
  });
  const held = usePages(['anomalies'], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/anomalies', { params: { query: { state: 'open', limit: PAGE, cursor } }, signal }),
    ),
  );
  const toggle = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <Text c="dimmed">{say('intro')}</Text>
        <PagesOf pages={held} empty={say('empty')}>
          {(items) => (
            <Stack component="ul" gap="xs" p={0} m={0} maw={720} style={{ listStyle: 'none' }}>
              {items.map((one) => (
                <HeldRow
                  key={one.anomalyId}
                  held={one}
                  isChosen={chosen.includes(one.anomalyId)}
                  onToggle={() => toggle(one.anomalyId)}
                  onGraph={() => setGraphed(one)}
                />
              ))}
            </Stack>
          )}
        </PagesOf>
        {may('anomalies:decide') && chosen.length > 0 && (
          <Group>
            <Text size="sm">{say('chosen', { count: chosen.length })}</Text>
            <Button onClick={() => setAsked('accept')}>{say('accept')}</Button>
            <Button variant="default" onClick={() => setAsked('reject')}>
              {say('reject')}
            </Button>
          </Group>
        )}
      </Stack>
      {graphed && <HeldGraph held={graphed} onClose={() => setGraphed(null)} />}
      {asked && (
        <DialogsAbout what={say('chosen', { count: chosen.length })}>
          <ReasonDialog
            title={say(asked)}
            isPending={decide.isPending}
            onClose={() => setAsked(null)}
            onSubmit={(reason) => decide.mutate({ accept: asked === 'accept', reason })}
          />
        </DialogsAbout>
      )}
    </>
  );
};
