// import-page.tsx — subscribers from a file or from what was pasted: read here, checked by edge as a draft.
import {
  Alert,
  Button,
  FileInput,
  Paper,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
  Textarea,
  Title,
} from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { useCommand } from '../parts/use-command';
import { WideTable } from '../parts/wide-table';
import { batchTexts } from './batches.texts';
import { guessedMapping, IMPORT_FIELDS, linesOf, type Mapping } from './columns';
import { rowsOfFile, rowsOfText, TableError, type TableFault, type TableRows } from './read-table';

const SHOWN_LINES = 3;

const useTable = () => {
  const [rows, setRows] = useState<TableRows | null>(null);
  const [mapping, setMapping] = useState<Mapping>(guessedMapping([]));
  const [fault, setFault] = useState<TableFault | null>(null);
  const read = async (reading: Promise<TableRows>) => {
    try {
      const table = await reading;
      setFault(null);
      setRows(table);
      setMapping(guessedMapping(table[0]?.cells ?? []));
    } catch (error) {
      setRows(null);
      setFault(error instanceof TableError ? error.fault : 'unreadable');
    }
  };
  return { rows, mapping, setMapping, fault, read };
};

const Source = ({ onRead }: { readonly onRead: (reading: Promise<TableRows>) => Promise<void> }) => {
  const say = useSay(batchTexts);
  const [text, setText] = useState('');
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <FileInput
        label={say('file')}
        accept=".csv,.txt,.xlsx"
        placeholder="pelanggan.csv"
        onChange={(file) => file && void onRead(rowsOfFile(file))}
      />
      <Stack gap="xs" align="flex-start">
        <Textarea
          label={say('paste')}
          description={say('paste.hint')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={3}
          maxRows={8}
          w="100%"
        />
        <Button variant="default" disabled={text.trim() === ''} onClick={() => void onRead(rowsOfText(text))}>
          {say('read')}
        </Button>
      </Stack>
    </SimpleGrid>
  );
};

const Columns = ({
  headings,
  mapping,
  onChange,
}: {
  readonly headings: readonly string[];
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}) => {
  const say = useSay(batchTexts);
  const choices = [
    { value: '', label: say('columns.none') },
    ...headings.map((heading, at) => ({ value: String(at), label: `${at + 1}. ${heading || '…'}` })),
  ];
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 4 }}>
      {IMPORT_FIELDS.map((field) => (
        <Select
          key={field}
          label={say(`field.${field}`)}
          data={choices}
          value={mapping[field] === null ? '' : String(mapping[field])}
          onChange={(value) => onChange({ ...mapping, [field]: value ? Number(value) : null })}
          allowDeselect={false}
          required={field === 'phone'}
        />
      ))}
    </SimpleGrid>
  );
};

const FirstLines = ({ rows, mapping }: { readonly rows: TableRows; readonly mapping: Mapping }) => {
  const say = useSay(batchTexts);
  const fields = IMPORT_FIELDS.filter((field) => mapping[field] !== null);
  return (
    <WideTable minWidth={480}>
      <Table aria-label={say('lines')}>
        <Table.Thead>
          <Table.Tr>
            {fields.map((field) => (
              <Table.Th key={field}>{say(`field.${field}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, SHOWN_LINES).map(({ cells, fileRow }) => (
            <Table.Tr key={fileRow}>
              {fields.map((field) => (
                <Table.Td key={field}>{cells[mapping[field] ?? 0]}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

export const ImportPage = () => {
  const say = useSay(batchTexts);
  const { number } = useFormats();
  const navigate = useNavigate();
  const { rows, mapping, setMapping, fault, read } = useTable();
  const [first, ...lines] = rows ?? [];
  const check = useCommand({
    send: (_: null, key) =>
      answerOf(
        api.POST('/api/v1/batches', {
          params: { header: { 'Idempotency-Key': key } },
          body: { action: 'import', rows: linesOf(lines, mapping) },
        }),
      ),
    said: () => say('said.draft'),
    changes: [['batches']],
    onDone: ({ batchId }) => void navigate({ to: `/batches/${batchId}` }),
  });
  return (
    <>
      <PageTitle title={say('import.title')} />
      <Stack maw={1080}>
        <Text c="dimmed">{say('import.intro')}</Text>
        <Source onRead={read} />
        {fault && (
          <Alert color="red" role="alert">
            {say(`fault.${fault}`)}
          </Alert>
        )}
        {rows && (
          <Paper withBorder p="md">
            <Stack>
              <Title order={2} size="h4">
                {say('columns')}
              </Title>
              <Columns headings={first?.cells ?? []} mapping={mapping} onChange={setMapping} />
              <FirstLines rows={lines} mapping={mapping} />
              {mapping.phone === null && <Text role="status">{say('phoneNeeded')}</Text>}
              <Button
                disabled={mapping.phone === null}
                loading={check.isPending}
                onClick={() => check.mutate(null)}
                style={{ alignSelf: 'flex-start' }}
              >
                {say('check', { count: number(lines.length) })}
              </Button>
            </Stack>
          </Paper>
        )}
      </Stack>
    </>
  );
};
