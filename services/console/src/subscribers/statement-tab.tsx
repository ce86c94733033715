// statement-tab.tsx — every change of the balance, newest first, with the balance after it.
import { Button, Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import {
  hoursText,
  isStatementKey,
  isStatusChange,
  statementText,
  statusChanges,
  type Locale,
} from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useFormats, useLocale, useSay } from '../language/language';
import type { Row } from '../parts/answer';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
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
  family: 'cause.family',
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

type StatementLine = Row<'/api/v1/subscribers/{subscriberId}/statement'>;

/** Bytes and time online that came or went; time alone where no bytes did. */
const useChangeWords = () => {
  const { bytes, wait } = useFormats();
  return ({ amountBytes, onlineSeconds = 0 }: StatementLine): string => {
    const size = `${amountBytes > 0 ? '+' : ''}${bytes(amountBytes)}`;
    if (onlineSeconds === 0) return size;
    const time = `${onlineSeconds > 0 ? '+' : '−'}${wait(Math.abs(onlineSeconds))}`;
    return amountBytes === 0 ? time : `${size} · ${time}`;
  };
};

const Lines = ({ lines }: { readonly lines: readonly StatementLine[] }) => {
  const say = useSay(personTexts);
  const { locale } = useLocale();
  const { bytes, instant, rupiah } = useFormats();
  const changeOf = useChangeWords();
  return (
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
                    line.validHours ? hoursText(line.validHours, locale) : '',
                    line.amountRupiah ? rupiah(line.amountRupiah) : '',
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
                {changeOf(line)}
              </Table.Td>
              <Table.Td ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
                {bytes(line.balanceAfterBytes)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
};

/** @param at shows the account as it stood then; empty: as it stands now. */
const useStatement = (subscriberId: string, at: string) =>
  usePages([...personKey(subscriberId), 'statement', at], (cursor, signal) =>
    answerOf(
      api.GET('/api/v1/subscribers/{subscriberId}/statement', {
        params: {
          path: { subscriberId },
          query: { limit: PAGE, cursor, at: at === '' ? undefined : new Date(at).toISOString() },
        },
        signal,
      }),
    ),
  );

export const StatementTab = ({ subscriberId }: { readonly subscriberId: string }) => {
  const say = useSay(personTexts);
  const { bytes, instant } = useFormats();
  const [at, setAt] = useState('');
  const statement = useStatement(subscriberId, at);
  const newest = statement.items[0];
  return (
    <Stack>
      <Group align="flex-end">
        <TextInput
          type="datetime-local"
          label={say('statement.at')}
          description={say('statement.at.hint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        {at !== '' && (
          <Button variant="default" onClick={() => setAt('')}>
            {say('statement.now')}
          </Button>
        )}
      </Group>
      {at !== '' && newest && !statement.query.isPlaceholderData && (
        <Text role="status" fw={600}>
          {say('statement.then', { bytes: bytes(newest.balanceAfterBytes), at: instant(newest.at) })}
        </Text>
      )}
      <PagesOf pages={statement} empty={say(at === '' ? 'statement.none' : 'statement.nothingThen')}>
        {(lines) => <Lines lines={lines} />}
      </PagesOf>
    </Stack>
  );
};
