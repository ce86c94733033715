// receipt-links.tsx — a receipt, on a sheet or on the roll of a thermal printer.
import { Anchor, Group } from '@mantine/core';
import { useSay } from '../language/language';
import { orderTexts } from './orders.texts';

const ROLLS = ['58mm', '80mm'] as const;

const Paper = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <Anchor href={href} target="_blank" rel="noopener" size="sm">
    {children}
  </Anchor>
);

/** @param file the address of its PDF. */
export const PaperLinks = ({ file }: { readonly file: string }) => {
  const say = useSay(orderTexts);
  return (
    <Group gap="sm" className="tap-links">
      <Paper href={file}>{say('order.receipt')}</Paper>
      {ROLLS.map((paper) => (
        <Paper key={paper} href={`${file}?paper=${paper}`}>
          {say('order.receiptOn', { paper: paper.replace('mm', ' mm') })}
        </Paper>
      ))}
    </Group>
  );
};

/** Of an order. */
export const ReceiptLinks = ({ orderId }: { readonly orderId: string }) => (
  <PaperLinks file={`/api/v1/orders/${orderId}/receipt.pdf`} />
);
