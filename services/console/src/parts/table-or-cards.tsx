// table-or-cards.tsx — rows as a table; on a phone as cards, so that nothing scrolls sideways.
import { Group, Paper, Stack, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useIsPhone } from './use-is-phone';
import { WideTable } from './wide-table';

type Column<Row> = {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumber?: boolean;
};

type TableOrCardsProps<Row> = {
  /** The first names the row. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  readonly minWidth: number;
  /** The sum of all; its name stands in the first column. */
  readonly total?: { readonly name: string; readonly row: Row } | undefined;
};

const NUMBER = { ta: 'right', style: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } } as const;

const Lines = <Row,>({ columns, row }: { readonly columns: readonly Column<Row>[]; readonly row: Row }) =>
  columns.map(({ head, cell }) => {
    const value = cell(row);
    if (value === '' || value === null) return null;
    return (
      <Group key={head} justify="space-between" wrap="nowrap" align="flex-start" gap="md">
        <Text size="sm" c="dimmed" style={{ flexShrink: 0 }}>
          {head}
        </Text>
        <Text
          size="sm"
          component="div"
          ta="right"
          style={{ minWidth: 0, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' }}
        >
          {value}
        </Text>
      </Group>
    );
  });

const Cards = <Row,>({ columns: [first, ...others], rows, keyOf, total }: TableOrCardsProps<Row>) => (
  <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
    {total && (
      <Paper withBorder p="sm" component="li" bg="var(--mantine-color-default-hover)">
        <Text fw={650}>{total.name}</Text>
        <Lines columns={others} row={total.row} />
      </Paper>
    )}
    {rows.map((row) => (
      <Paper key={keyOf(row)} withBorder p="sm" component="li">
        <Text component="div" fw={600} mb={4}>
          {first.cell(row)}
        </Text>
        <Lines columns={others} row={row} />
      </Paper>
    ))}
  </Stack>
);

export const TableOrCards = <Row,>(props: TableOrCardsProps<Row>) => {
  const { columns, rows, keyOf, minWidth, total } = props;
  const isPhone = useIsPhone();
  if (isPhone) return <Cards {...props} />;
  const [, ...others] = columns;
  return (
    <WideTable minWidth={minWidth}>
      <Table verticalSpacing="xs" striped={total !== undefined}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ head, isNumber }) => (
              <Table.Th key={head} ta={isNumber ? 'right' : undefined}>
                {head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map(({ head, cell, isNumber }) => (
                <Table.Td key={head} {...(isNumber ? NUMBER : {})}>
                  {cell(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        {total && (
          <Table.Tfoot>
            <Table.Tr fw={650}>
              <Table.Td>{total.name}</Table.Td>
              {others.map(({ head, cell, isNumber }) => (
                <Table.Td key={head} {...(isNumber ? NUMBER : {})}>
                  {cell(total.row)}
                </Table.Td>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </WideTable>
  );
};
