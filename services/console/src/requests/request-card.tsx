// request-card.tsx — one request of a Komandan: what for, how much, and what became of it.
import { Button, Checkbox, Group, Paper, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { StatusBadge } from '../parts/status';
import { Asker } from './asker';
import { requestTexts } from './requests.texts';

export type QuotaRequest = Row<'/api/v1/quota-requests'>;

export type RequestActions = {
  readonly onToggle: () => void;
  readonly onApprove: () => void;
  readonly onOther: () => void;
  readonly onReject: () => void;
  readonly isPending: boolean;
};

type RequestCardProps = {
  readonly request: QuotaRequest;
  readonly isChosen: boolean;
  /** Null: this operator may not decide, or it is decided. */
  readonly actions: RequestActions | null;
};

const useAmountText = () => {
  const say = useSay(requestTexts);
  const { bytes } = useFormats();
  return (sizeBytes: number, unlimited: boolean, days: number): string => {
    const amount = unlimited ? say('unlimited') : bytes(sizeBytes);
    return days === 0 ? say('forever', { amount }) : say('amount', { amount, days });
  };
};

export const RequestCard = ({ request, isChosen, actions }: RequestCardProps) => {
  const say = useSay(requestTexts);
  const { instant } = useFormats();
  const amountText = useAmountText();
  const { bytes, unlimited, days, state, grantedBytes, grantedUnlimited, grantedDays } = request;
  const amount = amountText(bytes, unlimited, days);
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" align="flex-start">
        <Group align="flex-start" wrap="nowrap">
          {actions && (
            <Checkbox
              mt={4}
              aria-label={say('choose', { amount })}
              checked={isChosen}
              onChange={actions.onToggle}
            />
          )}
          <div>
            <Text fw={600}>{amount}</Text>
            <Asker request={request} isOpen={state === 'pending'} />
            <Text size="sm">{request.reason}</Text>
            <Text size="sm" c="dimmed">
              {instant(request.askedAt)}
              {request.decidedAt ? ` → ${instant(request.decidedAt)}` : ''}
            </Text>
            {state === 'approved' && (
              <Text size="sm">
                {say('granted', {
                  amount: amountText(grantedBytes ?? 0, grantedUnlimited ?? false, grantedDays ?? 0),
                })}
              </Text>
            )}
            {request.decisionReason && <Text size="sm">{request.decisionReason}</Text>}
          </div>
        </Group>
        {actions ? (
          <Group gap="xs">
            <Button size="xs" loading={actions.isPending} onClick={actions.onApprove}>
              {say('approve')}
            </Button>
            <Button size="xs" variant="default" onClick={actions.onOther}>
              {say('other')}
            </Button>
            <Button size="xs" variant="default" onClick={actions.onReject}>
              {say('reject')}
            </Button>
          </Group>
        ) : (
          <StatusBadge status={state} />
        )}
      </Group>
    </Paper>
  );
};
