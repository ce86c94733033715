// payout-fields.tsx — by what money goes back, asked before anything else, and what leaves the drawer by it.
import { Alert, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { COUNTER_METHODS } from './methods.texts';
import { refundTexts } from './refund.texts';

const LEAST_NOTE_CHARACTERS = 3;
const MOST_NOTE_CHARACTERS = 300;

const WAYS = ['gateway', ...COUNTER_METHODS] as const;
type Way = (typeof WAYS)[number];

/** @param byGateway a gateway has the money and can send it back; else by hand, and nothing is chosen before. */
export const usePayout = (byGateway: boolean) => {
  const [method, setMethod] = useState<Way | ''>(byGateway ? 'gateway' : '');
  const [note, setNote] = useState('');
  return { byGateway, method, setMethod, note, setNote };
};
export type Payout = ReturnType<typeof usePayout>;

/** As commands take it. */
export const payoutBodyOf = ({ method, note }: Payout) =>
  method === '' || method === 'gateway'
    ? {}
    : { payoutMethod: method, ...(note.trim() ? { payoutNote: note.trim() } : {}) };

export const PayoutFields = ({
  payout: { byGateway, method, setMethod, note, setNote },
  amountRupiah,
}: {
  readonly payout: Payout;
  readonly amountRupiah: number;
}) => {
  const say = useSay(refundTexts);
  const { rupiah } = useFormats();
  const ways = WAYS.filter((way) => byGateway || way !== 'gateway');
  return (
    <>
      <Radio.Group
        label={say('payoutMethod')}
        required
        value={method}
        onChange={(word) => setMethod(ways.find((way) => way === word) ?? '')}
      >
        <Stack gap={6} mt={6}>
          {ways.map((way) => (
            <Radio key={way} value={way} label={say(`payout.${way}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {method === 'cash' && (
        <Alert role="status" color="orange">
          <Text size="sm">{say('payout.leaves', { amount: rupiah(amountRupiah) })}</Text>
        </Alert>
      )}
      {method !== '' && method !== 'gateway' && (
        <TextInput
          label={say('payout.note')}
          description={say('payout.note.hint')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          minLength={LEAST_NOTE_CHARACTERS}
          maxLength={MOST_NOTE_CHARACTERS}
        />
      )}
    </>
  );
};
