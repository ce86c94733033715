// shift-figures.tsx — what came into a drawer and went out of it in a shift, down to what it must hold.
import { Table } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import { shiftTexts } from './shift.texts';
import type { Shift } from './use-shift';

type Line = { readonly name: string; readonly amount: number; readonly isSum?: boolean };

const Lines = ({ lines }: { readonly lines: readonly Line[] }) => {
  const { rupiah } = useFormats();
  return lines.map(({ name, amount, isSum }) => (
    <Table.Tr key={name} fw={isSum ? 650 : undefined}>
      <Table.Th fw="inherit">{name}</Table.Th>
      <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {rupiah(amount)}
      </Table.Td>
    </Table.Tr>
  ));
};

export const ShiftFigures = ({ shift }: { readonly shift: Shift }) => {
  const say = useSay(shiftTexts);
  const sayMethod = useSay(methodTexts);
  const { number } = useFormats();
  const elsewhere = shift.sales
    .filter(({ method }) => method !== 'cash')
    .map(({ method, count, amountRupiah }) => ({
      name: say('sales', { method: sayMethod(method), count: number(count) }),
      amount: amountRupiah,
    }));
  // Each has its line, down to the last coin: they add up to what is expected.
  const lines = shift.lines.map(({ kind, count, amountRupiah }) => ({
    name: say(kind, { method: sayMethod('cash'), count: number(count) }),
    amount: amountRupiah,
  }));
  const { closing } = shift;
  return (
    <Table maw={560} aria-label={say('figures')}>
      <Table.Tbody>
        <Lines
          lines={[
            ...lines,
            { name: say('expected'), amount: shift.expectedRupiah, isSum: true },
            ...(closing
              ? [
                  { name: say('counted'), amount: closing.countedRupiah },
                  { name: say('difference'), amount: closing.differenceRupiah, isSum: true },
                ]
              : []),
          ]}
        />
        {elsewhere.length > 0 && (
          <>
            <Table.Tr>
              <Table.Td colSpan={2} c="dimmed" pt="md">
                {say('elsewhere')}
              </Table.Td>
            </Table.Tr>
            <Lines lines={elsewhere} />
          </>
        )}
      </Table.Tbody>
    </Table>
  );
};
