// debts-tab.tsx — what a person owes, oldest first; given on credit and settled at the counter.
import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { RemindButton } from '../debts/remind-button';
import { Answered } from '../parts/problem';
import { useMay } from '../session/session';
import { DebtDialog } from './debt-dialog';
import { useDebtEstimate, useDebts } from './person';
import { personTexts } from './person.texts';
import { SettleDialog } from './settle-dialog';

type Dialog = { readonly kind: 'give' } | { readonly kind: 'settle'; readonly debtId?: string };

const Total = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const { rupiah } = useFormats();
  const estimate = useDebtEstimate(subscriberId);
  if (!estimate.data || estimate.data.totalRupiah === 0) return null;
  return <Text fw={600}>{say('debts.total', { amount: rupiah(estimate.data.totalRupiah) })}</Text>;
};

const Dialogs = ({
  subscriberId,
  dialog,
  onClose,
}: {
  readonly subscriberId: string;
  readonly dialog: Dialog | null;
  readonly onClose: () => void;
}) => {
  if (dialog === null) return null;
  if (dialog.kind === 'give') return <DebtDialog subscriberId={subscriberId} onClose={onClose} />;
  return <SettleDialog person={{ subscriberId }} debtId={dialog.debtId} onClose={onClose} />;
};

/** What an operator may do about all of it. */
const Acts = ({
  subscriberId,
  name,
  isOwing,
  setDialog,
}: {
  readonly subscriberId: string;
  readonly name: string;
  readonly isOwing: boolean;
  readonly setDialog: (dialog: Dialog) => void;
}) => {
  const say = useSay(personTexts);
  const may = useMay();
  return (
    <Group gap="xs">
      {may('counter:sell') && isOwing && (
        <Button size="xs" onClick={() => setDialog({ kind: 'settle' })}>
          {say('debts.settle')}
        </Button>
      )}
      {may('debts:remind') && isOwing && <RemindButton subscriberId={subscriberId} name={name} />}
      {may('quota:debt') && (
        <Button size="xs" variant="default" onClick={() => setDialog({ kind: 'give' })}>
          {say('debts.add')}
        </Button>
      )}
    </Group>
  );
};

export const DebtsTab = ({
  subscriberId,
  name,
}: {
  readonly subscriberId: string;
  readonly name: string;
}) => {
  const say = useSay(personTexts);
  const { bytes, rupiah, instant } = useFormats();
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const debts = useDebts(subscriberId, true);
  const maySettle = may('counter:sell');
  return (
    <Answered query={debts}>
      {({ items, autoDebtBytes }) => (
        <Stack gap="xs">
          <Acts {...{ subscriberId, name, isOwing: items.length > 0 || autoDebtBytes > 0, setDialog }} />
          {items.length === 0 && autoDebtBytes === 0 ? (
            <Text c="dimmed">{say('debts.none')}</Text>
          ) : (
            <Total subscriberId={subscriberId} />
          )}
          {autoDebtBytes > 0 && (
            <Paper withBorder p="sm">
              <Text fw={600}>{bytes(autoDebtBytes)}</Text>
              <Text size="sm" c="dimmed">
                {say('cause.usage')}
              </Text>
            </Paper>
          )}
          {items.map((debt) => (
            <Paper key={debt.debtId} withBorder p="sm">
              <Group justify="space-between">
                <div>
                  <Text fw={600}>{rupiah(debt.priceRupiah)}</Text>
                  <Text size="sm">{debt.unlimited ? say('grant.unlimited') : bytes(debt.unpaidBytes)}</Text>
                  <Text size="sm" c="dimmed">
                    {debt.reason} · {say('debts.due', { at: instant(debt.dueAt) })}
                  </Text>
                </div>
                {maySettle && (
                  <Button
                    size="xs"
                    variant="default"
                    onClick={() => setDialog({ kind: 'settle', debtId: debt.debtId })}
                  >
                    {say('debts.settleOne')}
                  </Button>
                )}
              </Group>
            </Paper>
          ))}
          <Dialogs subscriberId={subscriberId} dialog={dialog} onClose={() => setDialog(null)} />
        </Stack>
      )}
    </Answered>
  );
};
