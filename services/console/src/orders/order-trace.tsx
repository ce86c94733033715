// order-trace.tsx — on an order's page: what happened to it, when, and by whom.
import { Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useColleagues } from '../parts/use-colleagues';
import { Problem } from '../parts/problem';
import { orderTraceTexts } from './order-trace.texts';
import { Step, StepList } from './step-list';
import { useWaitingText } from './waiting.texts';

const LOOK_MILLISECONDS = 5_000;
const OPERATOR = /^operator:/;

export const OrderTrace = ({ orderId }: { readonly orderId: string }) => {
  const say = useSay(orderTraceTexts);
  const waitingText = useWaitingText();
  const { nameOf } = useColleagues();
  const trace = useQuery({
    queryKey: ['orders', orderId, 'trace'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/orders/{id}/trace', { params: { path: { id: orderId } }, signal })),
    refetchInterval: LOOK_MILLISECONDS,
  });
  if (trace.isError) return <Problem error={trace.error} onRetry={() => void trace.refetch()} />;
  if (!trace.data) return null;
  return (
    <StepList title={say('title')}>
      {trace.data.steps.map(({ at, kind, actor, reason = '' }, index) => (
        <Step key={`${at} ${index}`} at={at}>
          <Text size="sm">
            {say(kind, { reason: reason && waitingText(reason) })}
            {OPERATOR.test(actor) ? ` ${say('by', { who: nameOf(actor) })}` : ''}
          </Text>
        </Step>
      ))}
    </StepList>
  );
};
