// message-table.tsx — messages of the outbox, each to be looked at.
import { Anchor, Badge, Group, Modal, Paper, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { partsTexts } from '../parts/parts.texts';
import { useIsPhone } from '../parts/use-is-phone';
import { faultTexts } from './fault.texts';
import { isKind, kindTexts } from './kind-names.texts';
import { MessageEnd, useMessage, type Message } from './message-end';
import { messageTexts } from './messages.texts';

export const useKindName = (): ((template: string) => string) => {
  const say = useSay(kindTexts);
  return (template) => (isKind(template) ? say(template) : template);
};

const COLOURS: Readonly<Partial<Record<Message['state'], string>>> = {
  failed: 'red.9',
  expired: 'red.9',
  unknown: 'orange.9',
  sent: 'saring.8',
};

const StateBadge = ({ state }: Pick<Message, 'state'>) => {
  const say = useSay(messageTexts);
  const colour = COLOURS[state];
  return (
    <Badge variant={colour ? 'filled' : 'default'} color={colour} tt="none" miw="max-content">
      {say(`state.${state}`)}
    </Badge>
  );
};

const MASK = '•';

/** All that is known of one message. */
const MessageDialog = ({ first, onClose }: { readonly first: Message; readonly onClose: () => void }) => {
  const say = useSay(messageTexts);
  const sayPart = useSay(partsTexts);
  const kindName = useKindName();
  const { instant, phone, number } = useFormats();
  const message = useMessage(first.messageId).data ?? first;
  const { toPhone, locale, createdAt, sentAt, deliveredAt, readAt, nextAttemptAt, attempts, lastError } =
    message;
  const rows = [
    ['detail.to', phone(toPhone)],
    ['detail.language', locale === 'en' ? say('language.en') : say('language.id')],
    ['detail.created', instant(createdAt)],
    ['detail.sent', sentAt && instant(sentAt)],
    ['detail.delivered', deliveredAt && instant(deliveredAt)],
    ['detail.read', readAt && instant(readAt)],
    ['detail.attempts', number(attempts)],
    ['detail.next', nextAttemptAt && instant(nextAttemptAt)],
    ['detail.words', lastError],
  ] as const;
  return (
    <Modal
      opened
      onClose={onClose}
      title={kindName(message.template)}
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <Stack>
        <MessageEnd message={message} />
        <Table verticalSpacing={4} withRowBorders={false}>
          <Table.Tbody>
            {rows.map(
              ([key, value]) =>
                value && (
                  <Table.Tr key={key}>
                    <Table.Th fw={400}>{say(key)}</Table.Th>
                    <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
                  </Table.Tr>
                ),
            )}
          </Table.Tbody>
        </Table>
        {!toPhone.startsWith(MASK) && (
          <Anchor
            size="sm"
            renderRoot={(props) => <Link {...props} to="/subscribers" search={{ query: toPhone }} />}
          >
            {say('detail.person')}
          </Anchor>
        )}
      </Stack>
    </Modal>
  );
};

type LineProps = { readonly message: Message; readonly onOpen: () => void };

const Opener = ({ message: { template, sentAt, createdAt }, onOpen }: LineProps) => {
  const say = useSay(messageTexts);
  const kindName = useKindName();
  const { instant } = useFormats();
  const [kind, time] = [kindName(template), instant(sentAt ?? createdAt)];
  return (
    <UnstyledButton onClick={onOpen} aria-label={say('look', { kind, time })}>
      <Text size="sm" td="underline">
        {kind}
      </Text>
    </UnstyledButton>
  );
};

const Fault = ({ message: { fault, lastError } }: Pick<LineProps, 'message'>) => {
  const sayFault = useSay(faultTexts);
  const text = fault ? sayFault(fault) : lastError;
  if (!text) return null;
  return (
    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
      {text}
    </Text>
  );
};

const MessageRow = (line: LineProps) => {
  const { instant, phone } = useFormats();
  const { toPhone, state, sentAt, createdAt } = line.message;
  return (
    <Table.Tr>
      <Table.Td>
        <Opener {...line} />
        <Text size="xs" c="dimmed">
          {phone(toPhone)}
        </Text>
      </Table.Td>
      <Table.Td>
        <StateBadge state={state} />
        <Fault message={line.message} />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{instant(sentAt ?? createdAt)}</Text>
      </Table.Td>
    </Table.Tr>
  );
};

const MessageCard = (line: LineProps) => {
  const { instant, phone } = useFormats();
  const { toPhone, state, sentAt, createdAt } = line.message;
  return (
    <Paper withBorder p="sm" component="li">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="sm">
        <Opener {...line} />
        <StateBadge state={state} />
      </Group>
      <Text size="xs" c="dimmed">
        {phone(toPhone)} · {instant(sentAt ?? createdAt)}
      </Text>
      <Fault message={line.message} />
    </Paper>
  );
};

export const MessageTable = ({ messages }: { readonly messages: readonly Message[] }) => {
  const isPhone = useIsPhone();
  const [open, setOpen] = useState<Message | null>(null);
  return (
    <>
      {isPhone ? (
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
          {messages.map((message) => (
            <MessageCard key={message.messageId} message={message} onOpen={() => setOpen(message)} />
          ))}
        </Stack>
      ) : (
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {messages.map((message) => (
              <MessageRow key={message.messageId} message={message} onOpen={() => setOpen(message)} />
            ))}
          </Table.Tbody>
        </Table>
      )}
      {open && <MessageDialog first={open} onClose={() => setOpen(null)} />}
    </>
  );
};
