// drawer-dialogs.tsx — opens a drawer, and moves money in and out of it.
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
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
      <MoneyField
        label={say('float')}
        description={say('float.hint')}
        value={float}
        onChange={setFloat}
        required
        isFirst
      />
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
      hint={say('kept')}
      onSubmit={(reason) => move.mutate(reason)}
    >
      <MoneyField label={say('amount')} value={amount} onChange={setAmount} required isFirst />
    </ReasonDialog>
  );
};
