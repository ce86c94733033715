// line-moves.tsx — gives a PPPoE line another user name or another router, or lets one go that was taken over.
import { Select, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useRouters } from '../routers/use-routers';
import { lineMoveTexts } from './line-moves.texts';
import { LINES, type Line } from './use-lines';

type DialogProps = { readonly line: Line; readonly onClose: () => void };

export const RenameLine = ({ line, onClose }: DialogProps) => {
  const say = useSay(lineMoveTexts);
  const { lineId, username } = line;
  const [name, setName] = useState(username);
  const rename = useCommand({
    send: (to: string, key) =>
      answerOf(
        api.POST('/api/v1/lines/{lineId}/rename', {
          params: { path: { lineId }, header: { 'Idempotency-Key': key } },
          body: { username: to },
        }),
      ),
    said: () => say('rename.said', { username: name }),
    changes: [LINES],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('rename.title', { username })}
      submit={say('rename')}
      isPending={rename.isPending}
      isDisabled={name === '' || name === username}
      onSubmit={() => rename.mutate(name)}
      onClose={onClose}
    >
      <TextInput
        label={say('rename.name')}
        description={say('rename.hint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value.trim())}
        maxLength={MEASURES.lineName.most}
        autoComplete="off"
        data-autofocus
        required
      />
    </FormDialog>
  );
};

export const ReleaseLine = ({ line, onClose }: DialogProps) => {
  const say = useSay(lineMoveTexts);
  const { lineId, username } = line;
  const release = useCommand({
    send: (reason: string, key) =>
      answerOf(
        api.POST('/api/v1/lines/{lineId}/release', {
          params: { path: { lineId }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    said: () => say('release.said', { username }),
    changes: [LINES],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={say('release.title', { username })}
      submit={say('release')}
      isPending={release.isPending}
      onSubmit={(reason) => release.mutate(reason)}
      onClose={onClose}
    >
      <Text size="sm">{say('release.hint')}</Text>
      {line.formerComment && <Text size="sm">{say('former', { comment: line.formerComment })}</Text>}
    </ReasonDialog>
  );
};

export const MoveLine = ({ line, onClose }: DialogProps) => {
  const say = useSay(lineMoveTexts);
  const { lineId, username } = line;
  const routers = (useRouters().data?.items ?? []).filter(({ routerId }) => routerId !== line.routerId);
  const [chosen, setChosen] = useState<string | null>(null);
  const move = useCommand({
    send: (routerId: string, key) =>
      answerOf(
        api.POST('/api/v1/lines/{lineId}/move', {
          params: { path: { lineId }, header: { 'Idempotency-Key': key } },
          body: { routerId },
        }),
      ),
    said: () =>
      say('move.said', { username, router: routers.find((one) => one.routerId === chosen)?.name ?? '' }),
    changes: [LINES],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('move.title', { username })}
      submit={say('move')}
      isPending={move.isPending}
      isDisabled={chosen === null}
      onSubmit={() => chosen && move.mutate(chosen)}
      onClose={onClose}
    >
      <Text size="sm">{say('move.hint')}</Text>
      <Select
        label={say('move.router')}
        data={routers.map((one) => ({ value: one.routerId, label: one.name }))}
        value={chosen}
        onChange={setChosen}
        required
      />
    </FormDialog>
  );
};
