// gateway-test.tsx — which ways to pay are set, and a test of the payment gateway's key that ends in words.
import { Alert, Anchor, Button, Group, List, Modal, Stack, Text, type ButtonProps } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { partsTexts } from '../parts/parts.texts';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { environmentTexts, gatewayAdviceTexts, gatewayFaultTexts, gatewayTexts } from './gateway.texts';

type GatewayState = Answer<'/api/v1/payment-gateway'>;
type LastTest = NonNullable<GatewayState['lastTest']>;

const useGateway = () =>
  useQuery({
    queryKey: ['payment-gateway'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/payment-gateway', { signal })),
  });

const Ways = ({ environment, transfer }: GatewayState) => {
  const say = useSay(gatewayTexts);
  const sayEnvironment = useSay(environmentTexts);
  const gateway = environment
    ? say('way.gateway', { environment: sayEnvironment(environment) })
    : say('way.noGateway');
  return (
    <List size="sm" aria-label={say('ways')}>
      <List.Item>{gateway}</List.Item>
      <List.Item>{say(transfer ? 'way.transfer' : 'way.noTransfer')}</List.Item>
      <List.Item>{say('way.cash')}</List.Item>
    </List>
  );
};

const End = ({ testedAt, fault, reason }: LastTest) => {
  const say = useSay(gatewayTexts);
  const sayFault = useSay(gatewayFaultTexts);
  const sayAdvice = useSay(gatewayAdviceTexts);
  const { instant } = useFormats();
  const at = instant(testedAt);
  return (
    <Alert color={fault ? 'red' : 'saring'} role="status">
      <Stack gap={4}>
        <Text fw={600}>
          {fault ? say('failed', { fault: sayFault(fault), at }) : say('accepted', { at })}
        </Text>
        <Text size="sm">{fault ? sayAdvice(fault) : say('accepted.more')}</Text>
        {reason !== '' && <Text size="sm">{say('words', { words: reason })}</Text>}
      </Stack>
    </Alert>
  );
};

const GatewayDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(gatewayTexts);
  const sayPart = useSay(partsTexts);
  const may = useMay();
  const gateway = useGateway();
  const test = useCommand({
    send: (_: void) => answerOf(api.POST('/api/v1/payment-gateway/test')),
    // The dialog says how it ended; a toast could only say that it did.
    said: () => null,
    changes: [['payment-gateway'], ['home']],
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('title')}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Answered query={gateway}>
        {(state) => {
          const last = test.data?.lastTest ?? state.lastTest;
          return (
            <Stack>
              <Ways {...state} />
              {last ? <End {...last} /> : <Text size="sm">{say('untested')}</Text>}
              <Text size="sm" c="dimmed">
                {say('why')}
              </Text>
              <Group justify="space-between">
                {may('settings:read') ? (
                  <Anchor component={Link} to="/settings" size="sm" onClick={onClose}>
                    {say('settings')}
                  </Anchor>
                ) : (
                  <span />
                )}
                <Button data-autofocus loading={test.isPending} onClick={() => test.mutate()}>
                  {say(last ? 'again' : 'test')}
                </Button>
              </Group>
            </Stack>
          );
        }}
      </Answered>
    </Modal>
  );
};

/** The button that opens it, for who may. */
export const GatewayTestButton = (props: Pick<ButtonProps, 'size' | 'variant'>) => {
  const say = useSay(gatewayTexts);
  const may = useMay();
  const [isOpen, setIsOpen] = useState(false);
  if (!may('orders:recheck')) return null;
  return (
    <>
      <Button {...props} onClick={() => setIsOpen(true)}>
        {say('open')}
      </Button>
      {isOpen && <GatewayDialog onClose={() => setIsOpen(false)} />}
    </>
  );
};
