// opt-outs.tsx — who wants no messages to many: listed, added, and lifted after a warning.
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { Field } from '../parts/field-problem';
import { FormDialog } from '../parts/form-dialog';
import { PagesOf } from '../parts/pages-of';
import { TableOrCards } from '../parts/table-or-cards';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { usePages } from '../parts/use-pages';
import { useMay } from '../session/session';
import { optOutTexts } from './opt-outs.texts';

type OptOut = Row<'/api/v1/broadcast-opt-outs'>;
const OPT_OUTS = ['broadcast-opt-outs'];
const PAGE = 50;
const TABLE_PIXELS = 560;
const LONGEST_PHONE = 20;
/** They have said so themselves. */
const BY_WORD = 'subscriber';

const AddDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const say = useSay(optOutTexts);
  const [phone, setPhone] = useState('');
  const add = useCommand({
    send: (toPhone: string) => answerOf(api.POST('/api/v1/broadcast-opt-outs', { body: { phone: toPhone } })),
    said: () => say('said.added'),
    changes: [OPT_OUTS],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('add')}
      isPending={add.isPending}
      onSubmit={() => add.mutate(phone.trim())}
      onClose={onClose}
    >
      <Field name="phone">
        <TextInput
          label={say('phone')}
          type="tel"
          value={phone}
          maxLength={LONGEST_PHONE}
          required
          data-autofocus
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
      </Field>
    </FormDialog>
  );
};

const LiftDialog = ({ optOut, onClose }: { readonly optOut: OptOut; readonly onClose: () => void }) => {
  const say = useSay(optOutTexts);
  const { phone } = useFormats();
  const lift = useCommand({
    send: (optOutId: string) =>
      answerOf(api.DELETE('/api/v1/broadcast-opt-outs/{optOutId}', { params: { path: { optOutId } } })),
    said: () => say('said.lifted'),
    changes: [OPT_OUTS],
    onDone: onClose,
  });
  return (
    <FormDialog
      title={say('lift.title', { phone: phone(optOut.phone) })}
      submit={say('lift')}
      isPending={lift.isPending}
      onSubmit={() => lift.mutate(optOut.optOutId ?? '')}
      onClose={onClose}
    >
      <Text size="sm">{say('lift.why')}</Text>
    </FormDialog>
  );
};

const OptOutTable = ({ items, onLift }: { items: readonly OptOut[]; onLift: (optOut: OptOut) => void }) => {
  const say = useSay(optOutTexts);
  const may = useMay();
  const { instant, phone } = useFormats();
  const { nameOf } = useColleagues();
  return (
    <TableOrCards
      minWidth={TABLE_PIXELS}
      rows={items}
      keyOf={({ optOutId, phone: number }) => optOutId ?? number}
      columns={[
        { head: say('number'), cell: (one) => phone(one.phone) },
        { head: say('since'), cell: ({ at }) => (at === undefined ? '' : instant(at)) },
        {
          head: say('by'),
          cell: ({ by = '' }) => (by === BY_WORD ? say('by.word') : nameOf(by)),
        },
        ...(may('messages:control')
          ? [
              {
                head: say('act'),
                cell: (one: OptOut) => (
                  <Button
                    variant="default"
                    aria-label={say('lift.of', { phone: phone(one.phone) })}
                    onClick={() => onLift(one)}
                  >
                    {say('lift')}
                  </Button>
                ),
              },
            ]
          : []),
      ]}
    />
  );
};

export const OptOuts = () => {
  const say = useSay(optOutTexts);
  const may = useMay();
  const [isAdding, setAdding] = useState(false);
  const [lifted, setLifted] = useState<OptOut | null>(null);
  const optOuts = usePages(OPT_OUTS, (cursor, signal) =>
    answerOf(api.GET('/api/v1/broadcast-opt-outs', { params: { query: { limit: PAGE, cursor } }, signal })),
  );
  return (
    <Stack>
      <Text c="dimmed" maw={760}>
        {say('why')}
      </Text>
      {may('messages:control') && (
        <Group>
          <Button variant="default" onClick={() => setAdding(true)}>
            {say('add')}
          </Button>
        </Group>
      )}
      <PagesOf pages={optOuts} empty={say('empty')}>
        {(items) => <OptOutTable items={items} onLift={setLifted} />}
      </PagesOf>
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
      {lifted && <LiftDialog optOut={lifted} onClose={() => setLifted(null)} />}
    </Stack>
  );
};
