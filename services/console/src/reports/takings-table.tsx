// takings-table.tsx — takings of a span of days by period, package, cashier or method, with their sum.
import { Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import type { Answer } from '../parts/answer';
import { Answered } from '../parts/problem';
import { TableOrCards } from '../parts/table-or-cards';
import { useColleagues } from '../parts/use-colleagues';
import { reportTexts } from './reports.texts';
import type { Span } from './span';

type Takings = Answer<'/api/v1/reports/takings'>;
type Sum = Takings['periods'][number];
type Of = 'takings' | 'packages' | 'cashiers' | 'methods';

const LISTS = { takings: 'periods', packages: 'packages', cashiers: 'cashiers', methods: 'methods' } as const;
const HEADS = { takings: 'period', packages: 'package', cashiers: 'cashier', methods: 'method' } as const;
type Head = 'sold' | 'received' | 'soldBytes' | 'payments' | 'settled' | 'refunded' | 'net' | 'income';

const isMethod = (word: string): word is keyof typeof methodTexts => word in methodTexts;

const useNameOf = (of: Of): ((sum: Sum) => string) => {
  const say = useSay(reportTexts);
  const sayMethod = useSay(methodTexts);
  const { nameOf } = useColleagues();
  const { period } = useFormats();
  return ({ name, label }) => {
    if (of === 'packages') return label || name;
    if (of === 'cashiers') return name === '' ? say('nobody') : nameOf(name);
    if (of === 'takings') return period(name);
    return isMethod(name) ? sayMethod(name) : name;
  };
};

const Rows = ({ takings, of }: { readonly takings: Takings; readonly of: Of }) => {
  const say = useSay(reportTexts);
  const nameOf = useNameOf(of);
  const { rupiah, number, bytes } = useFormats();
  const sums = takings[LISTS[of]];
  if (sums.length === 0) return <Text c="dimmed">{say('empty')}</Text>;
  const column = (head: Head, cell: (sum: Sum) => string) => ({ head: say(head), cell, isNumber: true });
  const columns =
    of === 'packages'
      ? [
          column('sold', ({ sold }) => number(sold)),
          column('received', ({ soldRupiah }) => rupiah(soldRupiah)),
          column('soldBytes', ({ soldBytes }) => bytes(soldBytes)),
        ]
      : [
          column('payments', ({ payments }) => number(payments)),
          column('received', ({ receivedRupiah }) => rupiah(receivedRupiah)),
          column('settled', ({ settledRupiah }) => rupiah(settledRupiah)),
          column('refunded', ({ refundedRupiah }) => rupiah(refundedRupiah)),
          column('net', ({ receivedRupiah, refundedRupiah }) => rupiah(receivedRupiah - refundedRupiah)),
          ...(of === 'takings' ? [column('income', ({ incomeRupiah }) => rupiah(incomeRupiah))] : []),
        ];
  return (
    <>
      {of === 'takings' && (
        <Text size="sm" c="dimmed" mb="xs">
          {say('income.hint')}
        </Text>
      )}
      <TableOrCards
        columns={[{ head: say(HEADS[of]), cell: nameOf }, ...columns]}
        rows={sums}
        keyOf={({ name, label }) => `${name} ${label}`}
        minWidth={640}
        total={takings.total && { name: say('total'), row: takings.total }}
      />
    </>
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
