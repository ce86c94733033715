// line-dialog.tsx — makes a PPPoE line or changes one: its speed, where its addresses come from, who may dial.
import { Group, Select, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { useRouters } from '../routers/use-routers';
import { LineNumberField } from './line-number-field';
import { lineTexts } from './lines.texts';
import { LINES, type Line } from './use-lines';

type Terms = {
  readonly password: string;
  readonly downloadKilobitsPerSecond: number;
  readonly uploadKilobitsPerSecond: number;
  readonly pool: string;
  readonly address: string;
  readonly callerId: string;
};
type FieldsProps = {
  readonly terms: Terms;
  readonly passwordHint: string;
  readonly onChange: (change: Partial<Terms>) => void;
};

const FIRST: Terms = {
  ...{ password: '', downloadKilobitsPerSecond: 10_000, uploadKilobitsPerSecond: 5_000 },
  ...{ pool: '', address: '', callerId: '' },
};

/** What is empty is left out: it is none. */
const bodyOf = (terms: Partial<Terms>): Partial<Terms> =>
  Object.fromEntries(Object.entries(terms).filter(([, value]) => value !== ''));

const TermsFields = ({ terms, passwordHint, onChange }: FieldsProps) => {
  const say = useSay(lineTexts);
  const text = (name: 'password' | 'pool' | 'address' | 'callerId', hint: string, most: number) => (
    <TextInput
      label={say(name)}
      description={hint}
      value={terms[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value.trim() })}
      maxLength={most}
      autoComplete="off"
    />
  );
  return (
    <>
      {text('password', passwordHint, MEASURES.linePassword.most)}
      <Group grow>
        {(['downloadKilobitsPerSecond', 'uploadKilobitsPerSecond'] as const).map((name) => (
          <LineNumberField
            key={name}
            label={say(name === 'downloadKilobitsPerSecond' ? 'down' : 'up')}
            description={say('speed.hint')}
            value={terms[name]}
            onChange={(value) => onChange({ [name]: value })}
            min={0}
            max={MEASURES.kilobitsPerSecond.most}
            step={1_000}
            allowDecimal={false}
          />
        ))}
      </Group>
      <Group grow align="flex-start">
        {text('pool', say('pool.hint'), MEASURES.poolName.most)}
        {text('address', say('address.hint'), MEASURES.interfaceAddress.most)}
      </Group>
      {text('callerId', say('callerId.hint'), MEASURES.callerId.most)}
    </>
  );
};

export const CreateLine = ({
  subscriberId,
  onClose,
}: {
  readonly subscriberId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(lineTexts);
  const routers = useRouters().data?.items ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [username, setUsername] = useState('');
  const [terms, setTerms] = useState(FIRST);
  const routerId = chosen ?? (routers.length === 1 ? routers[0]?.routerId : undefined);
  const create = useCommand({
    send: (to: string, key) =>
      answerOf(
        api.POST('/api/v1/lines', {
          params: { header: { 'Idempotency-Key': key } },
          body: { ...bodyOf(terms), subscriberId, routerId: to, username },
        }),
      ),
    said: () => say('said.created', { username }),
    changes: [LINES],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('create.title')}
      submit={say('create')}
      isPending={create.isPending}
      isDisabled={!routerId || username === ''}
      onSubmit={() => routerId && create.mutate(routerId)}
      onClose={onClose}
    >
      <Select
        label={say('router')}
        data={routers.map((one) => ({ value: one.routerId, label: one.name }))}
        value={routerId ?? null}
        onChange={setChosen}
        required
      />
      <TextInput
        label={say('username')}
        description={say('username.hint')}
        value={username}
        onChange={(event) => setUsername(event.currentTarget.value.trim())}
        maxLength={MEASURES.lineName.most}
        autoComplete="off"
        required
      />
      <TermsFields
        terms={terms}
        passwordHint={say('password.hint')}
        onChange={(change) => setTerms((now) => ({ ...now, ...change }))}
      />
    </FormDialog>
  );
};

/** Addresses and MACs are shown masked: those left as they are stay. */
const changesOf = ({ address, callerId, ...terms }: Terms, line: Line) => ({
  ...bodyOf(terms),
  ...(address === line.address ? {} : { address }),
  ...(callerId === line.callerId ? {} : { callerId }),
  ...(line.profile !== '' && terms.pool === '' ? { keepProfile: true } : {}),
});

export const ChangeLine = ({ line, onClose }: { readonly line: Line; readonly onClose: () => void }) => {
  const say = useSay(lineTexts);
  const { lineId, username } = line;
  const [terms, setTerms] = useState<Terms>({
    ...{ password: '', pool: line.pool, address: line.address, callerId: line.callerId },
    downloadKilobitsPerSecond: line.downloadKilobitsPerSecond,
    uploadKilobitsPerSecond: line.uploadKilobitsPerSecond,
  });
  const change = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.PUT('/api/v1/lines/{lineId}', {
          params: { path: { lineId }, header: { 'Idempotency-Key': key } },
          body: changesOf(terms, line),
        }),
      ),
    said: () => say('said.changed', { username }),
    changes: [LINES],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('change.title', { username })}
      submit={say('change')}
      isPending={change.isPending}
      onSubmit={() => change.mutate()}
      onClose={onClose}
    >
      <TermsFields
        terms={terms}
        passwordHint={say('password.change')}
        onChange={(more) => setTerms((now) => ({ ...now, ...more }))}
      />
    </FormDialog>
  );
};
