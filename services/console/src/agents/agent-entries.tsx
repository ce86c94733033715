// agent-entries.tsx — the statement of a deposit, newest first.
import { Anchor, Group, Table, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { PagesOf } from '../parts/pages-of';
import { usePages } from '../parts/use-pages';
import { agentTexts } from './agents.texts';
import { AGENTS } from './use-agents';

const monthBefore = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2)).toISOString().slice(0, 7);
};

/** This month's and last month's: the first is looked at, the second is paid out. */
const CommissionFiles = ({ agentId }: { readonly agentId: string | undefined }) => {
  const say = useSay(agentTexts);
  const { today } = useFormats();
  const path = agentId === undefined ? 'agent' : `agents/${agentId}`;
  const month = today().slice(0, 7);
  return (
    <Group gap="md" mb="xs" className="tap-links">
      {[month, monthBefore(month)].map((one) => (
        <Anchor key={one} href={`/api/v1/${path}/commission.csv?month=${one}`} download size="sm">
          {say('commission.file', { month: one })}
        </Anchor>
      ))}
    </Group>
  );
};

/** @param agentId absent: the own one. */
export const AgentEntries = ({ agentId }: { readonly agentId?: string }) => {
  const say = useSay(agentTexts);
  const { instant, rupiah } = useFormats();
  const pages = usePages([...AGENTS, 'entries', agentId], (cursor, signal) => {
    const query = cursor ? { cursor: Number(cursor) } : {};
    return answerOf(
      agentId === undefined
        ? api.GET('/api/v1/agent/entries', { params: { query }, signal })
        : api.GET('/api/v1/agents/{agentId}/entries', { params: { path: { agentId }, query }, signal }),
    );
  });
  return (
    <>
      <CommissionFiles agentId={agentId} />
      <PagesOf pages={pages} empty={say('entries.empty')}>
        {(items) => (
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('what')}</Table.Th>
                <Table.Th ta="right">{say('amount')}</Table.Th>
                <Table.Th ta="right">{say('balance')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((entry) => (
                <Table.Tr key={entry.line}>
                  <Table.Td>
                    {say(entry.kind)}
                    {entry.sold > 1 ? ` ${entry.sold} ×` : ''} {entry.description}
                    <Text size="xs" c="dimmed">
                      {instant(entry.at)}
                    </Text>
                  </Table.Td>
                  <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                    {rupiah(entry.amountRupiah)}
                  </Table.Td>
                  <Table.Td ta="right" style={{ whiteSpace: 'nowrap' }}>
                    {rupiah(entry.balanceRupiah)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </PagesOf>
    </>
  );
};
