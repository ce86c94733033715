// bill-end.tsx — what became of a bill that was sent: the order, its message, and the link to send by hand.
import { Alert, Anchor, Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { answerOf, type paths } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { MessageEnd, type Message } from '../messages/message-end';
import { partsTexts } from '../parts/parts.texts';
import { useMay } from '../session/session';
import { billTexts } from './bill.texts';
import { personKey, type Person } from './person';

type Asking = paths['/api/v1/subscribers/{subscriberId}/payment-requests']['post'];
type AskedOrder = Asking['responses'][201]['content']['application/json'];

const KIND = 'purchase.pending';
const NEWEST = 5;
const LOOK_MILLISECONDS = 2_000;
const LOCAL = /^(?:localhost|127\.0\.0\.1|\[::1\]|[a-z0-9.-]+\.localhost)$/i;
const ENDED: readonly string[] = ['sent', 'failed', 'expired', 'unknown'];

/** For those who may look at messages: whether this one has reached WhatsApp, and why not. */
const BillMessage = ({
  subscriberId,
  order,
}: {
  readonly subscriberId: string;
  readonly order: AskedOrder;
}) => {
  const say = useSay(billTexts);
  const { orderId, askedAt } = order;
  const newestIn = (items: readonly Message[] = []) =>
    items.find((one) => Date.parse(one.createdAt) >= Date.parse(askedAt));
  const messages = useQuery({
    queryKey: [...personKey(subscriberId), 'messages', 'bill', orderId, askedAt],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/messages', {
          params: { query: { subscriberId, kind: KIND, limit: NEWEST } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) =>
      ENDED.includes(newestIn(state.data?.items)?.state ?? '') ? false : LOOK_MILLISECONDS,
  });
  const message = newestIn(messages.data?.items);
  const isBad = message !== undefined && message.state !== 'sent' && ENDED.includes(message.state);
  return (
    <Alert color={isBad ? 'red' : 'saring'} role="status">
      {message ? <MessageEnd message={message} /> : <Text size="sm">{say('ordered')}</Text>}
    </Alert>
  );
};

const PayLink = ({ url }: { readonly url: string }) => {
  const say = useSay(billTexts);
  return (
    <Stack gap={4}>
      <Group align="flex-end" wrap="nowrap" gap="xs">
        <TextInput
          label={say('link')}
          value={url}
          readOnly
          flex={1}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton value={url}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {say(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed">
        {say('link.hint')}
      </Text>
      {LOCAL.test(new URL(url).hostname) && <Alert color="orange">{say('link.local')}</Alert>}
    </Stack>
  );
};

export const BillEnd = ({
  person: { subscriberId, phone },
  order,
  priceRupiah,
  onClose,
}: {
  readonly person: Person;
  readonly order: AskedOrder;
  /** Of the package, as it was chosen; undefined: of debts. */
  readonly priceRupiah?: number;
  readonly onClose: () => void;
}) => {
  const say = useSay(billTexts);
  const sayPart = useSay(partsTexts);
  const may = useMay();
  const formats = useFormats();
  const { amountRupiah, times, createdAt, orderNumber, orderId, statusUrl } = order;
  const amount = formats.rupiah(amountRupiah);
  const isOpening = order.state === 'created';
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('title')}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Stack>
        <Text role="status">
          {times > 1
            ? say('again', { amount, at: formats.instant(createdAt), times })
            : say('made', { amount })}
        </Text>
        {priceRupiah !== undefined && amountRupiah < priceRupiah && (
          <Text>{say('price', { now: formats.rupiah(priceRupiah) })}</Text>
        )}
        <Stack gap={4}>
          <Text size="sm">{say('message', { phone: formats.phone(phone) })}</Text>
          {isOpening && <Alert color="orange">{say('opening')}</Alert>}
          {!isOpening && may('messages:read') && <BillMessage {...{ subscriberId, order }} />}
          {!isOpening && !may('messages:read') && <Text size="sm">{say('ordered')}</Text>}
        </Stack>
        {statusUrl && <PayLink url={statusUrl} />}
        <Group justify="space-between">
          {may('orders:read') && (
            <Anchor
              size="sm"
              renderRoot={(props) => <Link {...props} to="/orders/$orderId" params={{ orderId }} />}
            >
              {say('order', { number: orderNumber })}
            </Anchor>
          )}
          <Button data-autofocus ml="auto" onClick={onClose}>
            {say('done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
