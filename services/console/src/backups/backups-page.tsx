// backups-page.tsx — the backups of this machine: whether they are good, one more now, one as a file, and how one comes back.
import { Alert, Anchor, Button, Code, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { TableOrCards } from '../parts/table-or-cards';
import { useCommand } from '../parts/use-command';
import { backupTexts } from './backups.texts';

type Backups = Answer<'/api/v1/backups'>;

const LOOK_MILLISECONDS = 15_000;
const RESTORE_COMMANDS = `npm run restore -- --from=store --list
npm run restore -- --preview --from=store latest
npm run restore -- --from=store latest
npm start`;

const BackupList = ({ items }: { readonly items: Backups['items'] }) => {
  const say = useSay(backupTexts);
  const { instant, bytes } = useFormats();
  if (items.length === 0) return <Text c="dimmed">{say('none')}</Text>;
  return (
    <TableOrCards
      columns={[
        { head: say('taken'), cell: ({ takenAt }) => instant(takenAt) },
        { head: say('size'), cell: ({ sizeBytes }) => bytes(sizeBytes) },
        {
          head: say('state'),
          cell: ({ verifiedAt }) =>
            verifiedAt ? (
              say('verified', { at: instant(verifiedAt) })
            ) : (
              <>
                <strong>{say('unverified')}</strong>
                <Text size="xs" c="dimmed">
                  {say('unverified.why')}
                </Text>
              </>
            ),
        },
        {
          head: say('file'),
          cell: ({ name, takenAt }) => (
            <Anchor
              href={`/api/v1/backups/${encodeURIComponent(name)}/file`}
              download={name}
              aria-label={say('downloadOf', { at: instant(takenAt) })}
            >
              {say('download')}
            </Anchor>
          ),
        },
      ]}
      rows={items}
      keyOf={({ name }) => name}
      minWidth={560}
    />
  );
};

type ProblemProps = { readonly color: 'orange' | 'red'; readonly title: string; readonly detail: string };

const Problem = ({ color, title, detail }: ProblemProps) => (
  <Alert color={color} role="alert">
    <Text size="sm" fw={600}>
      {title}
    </Text>
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {detail}
    </Text>
  </Alert>
);

/** Where they go, when, and what is wrong with it. */
const Standing = ({ backups }: { readonly backups: Backups }) => {
  const say = useSay(backupTexts);
  const { scheduled, placeError, lastError, dailyTime, timeZone, keepDaily, keepWeekly, keepMonthly } =
    backups;
  return (
    <Stack gap="xs">
      {!scheduled && <Problem color="orange" title={say('off')} detail={say('off.how')} />}
      {placeError !== undefined && <Problem color="red" title={say('away')} detail={placeError} />}
      {lastError !== undefined && placeError === undefined && (
        <Problem color="red" title={say('failed')} detail={lastError} />
      )}
      <div>
        <Text style={{ overflowWrap: 'anywhere' }}>{say('place', { place: backups.place })}</Text>
        {scheduled && <Text>{say('daily', { time: dailyTime, zone: timeZone })}</Text>}
        <Text>{say('kept', { daily: keepDaily, weekly: keepWeekly, monthly: keepMonthly })}</Text>
      </div>
    </Stack>
  );
};

const MakeNow = ({ backups }: { readonly backups: Backups }) => {
  const say = useSay(backupTexts);
  const { time } = useFormats();
  const make = useCommand({
    send: (_: void, key: string) =>
      answerOf(api.POST('/api/v1/backups', { params: { header: { 'Idempotency-Key': key } } })),
    said: () => say('asked'),
    changes: [['backups']],
  });
  if (!backups.scheduled) return null;
  return (
    <div>
      <Button loading={make.isPending} onClick={() => make.mutate()}>
        {say('make')}
      </Button>
      <Text size="sm" role="status">
        {backups.runningSince && say('making', { at: time(backups.runningSince) })}
      </Text>
    </div>
  );
};

const Restoring = () => {
  const say = useSay(backupTexts);
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {say('restore')}
      </Title>
      <Text>{say('restore.how')}</Text>
      <Code block style={{ whiteSpace: 'pre-wrap' }}>
        {RESTORE_COMMANDS}
      </Code>
      <Text size="sm">{say('restore.key')}</Text>
    </Stack>
  );
};

export const BackupsPage = () => {
  const say = useSay(backupTexts);
  const backups = useQuery({
    queryKey: ['backups'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/backups', { signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  return (
    <>
      <PageTitle title={say('title')} />
      <Answered query={backups}>
        {(held) => (
          <Stack>
            <Standing backups={held} />
            <MakeNow backups={held} />
            <BackupList items={held.items} />
            <Restoring />
          </Stack>
        )}
      </Answered>
    </>
  );
};
