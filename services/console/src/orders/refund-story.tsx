// refund-story.tsx — on an order's page: what was said and done about giving its money back, each step in words.
import { Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { Problem } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import type { Order } from './order-table';
import { refundStoryTexts, type RefundStep } from './refund-story.texts';
import { Step, StepList } from './step-list';

const LOOK_MILLISECONDS = 5_000;

const useSentence = (order: Order) => {
  const say = useSay(refundStoryTexts);
  const { rupiah, bytes } = useFormats();
  const { nameOf } = useColleagues();
  return ({
    kind,
    amountRupiah = 0,
    bytes: size = 0,
    method = 'gateway',
    actor = '',
  }: RefundStep): string => {
    if (kind === 'taken_back' && order.purpose === 'bills') return say('taken_back.bills');
    if (kind === 'taken_back' && order.purpose === 'voucher') return say('taken_back.voucher');
    if (kind === 'taken_back' && order.purpose === 'agent_deposit') return say('taken_back.deposit');
    if (kind === 'taken_back' && order.purpose === 'settlement') return say('taken_back.settlement');
    if (kind === 'taken_back' && order.unlimited) return say('taken_back.unlimited');
    return say(kind, {
      ...{ amount: rupiah(amountRupiah), bytes: bytes(size), way: say(`by.${method}`) },
      who: actor ? nameOf(actor) : say('nobody'),
    });
  };
};

/** Of an order whose money stayed there is nothing to tell. */
export const RefundStory = ({ order }: { readonly order: Order }) => {
  const say = useSay(refundStoryTexts);
  const sentenceOf = useSentence(order);
  const story = useQuery({
    queryKey: ['orders', order.orderId, 'refunds'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/orders/{id}/refunds', { params: { path: { id: order.orderId } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  if (story.isError) return <Problem error={story.error} onRetry={() => void story.refetch()} />;
  if (!story.data || story.data.steps.length === 0) return null;
  const { steps, takingBack } = story.data;
  return (
    <StepList title={say('title')}>
      {steps.map((step, index) => (
        <Step key={`${step.at} ${index}`} at={step.at}>
          <Text size="sm">{sentenceOf(step)}</Text>
          {step.reason && (
            <Text size="sm" c="dimmed">
              {say('reason', { reason: step.reason })}
            </Text>
          )}
        </Step>
      ))}
      {takingBack && <Text size="sm">{say('takingBack')}</Text>}
    </StepList>
  );
};
