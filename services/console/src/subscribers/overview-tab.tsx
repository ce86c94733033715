// overview-tab.tsx — what is left, what it is made of, and whether the routers have followed.
import { Button, Group, Paper, Progress, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { hoursSpeedText, hoursText } from '@saring/i18n';
import { useFormats, useLocale, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { Answered } from '../parts/problem';
import { StatusBadge } from '../parts/status';
import { useIsPhone } from '../parts/use-is-phone';
import { useMay } from '../session/session';
import { useAccess, useQuota, type PersonQuota } from './person';
import { personTexts } from './person.texts';

/** Few come to need it. */
const TakeBackDialog = lazy(async () => ({
  default: (await import('./take-back-dialog')).TakeBackDialog,
}));

const FamilyPart = lazy(async () => ({ default: (await import('./family-part')).FamilyPart }));

type Grant = PersonQuota['grants'][number];

const Sum = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <Paper withBorder p="sm">
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text fw={600}>{value}</Text>
  </Paper>
);

const Access = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const access = useAccess(subscriberId, true);
  if (!access.data) return null;
  const { applied, pendingRouterIds } = access.data;
  return (
    <Text size="sm" c="dimmed" role="status">
      {applied ? say('access.applied') : say('access.pending', { count: pendingRouterIds.length || 1 })}
    </Text>
  );
};

const useGrantWords = () => {
  const say = useSay(personTexts);
  const { bytes, instant, duration, wait } = useFormats();
  const { locale } = useLocale();
  return {
    /** `00.00–06.00 WIB · buka`, and its speed within other hours; empty: it is the same all day. */
    hours: (grant: Grant): string => {
      const { validHours, speedHours = '', hoursSpeedDownKilobitsPerSecond, zoneMinutes, open } = grant;
      const valid = validHours
        ? say(open ? 'hours.open' : 'hours.closed', { hours: hoursText(validHours, locale, zoneMinutes) })
        : '';
      const fast = hoursSpeedText({ speedHours, hoursSpeedDownKilobitsPerSecond }, locale);
      return [valid, fast].filter(Boolean).join(' · ');
    },
    holds: ({
      unlimited,
      remainingBytes,
      sizeBytes,
      onlineSeconds,
      onlineSecondsLeft = 0,
    }: Grant): string => {
      const time = onlineSeconds
        ? say('grant.of', { left: wait(onlineSecondsLeft), size: wait(onlineSeconds) })
        : '';
      if (unlimited) return time || say('grant.unlimited');
      const size = say('grant.of', { left: bytes(remainingBytes), size: bytes(sizeBytes) });
      return [size, time].filter(Boolean).join(' · ');
    },
    ends: ({ expiresAt, lastsSecondsFromFirstUse, onlineSeconds }: Grant): string => {
      if (expiresAt) return instant(expiresAt);
      if (lastsSecondsFromFirstUse) return say('endsAfterUse', { time: duration(lastsSecondsFromFirstUse) });
      return say(onlineSeconds ? 'endsUsed' : 'endsNever');
    },
  };
};

const Hours = ({ grant }: { readonly grant: Grant }) => {
  const hours = useGrantWords().hours(grant);
  if (hours === '') return null;
  return (
    <Text size="xs" c="dimmed">
      {hours}
    </Text>
  );
};

/** Of the time where bytes have no limit. */
const percentLeft = (grant: Grant): number | null => {
  const { unlimited, sizeBytes, remainingBytes, onlineSeconds = 0, onlineSecondsLeft = 0 } = grant;
  const [left, size] = unlimited ? [onlineSecondsLeft, onlineSeconds] : [remainingBytes, sizeBytes];
  if (unlimited && size === 0) return null;
  return size > 0 ? (100 * left) / size : 0;
};

const Left = ({ grant }: { readonly grant: Grant }) => {
  const say = useSay(personTexts);
  const percent = percentLeft(grant);
  if (percent === null) return null;
  return <Progress value={percent} size="xs" mt={4} aria-label={say('left')} />;
};

type GrantProps = { readonly grant: Grant; readonly onRevoke: (() => void) | null };

const TakeBack = ({ grant, onRevoke }: GrantProps) => {
  const say = useSay(personTexts);
  if (!onRevoke || grant.expired) return null;
  return (
    <Button size="compact-xs" variant="default" onClick={onRevoke}>
      {say('grant.revoke')}
    </Button>
  );
};

const GrantRow = (props: GrantProps) => {
  const say = useSay(personTexts);
  const words = useGrantWords();
  const { grant } = props;
  return (
    <Table.Tr>
      <Table.Td>{say(`source.${grant.source}`)}</Table.Td>
      <Table.Td>
        {words.holds(grant)}
        <Hours grant={grant} />
        <Left grant={grant} />
      </Table.Td>
      <Table.Td>{grant.expired ? <StatusBadge status="expired" /> : words.ends(grant)}</Table.Td>
      <Table.Td ta="right">
        <TakeBack {...props} />
      </Table.Td>
    </Table.Tr>
  );
};

const GrantCard = (props: GrantProps) => {
  const say = useSay(personTexts);
  const words = useGrantWords();
  const { grant } = props;
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div style={{ minWidth: 0 }}>
          <Text fw={600}>{words.holds(grant)}</Text>
          <Text size="xs" c="dimmed">
            {say(`source.${grant.source}`)} · {words.ends(grant)}
          </Text>
          <Hours grant={grant} />
        </div>
        {grant.expired ? <StatusBadge status="expired" /> : <TakeBack {...props} />}
      </Group>
      <Left grant={grant} />
    </Paper>
  );
};

const Grants = ({
  subscriberId,
  grants,
}: {
  readonly subscriberId: string;
  readonly grants: readonly Grant[];
}) => {
  const say = useSay(personTexts);
  const may = useMay();
  const [revoked, setRevoked] = useState<Grant | null>(null);
  const isPhone = useIsPhone();
  const words = useGrantWords();
  const revokeOf = (grant: Grant) => (may('quota:grant') ? () => setRevoked(grant) : null);
  if (grants.length === 0) return <Text c="dimmed">{say('grants.none')}</Text>;
  return (
    <>
      {isPhone ? (
        <Stack gap="xs">
          {grants.map((grant) => (
            <GrantCard key={grant.grantId} grant={grant} onRevoke={revokeOf(grant)} />
          ))}
        </Stack>
      ) : (
        <Table>
          <Table.Tbody>
            {grants.map((grant) => (
              <GrantRow key={grant.grantId} grant={grant} onRevoke={revokeOf(grant)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {revoked !== null && (
        <DialogsAbout what={`${say(`source.${revoked.source}`)}, ${words.holds(revoked)}`}>
          <Suspense>
            <TakeBackDialog subscriberId={subscriberId} grant={revoked} onClose={() => setRevoked(null)} />
          </Suspense>
        </DialogsAbout>
      )}
    </>
  );
};

/** Bytes, time online, or both; of what is without a limit that word. */
const useLeftWords = () => {
  const say = useSay(personTexts);
  const { bytes, wait } = useFormats();
  return ({
    unlimited,
    remainingBytes,
    onlineSecondsLeft,
  }: Pick<PersonQuota, 'unlimited' | 'remainingBytes' | 'onlineSecondsLeft'>): string => {
    const time = onlineSecondsLeft === null ? '' : wait(onlineSecondsLeft);
    if (unlimited) return time || say('grant.unlimited');
    return [bytes(remainingBytes), time].filter(Boolean).join(' · ');
  };
};

export const OverviewTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const { bytes, instant, wait } = useFormats();
  const leftOf = useLeftWords();
  const quota = useQuota(subscriberId, true);
  return (
    <Answered query={quota}>
      {({ usedBytes, usedOnlineSeconds, grantedBytes, debtBytes, heldBytes, expiresAt, grants, ...left }) => (
        <Stack>
          <Group align="baseline" gap="xs">
            <Text fz={32} fw={650} lh={1.2}>
              {leftOf(left)}
            </Text>
            <Text c="dimmed">
              {say('left')}
              {expiresAt ? `, ${say('endsAt', { at: instant(expiresAt) })}` : ''}
            </Text>
          </Group>
          <Access subscriberId={subscriberId} />
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            <Sum
              label={say('used')}
              value={[bytes(usedBytes), usedOnlineSeconds > 0 ? wait(usedOnlineSeconds) : '']
                .filter(Boolean)
                .join(' · ')}
            />
            <Sum label={say('granted')} value={bytes(grantedBytes)} />
            <Sum label={say('debt')} value={bytes(debtBytes)} />
            <Sum label={say('held')} value={bytes(heldBytes)} />
          </SimpleGrid>
          {left.family !== null || left.familyMembers > 0 ? (
            <Suspense>
              <FamilyPart subscriberId={subscriberId} />
            </Suspense>
          ) : null}
          <Title order={2} size="h4" mt="sm">
            {say('grants')}
          </Title>
          <Grants subscriberId={subscriberId} grants={grants} />
        </Stack>
      )}
    </Answered>
  );
};
