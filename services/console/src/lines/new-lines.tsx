// new-lines.tsx — many PPPoE lines of a router from a file or from what was pasted: checked row by row, then made.
import {
  Button,
  FileInput,
  Group,
  Modal,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { rowsOfFile, rowsOfText, TableError, type TableRows } from '../batches/read-table';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { useFocusReturn } from '../parts/focus-return';
import { Form } from '../parts/form';
import { partsTexts } from '../parts/parts.texts';
import { useCommand } from '../parts/use-command';
import { WideTable } from '../parts/wide-table';
import { LineNumberField } from './line-number-field';
import { lineTexts } from './lines.texts';
import { newLinesOf, type NewLineRow } from './new-line-columns';
import { newLineTexts } from './new-lines.texts';
import { LINES } from './use-lines';

const MOST_ROWS = 500;
const KILOBITS = 1_000;
const FIRST = { prefix: '', downloadKilobitsPerSecond: 10_000, uploadKilobitsPerSecond: 5_000, pool: '' };
type Defaults = typeof FIRST;
type FaultKey = Extract<keyof typeof newLineTexts, `fault.${string}`>;

const send = async (
  routerId: string,
  key: string,
  body: Defaults & {
    readonly rows: readonly NewLineRow[];
    readonly checkOnly?: boolean;
    readonly skipFaulty?: boolean;
  },
) =>
  answerOf(
    api.POST('/api/v1/routers/{routerId}/lines', {
      params: { path: { routerId }, header: { 'Idempotency-Key': key } },
      body: {
        ...Object.fromEntries(Object.entries(body).filter(([, value]) => value !== '')),
        rows: body.rows.map((row) => ({ ...row })),
      },
    }),
  );
type Checked = Awaited<ReturnType<typeof send>>;

type VerdictsProps = { readonly checked: Checked; readonly rows: readonly NewLineRow[] };

/** What is wrong comes first. */
const Verdicts = ({ checked, rows }: VerdictsProps) => {
  const say = useSay(newLineTexts);
  const { phone, speed } = useFormats();
  const shown = checked.rows
    .map((one, index) => ({ ...one, phone: rows[index]?.phone ?? '' }))
    .sort((one, other) => Number(one.refusal === '') - Number(other.refusal === ''));
  return (
    <WideTable minWidth={560}>
      <Table aria-label={say('verdict')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            {(['row', 'name', 'speed', 'from', 'verdict'] as const).map((name) => (
              <Table.Th key={name}>{say(name)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((one) => (
            <Table.Tr key={one.fileRow}>
              <Table.Td>{one.fileRow}</Table.Td>
              <Table.Td>
                {one.username || '–'}
                <Text size="xs" c="dimmed">
                  {phone(one.phone)}
                </Text>
              </Table.Td>
              <Table.Td>
                {speed(one.downloadKilobitsPerSecond)} / {speed(one.uploadKilobitsPerSecond)}
              </Table.Td>
              <Table.Td>{one.pool || one.address}</Table.Td>
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

type DefaultsProps = {
  readonly defaults: Defaults;
  readonly onChange: (change: Partial<Defaults>) => void;
};

const DefaultFields = ({ defaults, onChange }: DefaultsProps) => {
  const say = useSay(newLineTexts);
  const sayLine = useSay(lineTexts);
  return (
    <>
      <TextInput
        label={say('prefix')}
        description={say('prefix.hint')}
        value={defaults.prefix}
        onChange={(event) => onChange({ prefix: event.currentTarget.value.trim() })}
        maxLength={MEASURES.linePrefix.most}
        autoComplete="off"
      />
      <TextInput
        label={sayLine('pool')}
        description={sayLine('pool.hint')}
        value={defaults.pool}
        onChange={(event) => onChange({ pool: event.currentTarget.value.trim() })}
        maxLength={MEASURES.poolName.most}
        autoComplete="off"
      />
      {(['downloadKilobitsPerSecond', 'uploadKilobitsPerSecond'] as const).map((name) => (
        <LineNumberField
          key={name}
          label={say(name === 'downloadKilobitsPerSecond' ? 'down' : 'up')}
          value={defaults[name] / KILOBITS}
          onChange={(value) => onChange({ [name]: Math.round(value * KILOBITS) })}
          min={0}
          max={MEASURES.kilobitsPerSecond.most / KILOBITS}
          step={1}
          decimalScale={3}
        />
      ))}
    </>
  );
};

type SourceProps = {
  readonly defaults: Defaults;
  readonly isPending: boolean;
  readonly onDefaults: (change: Partial<Defaults>) => void;
  readonly onRows: (rows: readonly NewLineRow[]) => void;
};

const Source = ({ defaults, isPending, onDefaults, onRows }: SourceProps) => {
  const say = useSay(newLineTexts);
  const [file, setFile] = useState<File | null>(null);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<FaultKey>();
  const read = async () => {
    try {
      const table: TableRows = await (file ? rowsOfFile(file) : rowsOfText(text));
      const rows = newLinesOf(table);
      setFault(rows === null ? 'fault.noPhone' : rows.length > MOST_ROWS ? 'fault.tooManyRows' : undefined);
      if (rows && rows.length <= MOST_ROWS) onRows(rows);
    } catch (error) {
      setFault(`fault.${error instanceof TableError ? error.fault : 'unreadable'}`);
    }
  };
  return (
    <Form
      onSubmit={() => void read()}
      buttons={
        <Group justify="flex-end">
          <Button type="submit" loading={isPending} disabled={!file && text.trim() === ''}>
            {say('check')}
          </Button>
        </Group>
      }
    >
      <Text size="sm">{say('hint')}</Text>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <FileInput
          label={say('file')}
          accept=".csv,.txt,.xlsx"
          placeholder="jalur.csv"
          value={file}
          onChange={setFile}
          clearable
        />
        <Textarea
          label={say('paste')}
          description={say('paste.hint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={6}
        />
        <DefaultFields defaults={defaults} onChange={onDefaults} />
      </SimpleGrid>
      {fault && (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {say(fault)}
        </Text>
      )}
    </Form>
  );
};

type NewLinesProps = { readonly routerId: string; readonly onClose: () => void };

export const NewLines = ({ routerId, onClose }: NewLinesProps) => {
  const say = useSay(newLineTexts);
  const closeLabel = useSay(partsTexts)('close');
  const [defaults, setDefaults] = useState(FIRST);
  const [rows, setRows] = useState<readonly NewLineRow[]>([]);
  const [checked, setChecked] = useState<Checked>();
  useFocusReturn();
  const check = useCommand({
    send: async (all: readonly NewLineRow[], key) => {
      setRows(all);
      setChecked(await send(routerId, key, { ...defaults, rows: all, checkOnly: true }));
    },
    said: () => null,
    changes: [],
  });
  const make = useCommand({
    send: async (_: void, key) =>
      send(routerId, key, { ...defaults, rows, skipFaulty: (checked?.faulty ?? 0) > 0 }),
    said: (made) => say('said', { count: made.made }),
    changes: [LINES],
    onDone: onClose,
  });
  const faulty = checked?.faulty ?? 0;
  const good = (checked?.rows.length ?? 0) - faulty;
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
            {say('good', { count: good })} {faulty > 0 && say('bad', { count: faulty })}
          </Text>
          <Verdicts checked={checked} rows={rows} />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setChecked(undefined)}>
              {say('again')}
            </Button>
            <Button disabled={good === 0} loading={make.isPending} onClick={() => make.mutate()}>
              {say(faulty > 0 ? 'make.rest' : 'make', { count: good })}
            </Button>
          </Group>
        </Stack>
      ) : (
        <Source
          defaults={defaults}
          isPending={check.isPending}
          onDefaults={(change) => setDefaults((now) => ({ ...now, ...change }))}
          onRows={(all) => check.mutate(all)}
        />
      )}
    </Modal>
  );
};
