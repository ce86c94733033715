// reports-page.tsx — what a span of days brought: takings, usage, debts, packages, cashiers, vouchers; on the page and as a file.
import { Button, Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { isShownInFull } from '../privacy/full-data';
import { useMay, type Permission } from '../session/session';
import { useSites } from '../sites/use-sites';
import { DebtsReport } from './debts-report';
import { REPORT_FILES } from './report-files';
import { reportTexts } from './reports.texts';
import type { Span } from './span';
import { TakingsTable } from './takings-table';
import { UsageTable } from './usage-table';
import { VouchersTable, type VoucherLines } from './vouchers-table';

const REPORTS = [
  { key: 'takings', permission: 'books:read' },
  { key: 'packages', permission: 'books:read' },
  { key: 'cashiers', permission: 'books:read' },
  { key: 'methods', permission: 'books:read' },
  { key: 'vouchers', permission: 'books:read' },
  { key: 'usage', permission: 'quota:read' },
  { key: 'debts', permission: 'quota:read' },
] as const satisfies readonly { readonly key: string; readonly permission: Permission }[];
type Report = (typeof REPORTS)[number]['key'];

const Files = ({
  report,
  span,
  lines,
}: {
  readonly report: Report;
  readonly span: Span;
  readonly lines?: VoucherLines | undefined;
}) => {
  const say = useSay(reportTexts);
  const query = new URLSearchParams({
    ...{ from: span.from, to: span.to, by: span.by },
    ...(span.site === undefined ? {} : { site: span.site }),
    ...(lines === undefined ? {} : { lines }),
    ...(isShownInFull() ? { unmask: '1' } : {}),
  });
  return (
    <Group gap="xs">
      {REPORT_FILES.map((kind) => (
        <Button
          key={kind}
          component="a"
          href={`/api/v1/reports/${report}.${kind}?${query.toString()}`}
          download
          variant="default"
          size="xs"
        >
          {say('file', { kind: kind.toUpperCase() })}
        </Button>
      ))}
    </Group>
  );
};

/** The reports of a span of days: what is owed is of now. */
const OfSpan = ({
  report,
  span,
  change,
}: {
  readonly report: Exclude<Report, 'debts'>;
  readonly span: Span;
  readonly change: (part: Partial<Span>) => void;
}) => {
  const say = useSay(reportTexts);
  const sites = useSites();
  const [lines, setLines] = useState<VoucherLines>('period');
  return (
    <>
      <Group align="flex-end">
        <TextInput
          type="date"
          label={say('from')}
          value={span.from}
          max={span.to}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={say('to')}
          value={span.to}
          min={span.from}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
        {sites.length > 1 && (
          <Select
            label={say('site')}
            value={span.site ?? ''}
            onChange={(value) => change({ site: value || undefined })}
            data={[{ value: '', label: say('allSites') }, ...sites.map((value) => ({ value, label: value }))]}
            allowDeselect={false}
          />
        )}
        <SegmentedControl
          aria-label={say('by')}
          value={span.by}
          onChange={(value) => change({ by: value === 'month' ? 'month' : 'day' })}
          data={[
            { value: 'day', label: say('day') },
            { value: 'month', label: say('month') },
          ]}
        />
      </Group>
      <Files report={report} span={span} lines={report === 'vouchers' ? lines : undefined} />
      {report === 'usage' && <UsageTable span={span} />}
      {report === 'vouchers' && <VouchersTable span={span} lines={lines} change={setLines} />}
      {report !== 'usage' && report !== 'vouchers' && <TakingsTable span={span} of={report} />}
    </>
  );
};

export const ReportsPage = () => {
  const say = useSay(reportTexts);
  const may = useMay();
  const { today } = useFormats();
  const shown = REPORTS.filter(({ permission }) => may(permission));
  const [report, setReport] = useState<Report>(shown[0]?.key ?? 'takings');
  const [span, setSpan] = useState<Span>({ from: `${today().slice(0, 8)}01`, to: today(), by: 'day' });
  const change = (part: Partial<Span>) => setSpan((before) => ({ ...before, ...part }));
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack>
        <SegmentedControl
          aria-label={say('what')}
          value={report}
          onChange={(value) => setReport(shown.find(({ key }) => key === value)?.key ?? 'takings')}
          data={shown.map(({ key }) => ({ value: key, label: say(key) }))}
          style={{ alignSelf: 'flex-start', maxWidth: '100%', overflowX: 'auto' }}
        />
        {report === 'debts' ? <DebtsReport /> : <OfSpan {...{ report, span, change }} />}
      </Stack>
    </>
  );
};
