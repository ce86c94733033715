// line-acts.tsx — what may be done with a PPPoE line, and its password for those who may see it.
import { Button, Code, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useFocusReturn } from '../parts/focus-return';
import { partsTexts } from '../parts/parts.texts';
import { Answered } from '../parts/problem';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { ChangeLine } from './line-dialog';
import { MoveLine, ReleaseLine, RenameLine } from './line-moves';
import { lineMoveTexts } from './line-moves.texts';
import { LineQuota } from './line-quota';
import { LineUsage } from './line-usage';
import { lineUsageTexts } from './line-usage.texts';
import { lineTexts } from './lines.texts';
import { LINES, type Line } from './use-lines';

const ENDS = {
  suspend: { path: '/api/v1/lines/{lineId}/suspend', said: 'said.suspended', isDangerous: false },
  disable: { path: '/api/v1/lines/{lineId}/disable', said: 'said.disabled', isDangerous: false },
  remove: { path: '/api/v1/lines/{lineId}/remove', said: 'said.removed', isDangerous: true },
} as const;
type End = keyof typeof ENDS;
type DialogProps = { readonly line: Line; readonly onClose: () => void };

const EndDialog = ({ line, act, onClose }: DialogProps & { readonly act: End }) => {
  const say = useSay(lineTexts);
  const { lineId, username } = line;
  const { path, said, isDangerous } = ENDS[act];
  const end = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST(path, {
          params: { path: { lineId }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    said: () => say(said, { username }),
    changes: [LINES],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say(`${act}.title`, { username })}
      submit={say(act)}
      isPending={end.isPending}
      isDangerous={isDangerous}
      onSubmit={(reason) => end.mutate(reason)}
      onClose={onClose}
    />
  );
};

const PasswordDialog = ({ line, onClose }: DialogProps) => {
  const say = useSay(lineTexts);
  const closeLabel = useSay(partsTexts)('close');
  const { lineId, username } = line;
  useFocusReturn();
  const password = useQuery({
    queryKey: ['line-password', lineId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/lines/{lineId}/password', { params: { path: { lineId } }, signal })),
    // Each look is asked for, and none is kept.
    ...{ gcTime: 0, staleTime: Infinity, retry: false },
  });
  return (
    <Modal opened onClose={onClose} title={say('password')} closeButtonProps={{ 'aria-label': closeLabel }}>
      <Stack>
        <Text size="sm">{say('password.recorded', { username })}</Text>
        <Answered query={password}>{(found) => <Code fz="lg">{found.password}</Code>}</Answered>
      </Stack>
    </Modal>
  );
};

export const LineActs = ({ line }: { readonly line: Line }) => {
  const say = useSay(lineTexts);
  const sayUsage = useSay(lineUsageTexts);
  const sayMove = useSay(lineMoveTexts);
  const may = useMay();
  const [dialog, setDialog] = useState<
    End | 'change' | 'password' | 'usage' | 'quota' | 'rename' | 'move' | 'release'
  >();
  const close = () => setDialog(undefined);
  const { lineId, username, state, suspendedByHand } = line;
  const restore = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/v1/lines/{lineId}/restore', {
          params: { path: { lineId }, header: { 'Idempotency-Key': key } },
        }),
      ),
    said: () => say('said.restored', { username }),
    changes: [LINES],
  });
  const act = (name: Exclude<typeof dialog, undefined>, word = say(name as End)) => (
    <Button key={name} size="xs" variant="default" onClick={() => setDialog(name)}>
      {word}
    </Button>
  );
  return (
    <Group gap="xs">
      {may('lines:write') && (state === 'disabled' || suspendedByHand) && (
        <Button size="xs" loading={restore.isPending} onClick={() => restore.mutate()}>
          {say('restore')}
        </Button>
      )}
      {may('lines:write') && state !== 'disabled' && !suspendedByHand && act('suspend')}
      {may('lines:write') && [
        act('change', say('change')),
        act('quota', sayUsage('quota')),
        <Menu key="more">
          <Menu.Target>
            <Button size="xs" variant="default">
              {sayMove('more')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setDialog('rename')}>{sayMove('rename')}</Menu.Item>
            <Menu.Item onClick={() => setDialog('move')}>{sayMove('move')}</Menu.Item>
            {state !== 'disabled' && (
              <Menu.Item onClick={() => setDialog('disable')}>{say('disable')}</Menu.Item>
            )}
            {line.adopted && line.profile !== '' && (
              <Menu.Item onClick={() => setDialog('release')}>{sayMove('release')}</Menu.Item>
            )}
            <Menu.Item onClick={() => setDialog('remove')}>{say('remove')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>,
      ]}
      {act('usage', sayUsage('usage'))}
      {may('lines:secret') && act('password', say('password.show'))}
      {dialog === 'change' && <ChangeLine line={line} onClose={close} />}
      {dialog === 'rename' && <RenameLine line={line} onClose={close} />}
      {dialog === 'move' && <MoveLine line={line} onClose={close} />}
      {dialog === 'release' && <ReleaseLine line={line} onClose={close} />}
      {dialog === 'quota' && <LineQuota line={line} onClose={close} />}
      {dialog === 'usage' && <LineUsage line={line} onClose={close} />}
      {dialog === 'password' && <PasswordDialog line={line} onClose={close} />}
      {(dialog === 'suspend' || dialog === 'disable' || dialog === 'remove') && (
        <EndDialog line={line} act={dialog} onClose={close} />
      )}
    </Group>
  );
};
