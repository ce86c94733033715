// sale-end.tsx — how a sale at the counter ended: its invoice, the change, the receipt on paper and by WhatsApp.
import { Alert, Button, Modal, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useSay } from '../language/language';
import { messageTexts } from '../messages/messages.texts';
import { orderTexts } from '../orders/orders.texts';
import { ReceiptLinks } from '../orders/receipt-links';
import { useWaitingText } from '../orders/waiting.texts';
import { useSurplus } from '../orders/use-surplus';
import type { Answer } from '../parts/answer';
import { DialogButtons } from '../parts/dialog-buttons';
import { DialogTitle } from '../parts/dialog-title';
import { partsTexts } from '../parts/parts.texts';
import { useMay } from '../session/session';
import { personKey } from './person';
import { personTexts } from './person.texts';
import { Change, type useSale } from './counter-payment';
import { SaleAccess } from './sale-access';

type Sale = NonNullable<ReturnType<typeof useSale>['data']>;
type Message = Answer<'/api/v1/messages'>['items'][number];

const RECEIPTS: readonly string[] = ['purchase.receipt', 'debt.settled', 'debt.partly_paid'];
const NEWEST = 5;
const LOOK_MILLISECONDS = 2_000;

/** Whether the receipt has reached WhatsApp, for those who may look at messages. */
const ReceiptMessage = ({ subscriberId, order }: { readonly subscriberId: string } & Pick<Sale, 'order'>) => {
  const say = useSay(personTexts);
  const sayMessage = useSay(messageTexts);
  const { createdAt } = order;
  const receiptIn = (items: readonly Message[] = []) =>
    items.find(
      (one) => RECEIPTS.includes(one.template) && Date.parse(one.createdAt) >= Date.parse(createdAt),
    );
  const messages = useQuery({
    queryKey: [...personKey(subscriberId), 'messages', 'receipt', order.orderId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/messages', { params: { query: { subscriberId, limit: NEWEST } }, signal })),
    refetchInterval: ({ state }) =>
      receiptIn(state.data?.items)?.state === 'sent' ? false : LOOK_MILLISECONDS,
  });
  const receipt = receiptIn(messages.data?.items);
  return (
    <Text size="sm" role="status">
      {receipt ? say('sell.message', { state: sayMessage(`state.${receipt.state}`) }) : say('sell.noMessage')}
    </Text>
  );
};

export const SaleEnd = ({
  sale: { order, changeRupiah },
  subscriberId,
  said,
  onClose,
}: {
  readonly sale: Sale;
  readonly subscriberId: string;
  readonly said: 'sold' | 'settled';
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const sayPart = useSay(partsTexts);
  const sayOrder = useSay(orderTexts);
  const surplus = useSurplus(order);
  const may = useMay();
  const waitingText = useWaitingText();
  const invoice = order.invoiceNumber ?? order.orderNumber;
  const isGiven = order.state === 'fulfilled';
  return (
    <Modal
      opened
      onClose={onClose}
      title={<DialogTitle title={say(said === 'sold' ? 'sell.title' : 'debts.settle')} />}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Stack>
        <Text role="status">{say(isGiven ? `said.${said}` : `said.${said}Waiting`, { invoice })}</Text>
        {!isGiven && (
          <Alert color="orange">
            {sayOrder('order.waiting', { reason: waitingText(order.waitingFor ?? 'ledger') })}
          </Alert>
        )}
        {changeRupiah > 0 && <Change amountRupiah={changeRupiah} />}
        {may('devices:read') && <SaleAccess subscriberId={subscriberId} />}
        {surplus && <Text>{`${sayOrder('order.surplus')}: ${surplus}.`}</Text>}
        <ReceiptLinks orderId={order.orderId} />
        {may('messages:read') && <ReceiptMessage {...{ subscriberId, order }} />}
        <DialogButtons>
          <Button data-autofocus onClick={onClose}>
            {say('sell.done')}
          </Button>
        </DialogButtons>
      </Stack>
    </Modal>
  );
};
