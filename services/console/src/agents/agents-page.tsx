// agents-page.tsx — the agents: deposit, stock, what they sold and earned, and what a manager does about it.
import { Badge, Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { useMay } from '../session/session';
import { EntriesDialog, MoneyDialog, TermsDialog } from './agent-dialogs';
import { agentTexts } from './agents.texts';
import { useAgents, type Agent } from './use-agents';

type Act = 'terms' | 'receive' | 'payOut' | 'entries';
type Opened = { readonly agentId: string; readonly name: string; readonly agent?: Agent; readonly act: Act };

const Fact = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div>
    <Text size="xs" c="dimmed">
      {label}
    </Text>
    <Text size="sm" fw={600}>
      {children}
    </Text>
  </div>
);

/** Why the agent sells nothing. */
const Flags = ({ agent }: { readonly agent: Agent }) => {
  const say = useSay(agentTexts);
  return (
    <Group gap="xs">
      {agent.paused && (
        <Badge color="orange.9" tt="none">
          {say('paused')}
        </Badge>
      )}
      {agent.mustMakeUp && (
        <Badge color="red.9" tt="none">
          {say('mustMakeUp')}
        </Badge>
      )}
    </Group>
  );
};

const AgentCard = ({
  agent,
  name,
  onOpen,
}: {
  readonly agent: Agent;
  readonly name: string;
  readonly onOpen: (act: Act) => void;
}) => {
  const say = useSay(agentTexts);
  const { number, rupiah } = useFormats();
  const may = useMay();
  const { depositRupiah, stock, month } = agent;
  return (
    <Paper component="section" aria-label={name} withBorder p="md">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {name}
          </Title>
          <Flags agent={agent} />
        </Group>
        <SimpleGrid cols={2} verticalSpacing="xs">
          <Fact label={say('deposit')}>
            {depositRupiah < 0 ? say('owed', { amount: rupiah(-depositRupiah) }) : rupiah(depositRupiah)}
          </Fact>
          <Fact label={say('stock')}>
            {stock.length === 0
              ? say('stock.none')
              : stock
                  .map(({ left, packageName }) => say('left', { count: left, name: packageName }))
                  .join(', ')}
          </Fact>
          <Fact label={say('sold.month')}>
            {number(month?.sold ?? 0)} · {rupiah(month?.sellRupiah ?? 0)}
          </Fact>
          <Fact label={say('commission.month')}>
            {rupiah((month?.sellRupiah ?? 0) - (month?.costRupiah ?? 0))}
          </Fact>
        </SimpleGrid>
        <Group gap="xs">
          {may('agents:write') && (
            <>
              <Button size="xs" onClick={() => onOpen('receive')}>
                {say('receive')}
              </Button>
              <Button size="xs" variant="default" onClick={() => onOpen('payOut')}>
                {say('payOut')}
              </Button>
              <Button size="xs" variant="default" onClick={() => onOpen('terms')}>
                {say('change')}
              </Button>
            </>
          )}
          <Button size="xs" variant="default" onClick={() => onOpen('entries')}>
            {say('entries')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
};

const Dialog = ({ opened, onClose }: { readonly opened: Opened; readonly onClose: () => void }) => {
  const { act, agentId, name, agent } = opened;
  if (act === 'terms') return <TermsDialog {...{ agentId, name, agent, onClose }} />;
  return (
    <DialogsAbout what={name}>
      {act === 'entries' ? (
        <EntriesDialog {...{ agentId, onClose }} />
      ) : (
        <MoneyDialog {...{ agentId, way: act, onClose }} />
      )}
    </DialogsAbout>
  );
};

export const AgentsPage = () => {
  const say = useSay(agentTexts);
  const may = useMay();
  const agents = useAgents();
  const { colleagues, nameOf } = useColleagues();
  const [opened, setOpened] = useState<Opened>();
  const known = new Set(agents.data?.items.map(({ agentId }) => agentId));
  const candidates = colleagues.filter(({ agent, operatorId }) => agent && !known.has(operatorId));
  return (
    <>
      <PageTitle title={say('title')} />
      <Answered query={agents}>
        {({ items }) => (
          <Stack>
            {items.length === 0 && candidates.length === 0 && <Text>{say('empty')}</Text>}
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              {items.map((agent) => {
                const { agentId } = agent;
                const name = nameOf(agentId);
                const open = (act: Act) => setOpened({ agentId, name, agent, act });
                return <AgentCard key={agentId} {...{ agent, name }} onOpen={open} />;
              })}
            </SimpleGrid>
            {candidates.length > 0 && may('agents:write') && (
              <Stack component="section" aria-label={say('candidates')} gap="xs">
                <Title order={2} size="h4">
                  {say('candidates')}
                </Title>
                {candidates.map(({ operatorId: agentId, name }) => (
                  <Group key={agentId}>
                    <Text>{name}</Text>
                    <Button size="xs" onClick={() => setOpened({ agentId, name, act: 'terms' })}>
                      {say('make')}
                    </Button>
                  </Group>
                ))}
              </Stack>
            )}
          </Stack>
        )}
      </Answered>
      {opened && <Dialog opened={opened} onClose={() => setOpened(undefined)} />}
    </>
  );
};
