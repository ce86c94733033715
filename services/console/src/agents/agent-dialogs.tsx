// agent-dialogs.tsx — how an agent sells, and money into the deposit or back out of it.
import { Autocomplete, Checkbox, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES, type CounterMethod } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogTitle } from '../parts/dialog-title';
import { FormDialog } from '../parts/form-dialog';
import { MoneyField } from '../parts/money-field';
import { NumberField } from '../parts/number-field';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { useSites } from '../sites/use-sites';
import { AgentEntries } from './agent-entries';
import { agentTexts } from './agents.texts';
import { AGENTS, type Agent } from './use-agents';

const FIRST_MARGIN_PERCENT = 10;

type Terms = Pick<Agent, 'site' | 'marginPercent' | 'creditLimitRupiah' | 'paused'> &
  Partial<Pick<Agent, 'prices'>>;

const useSaveTerms = (agentId: string, onClose: () => void) => {
  const say = useSay(agentTexts);
  return useCommand({
    send: (body: Terms, key) =>
      answerOf(
        api.PUT('/api/v1/agents/{agentId}', {
          params: { path: { agentId }, header: { 'Idempotency-Key': key } },
          body,
        }),
      ),
    said: () => say('said.terms'),
    changes: [AGENTS],
    onDone: onClose,
  });
};

export const TermsDialog = ({
  agentId,
  name,
  agent,
  onClose,
}: {
  readonly agentId: string;
  readonly name: string;
  /** Absent: not an agent yet. */
  readonly agent?: Agent | undefined;
  readonly onClose: () => void;
}) => {
  const say = useSay(agentTexts);
  const sites = useSites();
  const [site, setSite] = useState(agent?.site ?? '');
  const [margin, setMargin] = useState<number | string>(agent?.marginPercent ?? FIRST_MARGIN_PERCENT);
  const [credit, setCredit] = useState<number | string>(agent?.creditLimitRupiah ?? 0);
  const [paused, setPaused] = useState(agent?.paused ?? false);
  const chosen = site || (sites.length === 1 ? (sites[0] ?? '') : '');
  const save = useSaveTerms(agentId, onClose);
  const submit = () =>
    save.mutate({
      ...{ site: chosen, marginPercent: Number(margin), creditLimitRupiah: Number(credit), paused },
      ...(agent ? { prices: agent.prices } : {}),
    });
  return (
    <FormDialog
      title={say('terms.title', { name })}
      submit={say('terms.submit')}
      isPending={save.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <NumberField
        label={say('terms.margin')}
        description={say('terms.margin.hint')}
        value={margin}
        onChange={setMargin}
        min={0}
        max={MEASURES.percent.most}
        allowDecimal={false}
        required
        withAsterisk={false}
        data-autofocus
      />
      <MoneyField
        label={say('terms.credit')}
        description={say('terms.credit.hint')}
        value={credit}
        onChange={setCredit}
      />
      <Autocomplete
        label={say('terms.site')}
        data={[...sites]}
        value={chosen}
        onChange={setSite}
        maxLength={MEASURES.site.most}
        required
        withAsterisk={false}
      />
      <Checkbox
        label={say('terms.paused')}
        checked={paused}
        onChange={(event) => setPaused(event.currentTarget.checked)}
      />
    </FormDialog>
  );
};

const METHODS = { receive: ['cash', 'transfer', 'card'], payOut: ['cash', 'transfer'] } as const;

export const MoneyDialog = ({
  agentId,
  way,
  onClose,
}: {
  readonly agentId: string;
  readonly way: 'receive' | 'payOut';
  readonly onClose: () => void;
}) => {
  const say = useSay(agentTexts);
  const { rupiah } = useFormats();
  const [amount, setAmount] = useState<number | string>('');
  const [method, setMethod] = useState<CounterMethod>('cash');
  const [note, setNote] = useState('');
  const move = useCommand({
    send: (amountRupiah: number, key) => {
      const params = { path: { agentId }, header: { 'Idempotency-Key': key } };
      const body = { amountRupiah, method, note };
      return answerOf(
        way === 'receive'
          ? api.POST('/api/v1/agents/{agentId}/deposits', { params, body })
          : api.POST('/api/v1/agents/{agentId}/payouts', { params, body }),
      );
    },
    said: ({ depositRupiah }) =>
      say(way === 'receive' ? 'said.received' : 'said.paidOut', { deposit: rupiah(depositRupiah) }),
    changes: [AGENTS, ['drawer'], ['home']],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say(way)}
      isPending={move.isPending}
      onSubmit={() => move.mutate(Number(amount))}
      onClose={onClose}
    >
      <MoneyField label={say('money.amount')} value={amount} onChange={setAmount} min={1} isFirst required />
      <SegmentedControl
        aria-label={say('money.method')}
        data={METHODS[way].map((value) => ({ value, label: say(value) }))}
        value={method}
        onChange={setMethod}
      />
      <TextInput
        label={say('money.note')}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={MEASURES.description.most}
      />
    </FormDialog>
  );
};

export const EntriesDialog = ({
  agentId,
  onClose,
}: {
  readonly agentId: string;
  readonly onClose: () => void;
}) => {
  const say = useSay(agentTexts);
  const sayPart = useSay(partsTexts);
  return (
    <Modal
      opened
      onClose={onClose}
      title={<DialogTitle title={say('entries')} />}
      size="lg"
      closeButtonProps={{ 'aria-label': sayPart('close') }}
    >
      <AgentEntries agentId={agentId} />
    </Modal>
  );
};
