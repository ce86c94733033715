// person-actions.tsx — what may be done for a person, each in one dialog.
import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { ReasonDialog } from '../parts/reason-dialog';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { ApprovalEnd } from './approval-end';
import { BillDialog } from './bill-dialog';
import { CorrectDialog } from './correct-dialog';
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
import type { Diagnosis } from './repair-end';
import { RoleDialog } from './role-dialog';
import { SellDialog } from './sell-dialog';
import { SettleDialog } from './settle-dialog';

const DeleteDialog = lazy(async () => ({ default: (await import('./delete-dialog')).DeleteDialog }));

/** What is done with a reason alone. */
type Reasoned = 'reject' | 'block' | 'unblock' | 'reset';
type Cause = Diagnosis['cause'];
type Plain =
  'sell' | 'bill' | 'edit' | 'role' | 'grant' | 'extend' | 'correct' | 'phone' | 'offline' | 'delete';
type Dialog = Plain | Reasoned | DialogRepair;

const useStanding = (subscriberId: string, onDone: () => void) => {
  const say = useSay(personTexts);
  const mayLook = useMay()('devices:read');
  const changes = [personKey(subscriberId), ['subscribers'], ['home']];
  const of = (key: string) => ({
    params: { path: { subscriberId }, header: { 'Idempotency-Key': key } },
  });
  const decide = useCommand({
    send: (body: { approve: boolean; reason?: string }, key) =>
      api.POST('/api/v1/subscribers/{subscriberId}/approval', { ...of(key), body }),
    said: (_, { approve }) =>
      approve && mayLook ? (
        <ApprovalEnd text={say('said.approved')} people={[{ subscriberId, name: '' }]} isRegistration />
      ) : (
        say(approve ? 'said.approved' : 'said.rejected')
      ),
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

const OF_PERSON = {
  sell: SellDialog,
  bill: BillDialog,
  edit: EditDialog,
  role: RoleDialog,
  correct: CorrectDialog,
  settle: SettleDialog,
  delete: DeleteDialog,
} as const;

const isOfPerson = (dialog: Dialog | null): dialog is keyof typeof OF_PERSON =>
  dialog !== null && dialog in OF_PERSON;

type DialogsProps = {
  readonly dialog: Dialog | null;
  readonly person: Person;
  readonly standing: Standing;
  readonly repaired: Cause | undefined;
  readonly onRepairDialog: (dialog: DialogRepair, cause: Cause) => void;
  readonly onClose: () => void;
};

const Dialogs = ({ dialog, person, standing, repaired, onRepairDialog, onClose }: DialogsProps) => {
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
  if (isOfPerson(dialog)) {
    const Shown = OF_PERSON[dialog];
    return (
      <Suspense fallback={null}>
        <Shown person={person} onClose={onClose} />
      </Suspense>
    );
  }
  switch (dialog) {
    case 'grant':
      return <GrantDialog subscriberId={person.subscriberId} onClose={onClose} />;
    case 'extend':
      return <ExtendDialog subscriberId={person.subscriberId} onClose={onClose} />;
    case 'phone':
      return <PhoneDialog subscriberId={person.subscriberId} onClose={onClose} />;
    case 'offline':
      return (
        <OfflineDialog
          subscriberId={person.subscriberId}
          repaired={repaired}
          onDialog={onRepairDialog}
          onClose={onClose}
        />
      );
    case 'add_device':
      return <AddDevice subscriberId={person.subscriberId} onClose={onClose} />;
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

/** Which dialog is open; one that the diagnosis opened leads back to it, and what was done there is followed. */
const useDialogs = () => {
  const mutations = useQueryClient().getMutationCache();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const [repaired, setRepaired] = useState<Cause>();
  const from = useRef<{ readonly cause: Cause; readonly atMilliseconds: number }>(null);
  return {
    dialog,
    repaired,
    open: (next: Dialog) => {
      from.current = null;
      setRepaired(undefined);
      setDialog(next);
    },
    openRepair: (next: DialogRepair, cause: Cause) => {
      from.current = { cause, atMilliseconds: Date.now() };
      setDialog(next);
    },
    close: () => {
      const { current } = from;
      from.current = null;
      const isDone = mutations
        .getAll()
        .some(
          ({ state }) =>
            state.submittedAt >= (current?.atMilliseconds ?? Infinity) && state.status !== 'error',
        );
      setRepaired(isDone ? current?.cause : undefined);
      setDialog(current ? 'offline' : null);
    },
  };
};

export const PersonActions = ({ person }: { readonly person: Person }) => {
  const say = useSay(personTexts);
  const sayOffline = useSay(offlineTexts);
  const may = useMay();
  const { dialog, open, openRepair, repaired, close } = useDialogs();
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
          <Button variant="default" onClick={() => open('reject')}>
            {say('act.reject')}
          </Button>
        </>
      )}
      {!isPending && may('counter:sell') && <Button onClick={() => open('sell')}>{say('act.sell')}</Button>}
      {!isPending && may('quota:grant') && (
        <Button variant="default" onClick={() => open('grant')}>
          {say('act.grant')}
        </Button>
      )}
      {may('devices:read') && (
        <Button variant="default" onClick={() => open('offline')}>
          {sayOffline('title')}
        </Button>
      )}
      <PersonMenu person={person} onDialog={open} />
      <Dialogs {...{ dialog, person, standing, repaired }} onRepairDialog={openRepair} onClose={close} />
    </>
  );
};
