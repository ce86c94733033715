// void-dialog.tsx — ends a voucher for good, and says what becomes of the money of its buyer.
import { Radio, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { VOUCHER_RETURNS, type VoucherReturn } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { VOUCHERS } from './batch';
import { voucherTexts } from './vouchers.texts';

export const VoidDialog = ({
  voucher: { voucherId, number, state, redeemedAt },
  onClose,
}: {
  readonly voucher: {
    readonly voucherId: string;
    readonly number: number;
    readonly state: string;
    readonly redeemedAt?: string | undefined;
  };
  readonly onClose: () => void;
}) => {
  const say = useSay(voucherTexts);
  const [returned, setReturned] = useState<VoucherReturn>('none');
  const isSold = state !== 'unsold';
  const end = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/vouchers/{voucherId}/void', {
          params: { path: { voucherId }, header: { 'Idempotency-Key': key } },
          body: { reason, ...(isSold ? { returned } : {}) },
        }),
      ),
    said: () => say('said.void', { number }),
    changes: [VOUCHERS, ['drawer']],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('void.title', { number })}
      submit={say('void.act')}
      isPending={end.isPending}
      isDangerous
      hint=" "
      onSubmit={(reason) => end.mutate(reason)}
      onClose={onClose}
    >
      <Text size="sm">{say(redeemedAt ? 'void.hint' : 'void.hint.unused')}</Text>
      {isSold && (
        <Radio.Group
          label={say('void.money')}
          value={returned}
          onChange={(word) => setReturned(VOUCHER_RETURNS.find((one) => one === word) ?? 'none')}
        >
          <Stack gap={6} mt={6}>
            {VOUCHER_RETURNS.map((one) => (
              <Radio key={one} value={one} label={say(`void.money.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
    </ReasonDialog>
  );
};
