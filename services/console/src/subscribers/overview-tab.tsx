// overview-tab.tsx — what is left, what it is made of, and whether the routers have followed.
import { Button, Group, Paper, Progress, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { Answered } from '../parts/problem';
import { StatusBadge } from '../parts/status';
import { useMay } from '../session/session';
import { WideTable } from '../parts/wide-table';
import { useAccess, useQuota, type PersonQuota } from './person';
import { personTexts } from './person.texts';
import { TakeBackDialog } from './take-back-dialog';

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

const GrantRow = ({ grant, onRevoke }: { readonly grant: Grant; readonly onRevoke: (() => void) | null }) => {
  const say = useSay(personTexts);
  const { bytes, instant, duration } = useFormats();
  const { sizeBytes, remainingBytes, unlimited, expired, source } = grant;
  const endOf = ({ expiresAt, lastsSecondsFromFirstUse }: Grant): string => {
    if (expiresAt) return instant(expiresAt);
    if (lastsSecondsFromFirstUse) return say('endsAfterUse', { time: duration(lastsSecondsFromFirstUse) });
    return say('endsNever');
  };
  return (
    <Table.Tr>
      <Table.Td>{say(`source.${source}`)}</Table.Td>
      <Table.Td>
        {unlimited
          ? say('grant.unlimited')
          : say('grant.of', { left: bytes(remainingBytes), size: bytes(sizeBytes) })}
        {!unlimited && (
          <Progress
            value={sizeBytes > 0 ? (100 * remainingBytes) / sizeBytes : 0}
            size="xs"
            mt={4}
            aria-label={say('left')}
          />
        )}
      </Table.Td>
      <Table.Td>{expired ? <StatusBadge status="expired" /> : endOf(grant)}</Table.Td>
      <Table.Td ta="right">
        {onRevoke && !expired && (
          <Button size="compact-xs" variant="default" onClick={onRevoke}>
            {say('grant.revoke')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
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
  if (grants.length === 0) return <Text c="dimmed">{say('grants.none')}</Text>;
  return (
    <>
      <WideTable minWidth={480}>
        <Table>
          <Table.Tbody>
            {grants.map((grant) => (
              <GrantRow
                key={grant.grantId}
                grant={grant}
                onRevoke={may('quota:grant') ? () => setRevoked(grant) : null}
              />
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {revoked !== null && (
        <TakeBackDialog subscriberId={subscriberId} grant={revoked} onClose={() => setRevoked(null)} />
      )}
    </>
  );
};

export const OverviewTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const { bytes, instant } = useFormats();
  const quota = useQuota(subscriberId, true);
  return (
    <Answered query={quota}>
      {({ unlimited, remainingBytes, usedBytes, grantedBytes, debtBytes, heldBytes, expiresAt, grants }) => (
        <Stack>
          <Group align="baseline" gap="xs">
            <Text fz={32} fw={650} lh={1.2}>
              {unlimited ? say('grant.unlimited') : bytes(remainingBytes)}
            </Text>
            <Text c="dimmed">
              {say('left')}
              {expiresAt ? `, ${say('endsAt', { at: instant(expiresAt) })}` : ''}
            </Text>
          </Group>
          <Access subscriberId={subscriberId} />
          <SimpleGrid cols={{ base: 2, sm: 4 }}>
            <Sum label={say('used')} value={bytes(usedBytes)} />
            <Sum label={say('granted')} value={bytes(grantedBytes)} />
            <Sum label={say('debt')} value={bytes(debtBytes)} />
            <Sum label={say('held')} value={bytes(heldBytes)} />
          </SimpleGrid>
          <Title order={2} size="h4" mt="sm">
            {say('grants')}
          </Title>
          <Grants subscriberId={subscriberId} grants={grants} />
        </Stack>
      )}
    </Answered>
  );
};
