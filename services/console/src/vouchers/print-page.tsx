// print-page.tsx — tickets of a batch on paper: a design, how it looks with codes of no worth, and the real ones.
import { Alert, Button, Checkbox, SegmentedControl, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { useBatch, useTicket, VOUCHERS, type Batch, type Code, type Ticket } from './batch';
import { DESIGNS, TICKETS_A_SHEET, type Design } from './designs';
import { printTexts } from './print.texts';
import { forgetSoldCodes, soldCodesOf } from './sold-codes';
import { Tickets } from './tickets';

const route = getRouteApi('/vouchers/$batchId/print');

/** As long as a real one; worth nothing. */
const exampleOf = ({ prefix, codeLength }: Batch): string =>
  [prefix, ...('X'.repeat(codeLength).match(/.{1,4}/g) ?? [])].filter(Boolean).join('-');
const examplesOf = (batch: Batch, design: Design): readonly Code[] =>
  Array.from({ length: Math.min(batch.amount, TICKETS_A_SHEET[design]) }, (_, index) => ({
    number: index + 1,
    code: exampleOf(batch),
  }));

const Choices = ({
  design,
  onDesign,
  codes,
  timesPrinted,
  mayFetch,
}: {
  readonly design: Design;
  readonly onDesign: (design: Design) => void;
  readonly codes: readonly Code[] | null;
  readonly timesPrinted: number;
  readonly mayFetch: boolean;
}) => {
  const say = useSay(printTexts);
  return (
    <Stack className="not-printed" align="flex-start">
      <SegmentedControl
        aria-label={say('design')}
        value={design}
        onChange={(value) => onDesign(value as Design)}
        data={DESIGNS.map((value) => ({ value, label: say(value) }))}
        style={{ maxWidth: '100%', overflowX: 'auto' }}
      />
      <Text size="sm">{say('pdf')}</Text>
      {timesPrinted > 0 && (
        <Alert color="orange">{say(mayFetch ? 'again' : 'notAgain', { count: timesPrinted })}</Alert>
      )}
      <Text size="sm" c="dimmed">
        {codes ? say('real', { count: codes.length }) : say('example')}
      </Text>
    </Stack>
  );
};

const WithSold = ({
  count,
  isChosen,
  onChange,
}: {
  readonly count: number;
  readonly isChosen: boolean;
  readonly onChange: (isChosen: boolean) => void;
}) => {
  const say = useSay(printTexts);
  return count === 0 ? null : (
    <Checkbox
      className="not-printed"
      mt="sm"
      label={say('withSold', { count })}
      checked={isChosen}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
};

const PrintTickets = ({ batch, ticket }: { readonly batch: Batch; readonly ticket: Ticket }) => {
  const say = useSay(printTexts);
  const may = useMay();
  const { batchId } = batch;
  const [design, setDesign] = useState<Design>('a4-21');
  const [codes, setCodes] = useState(() => soldCodesOf(batchId));
  const [withSold, setWithSold] = useState(false);
  const fetch = useCommand({
    send: (_: void, key) =>
      answerOf(
        api.POST('/api/v1/voucher-batches/{batchId}/print', {
          params: { path: { batchId }, header: { 'Idempotency-Key': key } },
          body: withSold ? { withSold } : {},
        }),
      ),
    said: ({ items }) => say('said', { count: items.length }),
    changes: [VOUCHERS],
    onDone: ({ items }) => setCodes(items),
  });
  // The paper shows what React has drawn.
  useEffect(() => {
    if (codes) window.print();
  }, [codes]);
  useEffect(() => forgetSoldCodes, []);
  const isAgain = batch.printed > 0 && codes === null;
  const mayFetch = may('vouchers:print') && (!isAgain || may('vouchers:reprint'));
  return (
    <>
      <PageTitle title={say('title', { name: batch.packageName })}>
        {codes ? (
          <Button
            className="not-printed"
            leftSection={<IconPrinter size={16} aria-hidden />}
            onClick={() => window.print()}
          >
            {say('print')}
          </Button>
        ) : (
          <Button
            className="not-printed"
            leftSection={<IconPrinter size={16} aria-hidden />}
            loading={fetch.isPending}
            disabled={!mayFetch}
            onClick={() => fetch.mutate()}
          >
            {say(isAgain ? 'printAgain' : 'print')}
          </Button>
        )}
      </PageTitle>
      <Choices
        design={design}
        onDesign={setDesign}
        codes={codes}
        timesPrinted={isAgain ? batch.printed : 0}
        mayFetch={mayFetch}
      />
      {codes === null && <WithSold count={batch.sold} isChosen={withSold} onChange={setWithSold} />}
      <Tickets
        design={design}
        batch={batch}
        ticket={ticket}
        codes={codes ?? examplesOf(batch, design)}
        isExample={codes === null}
      />
    </>
  );
};

export const VoucherPrintPage = () => {
  const { batchId } = route.useParams();
  const batch = useBatch(batchId);
  const ticket = useTicket(batchId);
  return (
    <Answered query={batch}>
      {(found) => (
        <Answered query={ticket}>{(beside) => <PrintTickets batch={found} ticket={beside} />}</Answered>
      )}
    </Answered>
  );
};
