// broadcast-page.tsx — one message to many: whom it reaches and what they get, before it is started and while it runs.
import { Alert, Anchor, List, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { useMay } from '../session/session';
import { Bubble } from '../templates/bubble';
import { BroadcastActs } from './broadcast-acts';
import { BroadcastBadge, BroadcastProgress } from './broadcast-state';
import { broadcastTexts } from './broadcasts.texts';
import { useBroadcast, useCost, useFilterWords, useLasts, type Broadcast } from './use-broadcasts';

const route = getRouteApi('/broadcasts/$broadcastId');

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Paper withBorder p="md" component="section" aria-label={title}>
    <Stack gap="xs">
      <Title order={2} size="h4">
        {title}
      </Title>
      {children}
    </Stack>
  </Paper>
);

const Audience = ({ broadcast }: { readonly broadcast: Broadcast }) => {
  const say = useSay(broadcastTexts);
  const { number, instant } = useFormats();
  const words = useFilterWords()(broadcast.filter);
  const lasts = useLasts();
  const cost = useCost();
  const { state, recipients, waiting, perMinute, startsAt } = broadcast;
  // Before it is started: without those who want none.
  const people = state === 'ready' ? waiting : recipients;
  return (
    <Part title={say('audience')}>
      <List size="sm">
        {(words.length > 0 ? words : [say('audience.all')]).map((one) => (
          <List.Item key={one}>{one}</List.Item>
        ))}
      </List>
      {state !== 'resolving' && (
        <>
          <Text fw={650}>
            {say('people', { count: number(people) })}
            {people > 0 && (
              <Text span fw={400}>
                {', '}
                {lasts(people, perMinute)}
              </Text>
            )}
          </Text>
          {people === 0 && <Alert color="orange">{say('nobody')}</Alert>}
          <Text size="sm">
            {say('cost')}: {cost(people)}
          </Text>
        </>
      )}
      {startsAt !== undefined && <Text size="sm">{say('from', { at: instant(startsAt) })}</Text>}
    </Part>
  );
};

const Examples = ({ broadcast }: { readonly broadcast: Broadcast }) => {
  const say = useSay(broadcastTexts);
  const { phone } = useFormats();
  const { examples, textIndonesian, textEnglish, recipients, state } = broadcast;
  if (examples.length === 0)
    return (
      <Part title={say('text')}>
        <Bubble text={textIndonesian} lang="id" />
        {textEnglish !== '' && <Bubble text={textEnglish} lang="en" />}
        {state !== 'resolving' && recipients > 0 && (
          <Text size="sm" c="dimmed">
            {say('example.none')}
          </Text>
        )}
      </Part>
    );
  return (
    <Part title={say('examples')}>
      {examples.map((one) => (
        <div key={one.subscriberId}>
          <Text size="sm" fw={600} mb={4}>
            {[one.name, phone(one.phone)].filter(Boolean).join(' · ')}
          </Text>
          <Bubble text={one.text} lang="id" />
        </div>
      ))}
    </Part>
  );
};

const Loaded = ({ broadcast }: { readonly broadcast: Broadcast }) => {
  const say = useSay(broadcastTexts);
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  const may = useMay();
  const { createdAt, createdBy, endedAt, leftOut, state, stopReason } = broadcast;
  return (
    <Stack maw={980}>
      <Paper withBorder p="md">
        <Stack gap="sm">
          <div>
            <BroadcastBadge broadcast={broadcast} />
          </div>
          <BroadcastProgress broadcast={broadcast} />
          {leftOut > 0 && state !== 'ready' && (
            <Text size="xs" c="dimmed">
              {say('count.leftOut.why')}
            </Text>
          )}
          {stopReason !== undefined && (
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {say('stop.reason', { reason: stopReason })}
            </Text>
          )}
          <BroadcastActs broadcast={broadcast} />
          {may('messages:control') && (
            <Anchor
              size="sm"
              w="fit-content"
              renderRoot={(props) => (
                <Link {...props} to="/broadcasts/new" search={{ from: broadcast.broadcastId }} />
              )}
            >
              {say('copy')}
            </Anchor>
          )}
          <Text size="xs" c="dimmed">
            {say('made', { at: instant(createdAt), name: nameOf(createdBy) })}
            {endedAt !== undefined && ` · ${say('ended', { at: instant(endedAt) })}`}
          </Text>
        </Stack>
      </Paper>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Audience broadcast={broadcast} />
        <Examples broadcast={broadcast} />
      </SimpleGrid>
    </Stack>
  );
};

export const BroadcastPage = () => {
  const say = useSay(broadcastTexts);
  const { broadcastId } = route.useParams();
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <Anchor size="sm" w="fit-content" renderRoot={(props) => <Link {...props} to="/broadcasts" />}>
          {say('back')}
        </Anchor>
        <Answered query={useBroadcast(broadcastId)}>
          {(broadcast) => <Loaded broadcast={broadcast} />}
        </Answered>
      </Stack>
    </>
  );
};
