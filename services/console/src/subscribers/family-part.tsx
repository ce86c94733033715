// family-part.tsx — whom a person shares the quota with, or whose they use; an operator can end a membership.
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { FormDialog } from '../parts/form-dialog';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { familyTexts } from './family.texts';
import { personKey } from './person';

type Family = Answer<'/api/v1/subscribers/{subscriberId}/family'>;
type Member = Family['members'][number];
type Removal = { readonly payerId: string; readonly memberId: string; readonly name: string };

const useLimits = () => {
  const say = useSay(familyTexts);
  const { bytes } = useFormats();
  return ({ dailyBytes, shareBytes }: Pick<Member, 'dailyBytes' | 'shareBytes'>): string => {
    const said = [
      ...(dailyBytes === null ? [] : [say('daily', { bytes: bytes(dailyBytes) })]),
      ...(shareBytes === null ? [] : [say('share', { bytes: bytes(shareBytes) })]),
    ];
    return said.length === 0 ? '' : say('limits', { limits: said.join(', ') });
  };
};

const Person = ({
  id,
  name,
  phone,
}: {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
}) => (
  <Anchor component={Link} to={`/subscribers/${id}`}>
    {name || phone || id}
  </Anchor>
);

type RowProps = { readonly member: Member; readonly onRemove: (() => void) | null };

const MemberRow = ({ member, onRemove }: RowProps) => {
  const say = useSay(familyTexts);
  const { bytes, instant } = useFormats();
  const limits = useLimits();
  const { subscriberId, name, phone, invitedUntil, usedBytes, usedTodayBytes, limit } = member;
  const state =
    invitedUntil === null
      ? say('used', { used: bytes(usedBytes), today: bytes(usedTodayBytes) })
      : say('invited', { until: instant(invitedUntil) });
  const facts = [state, limits(member), limit ? say(`limit.${limit}`) : ''].filter(Boolean);
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Person id={subscriberId} name={name} phone={phone} />
          <Text size="xs" c="dimmed">
            {facts.join(' · ')}
          </Text>
        </div>
        {onRemove ? (
          <Button size="compact-xs" variant="default" onClick={onRemove}>
            {say(invitedUntil === null ? 'remove' : 'withdraw')}
          </Button>
        ) : null}
      </Group>
    </Paper>
  );
};

const Membership = ({
  membership,
  onLeave,
}: {
  readonly membership: NonNullable<Family['membership']>;
  readonly onLeave: (() => void) | null;
}) => {
  const say = useSay(familyTexts);
  const { bytes } = useFormats();
  const limits = useLimits();
  const { payerId, name, phone, status, limit, remainingBytes, unlimited, usedBytes, usedTodayBytes } =
    membership;
  const left = unlimited ? say('unlimited') : bytes(remainingBytes);
  const state = status === 'stopped' ? say('stopped') : limit ? say(`limit.${limit}`) : say('left', { left });
  const used = say('used', { used: bytes(usedBytes), today: bytes(usedTodayBytes) });
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text size="sm">
            {say('uses')} <Person id={payerId} name={name} phone={phone} />
          </Text>
          <Text size="xs" c="dimmed">
            {[state, used, limits(membership)].filter(Boolean).join(' · ')}
          </Text>
        </div>
        {onLeave ? (
          <Button size="compact-xs" variant="default" onClick={onLeave}>
            {say('leave')}
          </Button>
        ) : null}
      </Group>
    </Paper>
  );
};

const RemoveDialog = ({
  removal: { payerId, memberId, name },
  changed,
  onClose,
}: {
  readonly removal: Removal;
  readonly changed: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(familyTexts);
  const remove = useCommand({
    send: (_: undefined, key) =>
      answerOf(
        api.DELETE('/api/v1/subscribers/{subscriberId}/family/members/{memberId}', {
          params: { path: { subscriberId: payerId, memberId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('removed'),
    changes: [personKey(changed)],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('leave')}
      submit={say('remove')}
      isDangerous
      isPending={remove.isPending}
      onSubmit={() => remove.mutate(undefined)}
      onClose={onClose}
    >
      <Text size="sm">{say('remove.help', { name })}</Text>
    </FormDialog>
  );
};

export const FamilyPart = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(familyTexts);
  const may = useMay();
  const [removal, setRemoval] = useState<Removal | null>(null);
  const family = useQuery({
    queryKey: [...personKey(subscriberId), 'family'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/family', { params: { path: { subscriberId } }, signal }),
      ),
  });
  const removing = (payerId: string, memberId: string, { name, phone }: { name: string; phone: string }) =>
    may('quota:grant') ? () => setRemoval({ payerId, memberId, name: name || phone }) : null;
  return (
    <>
      <Title order={2} size="h4" mt="sm">
        {say('title')}
      </Title>
      <Answered query={family}>
        {({ members, membership }) => (
          <Stack gap="xs">
            {membership ? (
              <Membership
                membership={membership}
                onLeave={removing(membership.payerId, subscriberId, { name: '', phone: '' })}
              />
            ) : null}
            {members.map((member) => (
              <MemberRow
                key={member.subscriberId}
                member={member}
                onRemove={removing(subscriberId, member.subscriberId, member)}
              />
            ))}
          </Stack>
        )}
      </Answered>
      {removal ? (
        <RemoveDialog removal={removal} changed={subscriberId} onClose={() => setRemoval(null)} />
      ) : null}
    </>
  );
};
