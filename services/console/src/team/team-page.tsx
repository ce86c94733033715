// team-page.tsx — who works here, with which role; a card opens the colleague.
import { Badge, Button, Group, Paper, Stack, Text, UnstyledButton } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useMay, useOperator } from '../session/session';
import { ColleagueCard } from './colleague-card';
import type { Colleague } from './colleague-roles';
import { NewColleague } from './new-colleague';
import { teamTexts } from './team.texts';

const route = getRouteApi('/team');

const Line = ({ one, isOwn }: { readonly one: Colleague; readonly isOwn: boolean }) => {
  const say = useSay(teamTexts);
  const details = [
    ...(one.name ? [one.email] : []),
    say(one.totp ? 'totp.on' : 'totp.off'),
    ...(one.passkeys > 0 ? [say('team.passkeys', { count: one.passkeys })] : []),
    ...(one.mustChangePassword ? [say('team.unchanged')] : []),
  ];
  return (
    <Group justify="space-between" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text fw={600} truncate>
          {one.name || one.email}
        </Text>
        <Text size="sm" c="dimmed">
          {details.join(' · ')}
        </Text>
      </div>
      <Stack gap={4} align="flex-end" style={{ flexShrink: 0 }}>
        <Badge variant="default" tt="none">
          {say(`role.${one.role}`)}
        </Badge>
        {isOwn && (
          <Text size="xs" c="dimmed">
            {say('team.you')}
          </Text>
        )}
      </Stack>
    </Group>
  );
};

export const TeamPage = () => {
  const say = useSay(teamTexts);
  const may = useMay();
  const { operatorId: own } = useOperator();
  const [isNew, setNew] = useState(false);
  const { colleague: openId } = route.useSearch();
  const navigate = useNavigate();
  const setOpenId = (colleague: string | undefined) =>
    void navigate({ to: '/team', search: { colleague }, replace: true });
  const operators = useQuery({
    queryKey: ['operators'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operators', { signal })),
  });
  const mayWrite = may('operators:write');
  return (
    <>
      <PageTitle title={say('team.title')}>
        {mayWrite && <Button onClick={() => setNew(true)}>{say('team.new')}</Button>}
      </PageTitle>
      <Answered query={operators}>
        {({ items }) => {
          const open = items.find(({ operatorId }) => operatorId === openId);
          return (
            <Stack gap="xs" maw={720}>
              {items.map((one) => (
                <Paper key={one.operatorId} withBorder>
                  {mayWrite ? (
                    <UnstyledButton p="sm" w="100%" onClick={() => setOpenId(one.operatorId)}>
                      <Line one={one} isOwn={one.operatorId === own} />
                    </UnstyledButton>
                  ) : (
                    <div style={{ padding: 12 }}>
                      <Line one={one} isOwn={one.operatorId === own} />
                    </div>
                  )}
                </Paper>
              ))}
              {mayWrite && open && (
                <ColleagueCard key={open.operatorId} of={open} onClose={() => setOpenId(undefined)} />
              )}
            </Stack>
          );
        }}
      </Answered>
      {isNew && <NewColleague onClose={() => setNew(false)} />}
    </>
  );
};
