// takings-table.tsx — takings of a span of days by period, package, cashier or method, with their sum.
import { Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { WideTable } from '../parts/wide-table';
import { reportTexts } from './reports.texts';
import type { Span } from './span';

type Takings = Answer<'/api/v1/reports/takings'>;
type Sum = Takings['periods'][number];
type Of = 'takings' | 'packages' | 'cashiers' | 'methods';

const LISTS = { takings: 'periods', packages: 'packages', cashiers: 'cashiers', methods: 'methods' } as const;
const HEADS = { takings: 'period', packages: 'package', cashiers: 'cashier', methods: 'method' } as const;
const NUMBER = { ta: 'right', style: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } } as const;

const isMethod = (word: string): word is keyof typeof methodTexts => word in methodTexts;

const useNameOf = (of: Of): ((sum: Sum) => string) => {
  const say = useSay(reportTexts);
  const sayMethod = useSay(methodTexts);
  const { nameOf } = useColleagues();
  return ({ name, label }) => {
    if (of === 'packages') return label || name;
    if (of === 'cashiers') return name === '' ? say('nobody') : nameOf(name);
    return of === 'methods' && isMethod(name) ? sayMethod(name) : name;
  };
};

const Cells = ({ sum, isPackage }: { readonly sum: Sum; readonly isPackage: boolean }) => {
  const { rupiah, number, bytes } = useFormats();
  if (isPackage)
    return (
      <>
        <Table.Td {...NUMBER}>{number(sum.sold)}</Table.Td>
        <Table.Td {...NUMBER}>{rupiah(sum.soldRupiah)}</Table.Td>
        <Table.Td {...NUMBER}>{bytes(sum.soldBytes)}</Table.Td>
      </>
    );
  return (
    <>
      <Table.Td {...NUMBER}>{number(sum.payments)}</Table.Td>
      <Table.Td {...NUMBER}>{rupiah(sum.receivedRupiah)}</Table.Td>
      <Table.Td {...NUMBER}>{rupiah(sum.settledRupiah)}</Table.Td>
      <Table.Td {...NUMBER}>{rupiah(sum.refundedRupiah)}</Table.Td>
      <Table.Td {...NUMBER}>{rupiah(sum.receivedRupiah - sum.refundedRupiah)}</Table.Td>
    </>
  );
};

const Rows = ({ takings, of }: { readonly takings: Takings; readonly of: Of }) => {
  const say = useSay(reportTexts);
  const nameOf = useNameOf(of);
  const isPackage = of === 'packages';
  const sums = takings[LISTS[of]];
  const heads = isPackage
    ? (['sold', 'received', 'soldBytes'] as const)
    : (['payments', 'received', 'settled', 'refunded', 'net'] as const);
  if (sums.length === 0) return <Text c="dimmed">{say('empty')}</Text>;
  return (
    <WideTable minWidth={640}>
      <Table verticalSpacing="xs" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(HEADS[of])}</Table.Th>
            {heads.map((head) => (
              <Table.Th key={head} ta="right">
                {say(head)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sums.map((sum) => (
            <Table.Tr key={`${sum.name} ${sum.label}`}>
              <Table.Td>{nameOf(sum)}</Table.Td>
              <Cells sum={sum} isPackage={isPackage} />
            </Table.Tr>
          ))}
        </Table.Tbody>
        {takings.total && (
          <Table.Tfoot>
            <Table.Tr fw={650}>
              <Table.Td>{say('total')}</Table.Td>
              <Cells sum={takings.total} isPackage={isPackage} />
            </Table.Tr>
          </Table.Tfoot>
        )}
      </Table>
    </WideTable>
  );
};

export const TakingsTable = ({ span, of }: { readonly span: Span; readonly of: Of }) => {
  const takings = useQuery({
    queryKey: ['reports', 'takings', span],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/reports/takings', { params: { query: { ...span } }, signal })),
  });
  return <Answered query={takings}>{(answer) => <Rows takings={answer} of={of} />}</Answered>;
};
