// bill-decisions.tsx — a bill made void, written off as a loss, or reclaimed.
import { Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { billTexts } from './bills.texts';
import { lossTexts } from './losses.texts';
import { BILLS, type Bill } from './use-bills';

export type BillDecision = { readonly kind: 'void' | 'writeOff' | 'reclaim'; readonly bill: Bill };
type DialogProps = { readonly bill: Bill; readonly onClose: () => void };

/** Lines are restored by it, too. */
const CHANGES = [BILLS, ['lines']];
const asked = ({ billId }: Bill, key: string) => ({
  path: { billId },
  header: { 'Idempotency-Key': key },
});

const VoidDialog = ({ bill, onClose }: DialogProps) => {
  const say = useSay(billTexts);
  const { number } = bill;
  const end = useCommand({
    send: (reason: string, key) =>
      answerOf(api.POST('/api/v1/bills/{billId}/void', { params: asked(bill, key), body: { reason } })),
    said: () => say('said.void', { number }),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('void.title', { number })}
      submit={say('void.act')}
      isPending={end.isPending}
      isDangerous
      onSubmit={(reason) => end.mutate(reason)}
      onClose={onClose}
    />
  );
};

const WriteOffDialog = ({ bill, onClose }: DialogProps) => {
  const say = useSay(lossTexts);
  const { rupiah } = useFormats();
  const { number } = bill;
  const writeOff = useCommand({
    send: (reason: string, key) =>
      answerOf(api.POST('/api/v1/bills/{billId}/write-off', { params: asked(bill, key), body: { reason } })),
    said: () => say('said.writtenOff', { number }),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('writeOff.title', { number })}
      submit={say('writeOff')}
      isPending={writeOff.isPending}
      isDangerous
      onSubmit={(reason) => writeOff.mutate(reason)}
      onClose={onClose}
    >
      <Text size="sm">{say('writeOff.hint', { owed: rupiah(bill.owedRupiah) })}</Text>
    </ReasonDialog>
  );
};

const ReclaimDialog = ({ bill, onClose }: DialogProps) => {
  const say = useSay(lossTexts);
  const { rupiah } = useFormats();
  const { number } = bill;
  const reclaim = useCommand({
    send: (_: null, key) =>
      answerOf(api.POST('/api/v1/bills/{billId}/reclaim', { params: asked(bill, key) })),
    said: () => say('said.reclaimed', { number }),
    changes: CHANGES,
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('reclaim.title', { number })}
      submit={say('reclaim')}
      isPending={reclaim.isPending}
      onSubmit={() => reclaim.mutate(null)}
      onClose={onClose}
    >
      <Text size="sm">{say('reclaim.hint', { owed: rupiah(bill.amountRupiah - bill.paidRupiah) })}</Text>
    </FormDialog>
  );
};

const DIALOGS = { void: VoidDialog, writeOff: WriteOffDialog, reclaim: ReclaimDialog };

export const DecisionDialog = ({ kind, ...props }: BillDecision & { readonly onClose: () => void }) => {
  const Dialog = DIALOGS[kind];
  return <Dialog {...props} />;
};
