// drawer-dialogs.tsx — opens a drawer, moves money in and out of it, and closes the day.
import { Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { drawerTexts } from './drawer.texts';
import { DRAWER_CHANGES, useOpenDrawer } from './use-open-drawer';

export const OpenDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(drawerTexts);
  const [float, setFloat] = useState<number | string>(0);
  const open = useOpenDrawer(onClose);
  return (
    <FormDialog
      title={say('open')}
      isPending={open.isPending}
      onSubmit={() => open.mutate(Number(float))}
      onClose={onClose}
    >
      <MoneyField label={say('float')} value={float} onChange={setFloat} required isFirst />
    </FormDialog>
  );
};

export const MoveDialog = ({
  way,
  onClose,
}: {
  readonly way: 'payIn' | 'payOut';
  readonly onClose: () => void;
}) => {
  const say = useSay(drawerTexts);
  const [amount, setAmount] = useState<number | string>('');
  const move = useCommand({
    send: (reason: string, key) => {
      const call = {
        params: { header: { 'Idempotency-Key': key } },
        body: { amountRupiah: Number(amount), reason },
      };
      return way === 'payIn'
        ? api.POST('/api/v1/drawer/pay-in', call)
        : api.POST('/api/v1/drawer/pay-out', call);
    },
    said: () => say(`said.${way}`),
    changes: DRAWER_CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say(way)}
      isPending={move.isPending}
      onClose={onClose}
      onSubmit={(reason) => move.mutate(reason)}
    >
      <MoneyField label={say('amount')} value={amount} onChange={setAmount} required isFirst />
    </ReasonDialog>
  );
};

export const CloseDialog = ({
  expectedRupiah,
  onClose,
}: {
  readonly expectedRupiah: number;
  readonly onClose: () => void;
}) => {
  const say = useSay(drawerTexts);
  const { rupiah } = useFormats();
  const [counted, setCounted] = useState<number | string>('');
  const [note, setNote] = useState('');
  const close = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/v1/drawer/close', {
          params: { header: { 'Idempotency-Key': key } },
          body: { countedRupiah: Number(counted), ...(note.trim() ? { note: note.trim() } : {}) },
        }),
      ),
    said: ({ lastDifferenceRupiah }) =>
      lastDifferenceRupiah === 0
        ? say('said.closeExact')
        : say('said.close', { amount: rupiah(lastDifferenceRupiah) }),
    changes: DRAWER_CHANGES,
    onDone: onClose,
  });
  const differenceRupiah = Number(counted) - expectedRupiah;
  const isDifferent = counted !== '' && differenceRupiah !== 0;
  return (
    <FormDialog
      title={say('close')}
      isPending={close.isPending}
      onSubmit={() => close.mutate()}
      onClose={onClose}
    >
      <MoneyField label={say('counted')} value={counted} onChange={setCounted} required isFirst />
      {isDifferent && (
        <Text size="sm" fw={600}>
          {say('difference', { amount: rupiah(differenceRupiah) })}
        </Text>
      )}
      <TextInput
        label={say('note')}
        description={isDifferent ? say('note.why') : undefined}
        required={isDifferent}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={300}
      />
    </FormDialog>
  );
};
