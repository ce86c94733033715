// payment-end.tsx — how a payment for bills ended: what is owed since, the change, and the receipt on paper.
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { PaperLinks } from '../orders/receipt-links';
import { DialogButtons } from '../parts/dialog-buttons';
import { DialogTitle } from '../parts/dialog-title';
import { partsTexts } from '../parts/parts.texts';
import { billTexts } from './bills.texts';
import { receiptFile } from './payment-rows';
import { paymentTexts } from './payments.texts';
import type { Standing } from './use-bills';

export const PaymentEnd = ({
  standing,
  onClose,
}: {
  /** As it is with the payment in it. */
  readonly standing: Standing;
  readonly onClose: () => void;
}) => {
  const say = useSay(paymentTexts);
  const sayBill = useSay(billTexts);
  const sayPart = useSay(partsTexts);
  const { rupiah } = useFormats();
  const { subscriberId, owedRupiah, balanceRupiah, receiptId, payments } = standing;
  const payment = payments.find((one) => one.receiptId === receiptId);
  const changeRupiah = payment ? payment.paidRupiah - payment.amountRupiah : 0;
  return (
    <Modal
      opened
      onClose={onClose}
      title={<DialogTitle title={sayBill('pay')} />}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Stack>
        {payment && (
          <Text>{say('taken', { amount: rupiah(payment.amountRupiah), number: payment.number })}</Text>
        )}
        <Text role="status">
          {owedRupiah > 0
            ? sayBill('said.paid', { owed: rupiah(owedRupiah) })
            : sayBill('said.paidBalance', { balance: rupiah(balanceRupiah) })}
        </Text>
        {changeRupiah > 0 && (
          <Text fz={24} fw={650} lh={1.2} role="status">
            {say('change', { amount: rupiah(changeRupiah) })}
          </Text>
        )}
        {payment && <PaperLinks file={receiptFile(subscriberId, payment.receiptId)} />}
        <DialogButtons>
          <Button data-autofocus onClick={onClose}>
            {say('done')}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  );
};
