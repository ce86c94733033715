// request-list.tsx — what Komandans ask for: approved, rejected or granted otherwise, singly or many.
import { Button, Center, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { QUOTA_REQUEST_STATES, type QuotaRequestState } from '@saring/i18n';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useMay } from '../session/session';
import { useDecisions } from './decisions';
import { useWhoOf } from './asker';
import { OtherAmount } from './other-amount';
import { RequestCard, type QuotaRequest, type RequestActions } from './request-card';
import { requestTexts } from './requests.texts';

const PAGE = 100;

type ChosenProps = {
  readonly chosen: readonly string[];
  readonly isPending: boolean;
  readonly onApprove: () => void;
  readonly onReject: () => void;
};

const ChosenActions = ({ chosen, isPending, onApprove, onReject }: ChosenProps) => {
  const say = useSay(requestTexts);
  if (chosen.length === 0) return null;
  return (
    <Group>
      <Text size="sm">{say('chosen', { count: chosen.length })}</Text>
      <Button loading={isPending} onClick={onApprove}>
        {say('approve')}
      </Button>
      <Button variant="default" onClick={onReject}>
        {say('reject')}
      </Button>
    </Group>
  );
};

type RequestsProps = {
  readonly items: readonly QuotaRequest[];
  readonly chosen: readonly string[];
  readonly actionsOf: (request: QuotaRequest) => RequestActions | null;
};

const Requests = ({ items, chosen, actionsOf }: RequestsProps) => {
  const say = useSay(requestTexts);
  if (items.length === 0) return <Center p="xl">{say('empty')}</Center>;
  return (
    <Stack gap="xs">
      {items.map((request) => (
        <RequestCard
          key={request.requestId}
          request={request}
          isChosen={chosen.includes(request.requestId)}
          actions={actionsOf(request)}
        />
      ))}
    </Stack>
  );
};

type StatesProps = {
  readonly value: QuotaRequestState;
  readonly onChange: (state: QuotaRequestState) => void;
};

const States = (props: StatesProps) => {
  const say = useSay(requestTexts);
  return (
    <SegmentedControl
      {...props}
      aria-label={say('state')}
      data={QUOTA_REQUEST_STATES.map((value) => ({ value, label: say(`state.${value}`) }))}
      style={{ alignSelf: 'flex-start' }}
    />
  );
};

type RejectionProps = Pick<Parameters<typeof ReasonDialog>[0], 'isPending' | 'onSubmit' | 'onClose'> & {
  readonly requests: readonly QuotaRequest[];
};

const Rejection = ({ requests, ...dialog }: RejectionProps) => {
  const say = useSay(requestTexts);
  const whoOf = useWhoOf();
  const [one] = requests;
  const who = one && requests.length === 1 ? whoOf(one) : say('chosen', { count: requests.length });
  return (
    <DialogsAbout what={who}>
      <ReasonDialog {...dialog} title={say('reject')} isDangerous />
    </DialogsAbout>
  );
};

export const RequestList = () => {
  const say = useSay(requestTexts);
  const may = useMay();
  const [state, setState] = useState<QuotaRequestState>('pending');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [other, setOther] = useState<QuotaRequest | null>(null);
  const [rejected, setRejected] = useState<readonly string[]>([]);
  const requests = useQuery({
    queryKey: ['quota-requests', state],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/quota-requests', { params: { query: { state, limit: PAGE } }, signal })),
  });
  const peopleOf = (ids: readonly string[]) =>
    (requests.data?.items ?? []).filter(({ requestId }) => ids.includes(requestId));
  const decide = useDecisions(peopleOf, () => {
    setChosen([]);
    setRejected([]);
  });
  const mayDecide = may('quota:grant') && state === 'pending';
  const toggle = (id: string) =>
    setChosen((now) => (now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  const approve = (requestIds: readonly string[]) =>
    decide.mutate({ requestIds: [...requestIds], approve: true, reason: '' });
  const actionsOf = (request: QuotaRequest) => ({
    onToggle: () => toggle(request.requestId),
    onApprove: () => approve([request.requestId]),
    onOther: () => setOther(request),
    onReject: () => setRejected([request.requestId]),
    isPending: decide.isPending && (decide.variables?.requestIds.includes(request.requestId) ?? false),
  });
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <Text c="dimmed">{say('intro')}</Text>
        <States
          value={state}
          onChange={(next) => {
            setState(next);
            setChosen([]);
          }}
        />
        {mayDecide && (
          <ChosenActions
            chosen={chosen}
            isPending={decide.isPending}
            onApprove={() => approve(chosen)}
            onReject={() => setRejected(chosen)}
          />
        )}
        <Answered query={requests}>
          {({ items }) => (
            <Requests items={items} chosen={chosen} actionsOf={mayDecide ? actionsOf : () => null} />
          )}
        </Answered>
      </Stack>
      {other && <OtherAmount request={other} onClose={() => setOther(null)} />}
      {rejected.length > 0 && (
        <Rejection
          requests={peopleOf(rejected)}
          isPending={decide.isPending}
          onClose={() => setRejected([])}
          onSubmit={(reason) => decide.mutate({ requestIds: [...rejected], approve: false, reason })}
        />
      )}
    </>
  );
};
