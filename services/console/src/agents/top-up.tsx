// top-up.tsx — an agent brings money into the own deposit: an amount, a way to pay, and the code or number to pay by.
import { Alert, Button, CopyButton, Group, Modal, NativeSelect, Radio, Stack, Text } from '@mantine/core';
import { bankName } from '@saring/i18n';
import { useState, type FormEvent } from 'react';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import { DialogTitle } from '../parts/dialog-title';
import { MoneyField } from '../parts/money-field';
import { Answered } from '../parts/problem';
import { partsTexts } from '../parts/parts.texts';
import { QrPicture } from '../parts/qr-picture';
import { useIsPhone } from '../parts/use-is-phone';
import { topUpTexts } from './top-up.texts';
import type { Agent } from './use-agents';
import {
  isWaiting,
  useCancelTopUp,
  useNewestTopUp,
  usePlaceTopUp,
  useTopUpMethods,
  type TopUp,
} from './use-top-up';

type Method = TopUp['method'];

const TopUpForm = ({
  agent,
  onPlaced,
}: {
  readonly agent: Agent;
  readonly onPlaced: (placed: TopUp) => void;
}) => {
  const say = useSay(topUpTexts);
  const sayMethod = useSay(methodTexts);
  const { rupiah } = useFormats();
  const methods = useTopUpMethods();
  const [amount, setAmount] = useState<number | string>('');
  const [chosen, setChosen] = useState('');
  const [bankChosen, setBank] = useState('');
  const place = usePlaceTopUp(onPlaced);
  const { topUpLeastRupiah: least, topUpMostRupiah: most } = agent;
  return (
    <Answered query={methods}>
      {({ open, items }) => {
        const of = items.find(({ method }) => method === chosen) ?? items[0];
        if (!open || !of) return <Alert color="orange">{say('closed')}</Alert>;
        const bank = of.banks.includes(bankChosen) ? bankChosen : of.banks[0];
        const send = (event: FormEvent) => {
          event.preventDefault();
          const choice = of.method === 'va' && bank ? { bank } : {};
          place.mutate({ amountRupiah: Number(amount), method: of.method, ...choice });
        };
        return (
          <form onSubmit={send}>
            <Stack>
              <MoneyField
                label={say('amount')}
                description={say('amount.hint', { least: rupiah(least), most: rupiah(most) })}
                value={amount}
                onChange={setAmount}
                min={least}
                most={most}
                isFirst
                required
              />
              <Radio.Group label={say('method')} value={of.method} onChange={setChosen}>
                <Stack gap="xs" mt={6}>
                  {items.map(({ method }) => (
                    <Radio key={method} value={method} label={sayMethod(method as Method)} />
                  ))}
                </Stack>
              </Radio.Group>
              {of.method === 'va' && (
                <NativeSelect
                  label={say('bank')}
                  data={of.banks.map((value) => ({ value, label: bankName(value) }))}
                  value={bank ?? ''}
                  onChange={(event) => setBank(event.currentTarget.value)}
                />
              )}
              <Button type="submit" size="md" loading={place.isPending}>
                {say('submit')}
              </Button>
            </Stack>
          </form>
        );
      }}
    </Answered>
  );
};

const Copied = ({ name, value }: { readonly name: string; readonly value: string }) => {
  const say = useSay(topUpTexts);
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Group justify="space-between" wrap="nowrap">
        <Text ff="monospace" fz="lg" fw={650} style={{ overflowWrap: 'anywhere' }}>
          {value}
        </Text>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} aria-label={`${say('copy')} ${name}`}>
              {say(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
    </div>
  );
};

const HowToPay = ({ topUp }: { readonly topUp: TopUp }) => {
  const say = useSay(topUpTexts);
  const { qrString, deeplinkUrl, redirectUrl, va, billKey, billerCode, transferText, statusUrl } = topUp;
  const page =
    deeplinkUrl ?? redirectUrl ?? (qrString === undefined && topUp.qrImageUrl ? statusUrl : undefined);
  const hasWay = [qrString, page, va, billKey, transferText].some((way) => way !== undefined);
  return (
    <Stack>
      {page && (
        <Button component="a" href={page} rel="noreferrer" target="_blank" size="md">
          {say('open')}
        </Button>
      )}
      {qrString && (
        <Stack align="center" gap="xs">
          <QrPicture text={qrString} label={say('qr')} />
          <Text size="sm">{say('scan')}</Text>
        </Stack>
      )}
      {va && <Copied name={say('va', { bank: bankName(va.bank) })} value={va.number} />}
      {billerCode && <Copied name={say('billerCode')} value={billerCode} />}
      {billKey && <Copied name={say('billKey')} value={billKey} />}
      {transferText && (
        <>
          <Copied name={say('transferTo')} value={transferText} />
          <Text size="sm">{say('transfer.hint')}</Text>
        </>
      )}
      {!hasWay && topUp.state === 'pending' && <Alert color="orange">{say('noWay')}</Alert>}
    </Stack>
  );
};

/** How to pay it, or what became of it. */
const Followed = ({
  topUp,
  onAgain,
  onClose,
}: {
  readonly topUp: TopUp;
  readonly onAgain: () => void;
  readonly onClose: () => void;
}) => {
  const say = useSay(topUpTexts);
  const { rupiah, instant } = useFormats();
  const cancel = useCancelTopUp(topUp.orderId);
  if (topUp.state === 'fulfilled')
    return (
      <Stack>
        <Text role="status" fz="lg" fw={650}>
          {say('done', { amount: rupiah(topUp.amountRupiah) })}
        </Text>
        <Button size="md" onClick={onClose}>
          {say('close')}
        </Button>
      </Stack>
    );
  if (!isWaiting(topUp))
    return (
      <Stack>
        <Text role="status">{say('ended')}</Text>
        <Button size="md" onClick={onAgain}>
          {say('again')}
        </Button>
      </Stack>
    );
  return (
    <Stack>
      <Group justify="space-between">
        <Text fz={24} fw={650}>
          {rupiah(topUp.amountRupiah + (topUp.addedRupiah ?? 0))}
        </Text>
        {topUp.expiresAt && <Text size="sm">{say('until', { time: instant(topUp.expiresAt) })}</Text>}
      </Group>
      {topUp.state !== 'paid' && <HowToPay topUp={topUp} />}
      <Text role="status" size="sm" c="dimmed">
        {say(topUp.state === 'paid' ? 'paid' : 'waiting')}
      </Text>
      {topUp.state !== 'paid' && (
        <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(null)}>
          {say('cancel')}
        </Button>
      )}
    </Stack>
  );
};

export const TopUpButton = ({ agent }: { readonly agent: Agent }) => {
  const say = useSay(topUpTexts);
  const sayPart = useSay(partsTexts);
  const isPhone = useIsPhone();
  const newest = useNewestTopUp();
  const [isOpen, setOpen] = useState(false);
  /** It was waited for in this dialog: its end is shown there. */
  const [followed, setFollowed] = useState('');
  const waits = isWaiting(newest);
  const open = () => {
    setFollowed(newest && waits ? newest.orderId : '');
    setOpen(true);
  };
  const close = () => setOpen(false);
  const shown = newest && (waits || newest.orderId === followed) ? newest : undefined;
  return (
    <>
      <Button variant={waits ? 'filled' : 'default'} onClick={open}>
        {say(waits ? 'continue' : 'topUp')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={<DialogTitle title={say('topUp')} />}
        fullScreen={isPhone}
        closeButtonProps={{ 'aria-label': sayPart('close') }}
      >
        {shown ? (
          <Followed topUp={shown} onAgain={() => setFollowed('')} onClose={close} />
        ) : (
          <TopUpForm agent={agent} onPlaced={({ orderId }) => setFollowed(orderId)} />
        )}
      </Modal>
    </>
  );
};
