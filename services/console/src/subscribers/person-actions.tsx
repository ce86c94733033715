// person-actions.tsx — what may be done for a person, each in one dialog.
import { Button, Checkbox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { EditDialog } from './edit-dialog';
import { ExtendDialog } from './extend-dialog';
import { GrantDialog } from './grant-dialog';
import { AddDevice } from './add-device';
import { OfflineDialog } from './offline-dialog';
import type { DialogRepair } from './offline-repairs';
import { offlineTexts } from './offline.texts';
import { personKey, type Person } from './person';
import { personTexts } from './person.texts';
import { PersonMenu } from './person-menu';
import { PhoneDialog } from './phone-dialog';
import { SellDialog } from './sell-dialog';
import { SettleDialog } from './settle-dialog';

/** What is done with a reason alone. */
type Reasoned = 'reject' | 'block' | 'unblock' | 'reset';
type Dialog = 'sell' | 'edit' | 'grant' | 'extend' | 'phone' | 'offline' | Reasoned | DialogRepair;

const useStanding = (subscriberId: string, onDone: () => void) => {
  const say = useSay(personTexts);
  const changes = [personKey(subscriberId), ['subscribers'], ['home']];
  const of = (key: string) => ({
    params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
  });
  const decide = useCommand({
    send: (body: { approve: boolean; reason?: string }, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/approval', { ...of(key), body }),
    said: (_, { approve }) => say(approve ? 'said.approved' : 'said.rejected'),
    changes,
    onDone,
  });
  const block = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/block', { ...of(key), body: { reason } }),
    said: () => say('said.blocked'),
    changes,
    onDone,
  });
  const unblock = useCommand({
    send: (reason: string, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/unblock', { ...of(key), body: { reason } }),
    said: () => say('said.unblocked'),
    changes,
    onDone,
  });
  const reset = useCommand({
    send: (body: { reason: string; keepGrants: boolean }, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/reset', { ...of(key), body }),
    said: () => say('said.reset'),
    changes,
    onDone,
  });
  return { decide, block, unblock, reset };
};

type Standing = ReturnType<typeof useStanding>;

const Dialogs = ({
  dialog,
  person,
  standing,
  onDialog,
  onClose,
}: {
  readonly dialog: Dialog | null;
  readonly person: Person;
  readonly standing: Standing;
  readonly onDialog: (dialog: Dialog) => void;
  readonly onClose: () => void;
}) => {
  const say = useSay(personTexts);
  const [keepGrants, setKeepGrants] = useState(true);
  const { decide, block, unblock, reset } = standing;
  const asked = (
    kind: Reasoned,
    command: { readonly isPending: boolean },
    onSubmit: (reason: string) => void,
    more?: ReactNode,
  ) => (
    <ReasonDialog
      title={say(`act.${kind}`)}
      isDangerous={kind !== 'unblock'}
      isPending={command.isPending}
      onClose={onClose}
      onSubmit={onSubmit}
    >
      {more}
    </ReasonDialog>
  );
  switch (dialog) {
    case 'sell':
      return <SellDialog person={person} onClose={onClose} />;
    case 'edit':
      return <EditDialog person={person} onClose={onClose} />;
    case 'grant':
      return <GrantDialog subscriberId={person.subscriberId} onClose={onClose} />;
    case 'extend':
      return <ExtendDialog subscriberId={person.subscriberId} onClose={onClose} />;
    case 'phone':
      return <PhoneDialog subscriberId={person.subscriberId} onClose={onClose} />;
    case 'offline':
      return <OfflineDialog subscriberId={person.subscriberId} onDialog={onDialog} onClose={onClose} />;
    case 'add_device':
      return <AddDevice subscriberId={person.subscriberId} onClose={onClose} />;
    case 'settle':
      return <SettleDialog person={person} onClose={onClose} />;
    case 'reject':
      return asked(dialog, decide, (reason) => decide.mutate({ approve: false, reason }));
    case 'block':
      return asked(dialog, block, block.mutate);
    case 'unblock':
      return asked(dialog, unblock, unblock.mutate);
    case 'reset':
      return asked(
        dialog,
        reset,
        (reason) => reset.mutate({ reason, keepGrants }),
        <Checkbox
          label={say('reset.keep')}
          checked={keepGrants}
          onChange={(event) => setKeepGrants(event.currentTarget.checked)}
        />,
      );
    case null:
      return null;
  }
};

export const PersonActions = ({ person }: { readonly person: Person }) => {
  const say = useSay(personTexts);
  const sayOffline = useSay(offlineTexts);
  const may = useMay();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const close = () => setDialog(null);
  const standing = useStanding(person.subscriberId, close);
  const isPending = person.approval === 'pending' && may('subscribers:approve');
  return (
    <>
      {isPending && (
        <>
          <Button
            loading={standing.decide.isPending}
            onClick={() => standing.decide.mutate({ approve: true })}
          >
            {say('act.approve')}
          </Button>
          <Button variant="default" onClick={() => setDialog('reject')}>
            {say('act.reject')}
          </Button>
        </>
      )}
      {!isPending && may('counter:sell') && (
        <Button onClick={() => setDialog('sell')}>{say('act.sell')}</Button>
      )}
      {!isPending && may('quota:grant') && (
        <Button variant="default" onClick={() => setDialog('grant')}>
          {say('act.grant')}
        </Button>
      )}
      {may('devices:read') && (
        <Button variant="default" onClick={() => setDialog('offline')}>
          {sayOffline('title')}
        </Button>
      )}
      <PersonMenu person={person} onDialog={setDialog} />
      <Dialogs dialog={dialog} person={person} standing={standing} onDialog={setDialog} onClose={close} />
    </>
  );
};
