// statement-tab.tsx — every change of the balance, newest first, with the balance after it.
import { Button, Stack, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { isStatementKey, isStatusChange, statementText, statusChanges, type Locale } from '@saring/i18n';
import { useInfiniteQuery } from '@tanstack/react-query';
import { api } from '../edge';
import { useFormats, useLocale, useSay } from '../language/language';
import { partsTexts } from '../parts/parts.texts';
import { Loading, Problem } from '../parts/problem';
import { WideTable } from '../parts/wide-table';
import { personKey } from './person';
import { personTexts } from './person.texts';

const PAGE = 50;
const CAUSES = {
  grant: 'cause.grant',
  revocation: 'cause.revocation',
  extension: 'cause.extension',
  expiry: 'cause.expiry',
  debt: 'cause.debt',
  settlement: 'cause.settlement',
  correction: 'cause.correction',
  reset: 'cause.reset',
  held: 'cause.held',
  status: 'cause.status',
  usage: 'cause.usage',
} as const;
type Line = { readonly cause: string; readonly reason?: string };

/** Of a status what changed; null: a line of another kind, or a change that this page does not know. */
const statusText = ({ cause, reason = '' }: Line, locale: Locale): string | null =>
  cause === 'status' && isStatusChange(reason) ? statusChanges[locale][reason] : null;

/** Services give codes as reasons; what a person wrote is shown as it is. */
const reasonText = (line: Line, locale: Locale): string => {
  if (statusText(line, locale) !== null) return '';
  const code = `reason.${line.reason ?? ''}`;
  return isStatementKey(code) ? statementText(code, locale) : (line.reason ?? '');
};

const isCause = (word: string): word is keyof typeof CAUSES => word in CAUSES;

export const StatementTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const sayParts = useSay(partsTexts);
  const { locale } = useLocale();
  const { bytes, instant, rupiah } = useFormats();
  const statement = useInfiniteQuery({
    queryKey: [...personKey(subscriberId), 'statement'],
    queryFn: ({ signal, pageParam }) =>
      answerOf(
        api.GET('/api/v1/subscribers/{subscriberId}/statement', {
          params: { path: { subscriberId }, query: { limit: PAGE, cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  if (statement.isPending) return <Loading />;
  if (statement.isError) return <Problem error={statement.error} onRetry={() => void statement.refetch()} />;
  const lines = statement.data.pages.flatMap((page) => page.items);
  if (lines.length === 0) return <Text c="dimmed">{say('statement.none')}</Text>;
  return (
    <Stack>
      <WideTable minWidth={520}>
        <Table verticalSpacing="xs">
          <Table.Tbody>
            {lines.map((line) => (
              <Table.Tr key={line.id}>
                <Table.Td>
                  <Text size="sm" fw={600}>
                    {statusText(line, locale) ?? (isCause(line.cause) ? say(CAUSES[line.cause]) : line.cause)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {[
                      instant(line.at),
                      reasonText(line, locale),
                      line.amountRupiah ? rupiah(line.amountRupiah) : '',
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </Text>
                </Table.Td>
                <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
                  {line.amountBytes > 0 ? '+' : ''}
                  {bytes(line.amountBytes)}
                </Table.Td>
                <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
                  {bytes(line.balanceAfterBytes)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </WideTable>
      {statement.hasNextPage && (
        <Button
          variant="default"
          loading={statement.isFetchingNextPage}
          onClick={() => void statement.fetchNextPage()}
        >
          {sayParts('more')}
        </Button>
      )}
    </Stack>
  );
};
