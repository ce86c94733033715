// adoptions.tsx — secrets of a router that become lines by profile or prefix: looked at first, then taken over.
import { Button, Group, Modal, Select, Stack, Table, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { useFocusReturn } from '../parts/focus-return';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { WideTable } from '../parts/wide-table';
import { adoptionTexts } from './adoptions.texts';
import { LINES } from './use-lines';

type Rule = { readonly profile: string; readonly prefix: string };

const send = async (routerId: string, key: string, { profile, prefix }: Rule, checkOnly: boolean) =>
  answerOf(
    api.POST('/api/v1/routers/{routerId}/line-candidates/adoptions', {
      params: { path: { routerId }, header: { 'Idempotency-Key': key } },
      body: {
        ...(profile === '' ? {} : { profile }),
        ...(prefix === '' ? {} : { prefix }),
        ...(checkOnly ? { checkOnly } : {}),
      },
    }),
  );
type Checked = Awaited<ReturnType<typeof send>>;

/** What is wrong comes first. */
const Verdicts = ({ checked }: { readonly checked: Checked }) => {
  const say = useSay(adoptionTexts);
  const items = checked.items.toSorted(
    (one, other) => Number(one.refusal === '') - Number(other.refusal === ''),
  );
  return (
    <WideTable minWidth={520}>
      <Table aria-label={say('verdict')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {(['line', 'profile', 'person', 'verdict'] as const).map((name) => (
              <Table.Th key={name}>{say(name)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.username}>
              <Table.Td>
                {one.username}
                <Text size="xs" c="dimmed">
                  {one.comment}
                </Text>
              </Table.Td>
              <Table.Td>{one.profile}</Table.Td>
              <Table.Td>{one.subscriberName || '–'}</Table.Td>
              <Table.Td>
                {one.refusal === '' ? (
                  say('fine')
                ) : (
                  <Text size="sm" c="var(--mantine-color-error)">
                    {one.why}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

type RuleProps = {
  readonly rule: Rule;
  readonly profiles: readonly string[];
  readonly onChange: (rule: Rule) => void;
};

const RuleFields = ({ rule, profiles, onChange }: RuleProps) => {
  const say = useSay(adoptionTexts);
  return (
    <Group grow align="flex-start">
      <Select
        label={say('profile')}
        placeholder={say('any')}
        data={[...profiles]}
        value={rule.profile || null}
        onChange={(profile) => onChange({ ...rule, profile: profile ?? '' })}
        clearable
      />
      <TextInput
        label={say('prefix')}
        value={rule.prefix}
        onChange={(event) => onChange({ ...rule, prefix: event.currentTarget.value.trim() })}
        autoComplete="off"
      />
    </Group>
  );
};

type AdoptionsProps = {
  readonly routerId: string;
  readonly profiles: readonly string[];
  readonly onClose: () => void;
};

export const Adoptions = ({ routerId, profiles, onClose }: AdoptionsProps) => {
  const say = useSay(adoptionTexts);
  const closeLabel = useSay(partsTexts)('close');
  const [rule, setRule] = useState<Rule>({ profile: '', prefix: '' });
  const [checked, setChecked] = useState<Checked>();
  useFocusReturn();
  const check = useCommand({
    send: async (asked: Rule, key) => send(routerId, key, asked, true),
    said: () => null,
    changes: [],
    onDone: setChecked,
  });
  const adopt = useCommand({
    send: async (_: void, key) => send(routerId, key, rule, false),
    said: ({ adopted }) => say('said', { count: adopted }),
    changes: [LINES],
    onDone: onClose,
  });
  const good = checked ? checked.items.length - checked.faulty : 0;
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      title={say('title')}
      closeButtonProps={{ 'aria-label': closeLabel }}
    >
      {checked ? (
        <Stack>
          <Text role="status">
            {checked.items.length === 0 ? say('none') : say('good', { count: good })}{' '}
            {checked.faulty > 0 && say('bad', { count: checked.faulty })}{' '}
            {checked.left > 0 && say('left', { count: checked.left })}
          </Text>
          {checked.items.length > 0 && <Verdicts checked={checked} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setChecked(undefined)}>
              {say('again')}
            </Button>
            <Button disabled={good === 0} loading={adopt.isPending} onClick={() => adopt.mutate()}>
              {say('adopt', { count: good })}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Stack>
          <Text size="sm">{say('hint')}</Text>
          <RuleFields rule={rule} profiles={profiles} onChange={setRule} />
          <Group justify="flex-end">
            <Button loading={check.isPending} onClick={() => check.mutate(rule)}>
              {say('check')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
};
