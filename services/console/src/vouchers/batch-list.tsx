// batch-list.tsx — batches of vouchers with their stock and what they brought, newest first.
import { Anchor, Button, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { useOffer, VOUCHERS, type Batch } from './batch';
import { MakeDialog } from './make-dialog';
import { voucherTexts } from './vouchers.texts';

const Row = ({ batch }: { readonly batch: Batch }) => {
  const say = useSay(voucherTexts);
  const { instant, number, rupiah } = useFormats();
  const offerOf = useOffer();
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor component={Link} to={`/vouchers/${batch.batchId}`} size="sm" fw={600}>
          {batch.packageName}
        </Anchor>
        <Text size="xs" c="dimmed">
          {offerOf(batch)} · {rupiah(batch.priceRupiah)}
        </Text>
      </Table.Td>
      <Table.Td>
        {batch.seller || '–'}
        <Text size="xs" c="dimmed">
          {batch.site}
        </Text>
      </Table.Td>
      <Table.Td>
        {number(batch.unsold)} / {number(batch.amount)}
        <Text size="xs" c="dimmed">
          {batch.printed > 0 ? say('printed', { count: batch.printed }) : say('printed.never')}
        </Text>
      </Table.Td>
      <Table.Td ta="right">{rupiah(batch.revenueRupiah)}</Table.Td>
      <Table.Td>{instant(batch.madeAt)}</Table.Td>
    </Table.Tr>
  );
};

export const VoucherBatchList = () => {
  const say = useSay(voucherTexts);
  const may = useMay();
  const [isMaking, setMaking] = useState(false);
  const batches = usePages([...VOUCHERS, 'batches'], (cursor, signal) =>
    answerOf(api.GET('/api/v1/voucher-batches', { params: { query: cursor ? { cursor } : {} }, signal })),
  );
  return (
    <>
      <PageTitle title={say('title')}>
        {may('vouchers:make') && <Button onClick={() => setMaking(true)}>{say('make')}</Button>}
      </PageTitle>
      <PagesOf pages={batches} empty={say('empty')}>
        {(items) => (
          <WideTable minWidth={640}>
            <Table verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('make.package')}</Table.Th>
                  <Table.Th>{say('seller')}</Table.Th>
                  <Table.Th>{say('stock')}</Table.Th>
                  <Table.Th ta="right">{say('revenue')}</Table.Th>
                  <Table.Th>{say('made')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((batch) => (
                  <Row key={batch.batchId} batch={batch} />
                ))}
              </Table.Tbody>
            </Table>
          </WideTable>
        )}
      </PagesOf>
      {isMaking && <MakeDialog onClose={() => setMaking(false)} />}
    </>
  );
};
