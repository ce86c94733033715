// package-change.tsx — another package that a subscriber asks for: approved now or from the next period on, or refused.
import { Button, Group, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { ChangePreview, WhenField } from './change-preview';
import { packageChangeTexts } from './package-changes.texts';
import { BILLS, type Subscription } from './use-bills';

type Ask = NonNullable<Subscription['packageChange']>;
type AskProps = {
  readonly subscriptionId: string;
  /** Today's package. */
  readonly packageName: string;
  readonly ask: Ask;
};
const CHANGES = [BILLS, ['home']];

const ApproveDialog = ({
  subscriptionId,
  packageName,
  ask,
  onClose,
}: AskProps & { readonly onClose: () => void }) => {
  const say = useSay(packageChangeTexts);
  const [isLater, setLater] = useState(false);
  const { requestId, packageId, priceRupiah } = ask;
  const later = isLater ? ({ fromNextPeriod: true } as const) : {};
  const approve = useCommand({
    send: (body: { fromNextPeriod?: true }, key) =>
      answerOf(
        api.POST('/api/v1/package-changes/{requestId}/approve', {
          params: { path: { requestId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => say('said.approved'),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('approve.title', { from: packageName, name: ask.packageName })}
      submit={say('approve')}
      isPending={approve.isPending}
      onSubmit={() => approve.mutate(later)}
      onClose={onClose}
    >
      {ask.note !== '' && <Text size="sm">{say('note', { note: ask.note })}</Text>}
      <WhenField isLater={isLater} onChange={setLater} />
      <ChangePreview
        subscriptionId={subscriptionId}
        asked={{ packageId, priceRupiah, ...later }}
        changesSpeed={false}
      />
    </FormDialog>
  );
};

const RefuseDialog = ({ ask, onClose }: { readonly ask: Ask; readonly onClose: () => void }) => {
  const say = useSay(packageChangeTexts);
  const { requestId } = ask;
  const refuse = useCommand({
    send: (body: { reason: string }, key) =>
      answerOf(
        api.POST('/api/v1/package-changes/{requestId}/refuse', {
          params: { path: { requestId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => say('said.refused'),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('refuse.title', { name: ask.packageName })}
      submit={say('refuse')}
      hint={say('refuse.hint')}
      isPending={refuse.isPending}
      isDangerous
      onSubmit={(reason) => refuse.mutate({ reason })}
      onClose={onClose}
    />
  );
};

/** What waits, with its answers for who may give them. */
export const PackageChange = ({ subscriptionId, packageName, ask }: AskProps) => {
  const say = useSay(packageChangeTexts);
  const { instant, rupiah } = useFormats();
  const may = useMay();
  const [dialog, setDialog] = useState<'approve' | 'refuse'>();
  const close = () => setDialog(undefined);
  const { packageName: name, priceRupiah, note, askedAt } = ask;
  return (
    <Group justify="space-between" align="flex-start" gap="xs">
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {say('waiting', { name, price: rupiah(priceRupiah) })}
        </Text>
        {note !== '' && (
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {say('note', { note })}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {say('asked', { time: instant(askedAt) })}
        </Text>
      </Stack>
      {may('bills:write') && (
        <Group gap="xs">
          <Button size="xs" aria-label={say('approve.of', { name })} onClick={() => setDialog('approve')}>
            {say('approve')}
          </Button>
          <Button
            size="xs"
            variant="default"
            aria-label={say('refuse.of', { name })}
            onClick={() => setDialog('refuse')}
          >
            {say('refuse')}
          </Button>
        </Group>
      )}
      {dialog === 'approve' && (
        <ApproveDialog subscriptionId={subscriptionId} packageName={packageName} ask={ask} onClose={close} />
      )}
      {dialog === 'refuse' && <RefuseDialog ask={ask} onClose={close} />}
    </Group>
  );
};
