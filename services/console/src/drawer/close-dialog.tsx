// close-dialog.tsx — counts what lies in a drawer and closes it; the money goes to the safe or to a colleague's drawer.
import { Select, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { useOperator } from '../session/session';
import { drawerTexts } from './drawer.texts';
import { DRAWER_CHANGES } from './use-open-drawer';

const SAFE = 'safe';
type Closing = { readonly countedRupiah: number; readonly note: string; readonly handedToId: string };

const useClose = (operatorId: string, nameOf: (operatorId: string) => string, onDone: () => void) => {
  const isOwn = useOperator().operatorId === operatorId;
  const say = useSay(drawerTexts);
  const { rupiah } = useFormats();
  return useCommand({
    send: ({ countedRupiah, note, handedToId }: Closing, key) => {
      const header = { 'Idempotency-Key': key };
      const body = {
        countedRupiah,
        ...(note.trim() ? { note: note.trim() } : {}),
        ...(handedToId === SAFE ? {} : { handedToId }),
      };
      return isOwn
        ? answerOf(api.POST('/api/v1/drawer/close', { params: { header }, body }))
        : answerOf(
            api.POST('/api/v1/drawers/{operatorId}/close', {
              params: { header, path: { operatorId } },
              body,
            }),
          );
    },
    said: ({ lastDifferenceRupiah }, { handedToId }) => {
      if (lastDifferenceRupiah !== 0) return say('said.close', { amount: rupiah(lastDifferenceRupiah) });
      return handedToId === SAFE ? say('said.closeExact') : say('said.handed', { name: nameOf(handedToId) });
    },
    changes: DRAWER_CHANGES,
    onDone,
  });
};

export const CloseDialog = ({
  operatorId,
  expectedRupiah,
  onClose,
}: {
  /** Whose drawer: another's in place of who is away. */
  readonly operatorId: string;
  readonly expectedRupiah: number;
  readonly onClose: () => void;
}) => {
  const say = useSay(drawerTexts);
  const { rupiah } = useFormats();
  const isOwn = useOperator().operatorId === operatorId;
  const { colleagues, nameOf } = useColleagues();
  const [counted, setCounted] = useState<number | string>('');
  const [note, setNote] = useState('');
  const [handedToId, setHandedTo] = useState(SAFE);
  const close = useClose(operatorId, nameOf, onClose);
  const differenceRupiah = Number(counted) - expectedRupiah;
  const isDifferent = counted !== '' && differenceRupiah !== 0;
  const receivers = colleagues.filter((one) => one.sells && one.operatorId !== operatorId);
  return (
    <FormDialog
      title={isOwn ? say('close') : say('closeOther', { name: nameOf(operatorId) })}
      isPending={close.isPending}
      onSubmit={() => close.mutate({ countedRupiah: Number(counted), note, handedToId })}
      onClose={onClose}
    >
      <MoneyField label={say('counted')} value={counted} onChange={setCounted} required isFirst />
      {isDifferent && (
        <Text size="sm" fw={600}>
          {say('difference', { amount: rupiah(differenceRupiah) })}
        </Text>
      )}
      <Select
        label={say('goesTo')}
        data={[
          { value: SAFE, label: say('goesTo.safe') },
          ...receivers.map((one) => ({ value: one.operatorId, label: one.name })),
        ]}
        value={handedToId}
        onChange={(value) => setHandedTo(value ?? SAFE)}
        allowDeselect={false}
        searchable
      />
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
