// batch-page.tsx — one batch of vouchers: its stock, its vouchers by state, selling, printing, making void.
import {
  Anchor,
  Button,
  Group,
  Paper,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Table,
  Text,
} from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { VOUCHER_STATES, type VoucherState } from '@saring/i18n';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import type { Answer } from '../parts/answer';
import { PageTitle } from '../parts/page-title';
import { PagesOf } from '../parts/pages-of';
import { Answered } from '../parts/problem';
import { usePages } from '../parts/use-pages';
import { WideTable } from '../parts/wide-table';
import { useMay } from '../session/session';
import { useBatch, useOffer, VOUCHERS, type Batch } from './batch';
import { SellDialog } from './sell-dialog';
import { VoidDialog } from './void-dialog';
import { voucherTexts } from './vouchers.texts';

type Voucher = Answer<'/api/v1/voucher-batches/{batchId}/vouchers'>['items'][number];
const route = getRouteApi('/vouchers/$batchId');

const isState = (word: string | undefined): word is VoucherState =>
  VOUCHER_STATES.some((state) => state === word);

const Facts = ({ batch }: { readonly batch: Batch }) => {
  const say = useSay(voucherTexts);
  const { instant, number, rupiah } = useFormats();
  const offerOf = useOffer();
  const sold = batch.amount - batch.unsold - batch.void;
  const facts = [
    [say('stock'), `${number(batch.unsold)} / ${number(batch.amount)}`],
    ...(batch.active > 0 ? [[say('active'), number(batch.active)]] : []),
    ...(batch.usedUp > 0 ? [[say('used_up'), number(batch.usedUp)]] : []),
    ...(batch.expired > 0 ? [[say('expired'), number(batch.expired)]] : []),
    [say('revenue'), rupiah(batch.revenueRupiah)],
    ...(batch.costRupiah > 0 ? [[say('margin'), rupiah(batch.revenueRupiah - sold * batch.costRupiah)]] : []),
  ];
  return (
    <Stack gap="xs">
      <Text size="sm">
        {[
          offerOf(batch),
          rupiah(batch.priceRupiah),
          batch.redeemableUntil && say('until', { at: instant(batch.redeemableUntil) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <Text size="sm" c="dimmed">
        {[
          batch.seller,
          batch.site,
          `${say('made')} ${instant(batch.madeAt)}`,
          batch.printed > 0 ? say('printed', { count: batch.printed }) : say('printed.never'),
          batch.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      <SimpleGrid cols={{ base: 2, sm: 3 }} maw={560}>
        {facts.map(([label, value]) => (
          <Paper key={label} withBorder p="sm">
            <Text size="xs" c="dimmed">
              {label}
            </Text>
            <Text fw={650}>{value}</Text>
          </Paper>
        ))}
      </SimpleGrid>
    </Stack>
  );
};

const momentOf = ({ voidedAt, redeemedAt, soldAt }: Voucher): string | undefined =>
  voidedAt ?? redeemedAt ?? soldAt;

const VoucherRows = ({ items }: { readonly items: readonly Voucher[] }) => {
  const say = useSay(voucherTexts);
  const { instant, number } = useFormats();
  const may = useMay();
  const [ended, setEnded] = useState<Voucher>();
  return (
    <>
      <WideTable minWidth={520}>
        <Table verticalSpacing="xs">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('number')}</Table.Th>
              <Table.Th>{say('state')}</Table.Th>
              <Table.Th>{say('since')}</Table.Th>
              <Table.Th>{say('account')}</Table.Th>
              <Table.Th>{say('acts')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((voucher) => {
              const at = momentOf(voucher);
              return (
                <Table.Tr key={voucher.voucherId}>
                  <Table.Td>{number(voucher.number)}</Table.Td>
                  <Table.Td>
                    {say(voucher.state)}
                    {voucher.reason && (
                      <Text size="xs" c="dimmed">
                        {voucher.reason}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td>{at && instant(at)}</Table.Td>
                  <Table.Td>
                    {voucher.subscriberId && may('subscribers:read') && (
                      <Anchor component={Link} to={`/subscribers/${voucher.subscriberId}`} size="sm">
                        {say('open')}
                      </Anchor>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">
                    {may('vouchers:void') && voucher.state !== 'void' && (
                      <Button size="xs" variant="default" onClick={() => setEnded(voucher)}>
                        {say('void.act')}
                      </Button>
                    )}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </WideTable>
      {ended && <VoidDialog voucher={ended} onClose={() => setEnded(undefined)} />}
    </>
  );
};

const Vouchers = ({ batchId }: { readonly batchId: string }) => {
  const say = useSay(voucherTexts);
  const navigate = useNavigate();
  const asked = route.useSearch().state;
  const state = isState(asked) ? asked : undefined;
  const pages = usePages([...VOUCHERS, batchId, 'list', state], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/voucher-batches/{batchId}/vouchers', {
        params: {
          path: { batchId },
          query: { ...(state ? { state } : {}), ...(cursor ? { cursor: Number(cursor) } : {}) },
        },
        signal,
      }),
    ),
  );
  return (
    <Stack>
      <SegmentedControl
        aria-label={say('state')}
        value={state ?? 'all'}
        onChange={(value) =>
          void navigate({
            to: '/vouchers/$batchId',
            params: { batchId },
            search: { state: value === 'all' ? undefined : value },
            replace: true,
          })
        }
        data={(['all', ...VOUCHER_STATES] as const).map((value) => ({ value, label: say(value) }))}
        style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
      />
      <PagesOf pages={pages} empty={say('none')}>
        {(items) => <VoucherRows items={items} />}
      </PagesOf>
    </Stack>
  );
};

export const VoucherBatchPage = () => {
  const { batchId } = route.useParams();
  const say = useSay(voucherTexts);
  const may = useMay();
  const batch = useBatch(batchId);
  const [isSelling, setSelling] = useState(false);
  return (
    <Answered query={batch}>
      {(found) => (
        <Stack>
          <PageTitle title={say('batch', { name: found.packageName })}>
            <Group gap="xs">
              {may('vouchers:print') && (
                <Button
                  component={Link}
                  to={`/vouchers/${batchId}/print`}
                  variant="default"
                  leftSection={<IconPrinter size={16} aria-hidden />}
                >
                  {say('codes.print')}
                </Button>
              )}
              {may('counter:sell') && (
                <Button disabled={found.unsold === 0} onClick={() => setSelling(true)}>
                  {say('sell')}
                </Button>
              )}
            </Group>
          </PageTitle>
          <Facts batch={found} />
          <Vouchers batchId={batchId} />
          {isSelling && <SellDialog batch={found} onClose={() => setSelling(false)} />}
        </Stack>
      )}
    </Answered>
  );
};
