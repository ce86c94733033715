// version-card.tsx — one version of a plugin: whether it is used and trusted, what it collects and what it asks for.
import { Alert, Anchor, Badge, Button, Code, Group, List, Paper, Stack, Text } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useId, useState } from 'react';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { gatewayFaultTexts } from '../orders/gateway.texts';
import { methodTexts } from '../orders/methods.texts';
import { TableOrCards } from '../parts/table-or-cards';
import { useColleagues } from '../parts/use-colleagues';
import { useCommand } from '../parts/use-command';
import { useMay } from '../session/session';
import { useMethodAmounts } from './method-text';
import { isRemovable } from './plugin-dialogs';
import { pluginTexts } from './plugins.texts';
import { isActive, missingOf, type Version } from './use-plugins';

const TABLE_PIXELS = 560;
const ANYWHERE = { overflowWrap: 'anywhere' } as const;

const Marks = ({ version, isNewest }: { readonly version: Version; readonly isNewest: boolean }) => {
  const say = useSay(pluginTexts);
  const { number } = useFormats();
  const { trust, publisher, openOrders } = version;
  const isUsed = isActive(version);
  return (
    <Group gap={6}>
      <Badge tt="none" variant={isUsed ? 'filled' : 'default'} color={isUsed ? 'saring.8' : undefined}>
        {say(isUsed ? 'used' : 'unused')}
      </Badge>
      {isNewest && (
        <Badge tt="none" variant="default">
          {say('newest')}
        </Badge>
      )}
      {openOrders > 0 && (
        <Badge tt="none" color="blue.9">
          {say('open.orders', { count: number(openOrders) })}
        </Badge>
      )}
      {trust === 'untrusted' ? (
        <Badge tt="none" color="red.9">
          {say('notTrusted')}
        </Badge>
      ) : (
        publisher !== undefined && (
          <Badge tt="none" variant="default">
            {say('signedBy', { publisher })}
          </Badge>
        )
      )}
    </Group>
  );
};

const Methods = ({ version: { name, version, methods } }: { readonly version: Version }) => {
  const say = useSay(pluginTexts);
  const sayMethod = useSay(methodTexts);
  const { fee, amounts } = useMethodAmounts();
  return (
    <section aria-label={say('methods', { name, version })}>
      <TableOrCards
        minWidth={TABLE_PIXELS}
        rows={methods}
        keyOf={({ method }) => method}
        columns={[
          {
            head: say('method'),
            cell: ({ method, banks }) =>
              banks.length > 0
                ? `${sayMethod(method)} (${banks.join(', ').toUpperCase()})`
                : sayMethod(method),
          },
          { head: say('fee'), cell: fee },
          { head: say('amounts'), cell: amounts },
          { head: say('takes'), cell: ({ active }) => (active ? <b>{say('yes')}</b> : say('no')) },
        ]}
      />
    </section>
  );
};

const Asks = ({ version }: { readonly version: Version }) => {
  const say = useSay(pluginTexts);
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  const { hosts, permissions, signer, digest, installedAt, installedBy } = version;
  const network = hosts.length > 0 ? say('asks.hosts', { hosts: hosts.join(', ') }) : say('asks.network');
  return (
    <Stack gap={4} pt="xs">
      <List size="sm">
        {permissions.map((one) => (
          <List.Item key={one} style={ANYWHERE}>
            {one === 'network' ? network : say('asks.sign')}
          </List.Item>
        ))}
      </List>
      {signer !== undefined && (
        <Text size="xs" c="dimmed">
          {say('signer')}: <Code style={ANYWHERE}>{signer}</Code>
        </Text>
      )}
      <Text size="xs" c="dimmed">
        {say('digest')}: <Code style={ANYWHERE}>{digest}</Code>
      </Text>
      <Text size="xs" c="dimmed">
        {say('installed', { at: instant(installedAt), name: nameOf(installedBy) })}
      </Text>
    </Stack>
  );
};

const useTest = ({ plugin, version }: Version) =>
  useCommand({
    send: (_: void) =>
      answerOf(
        api.POST('/api/v1/payment-plugins/{plugin}/versions/{version}/test', {
          params: { path: { plugin, version } },
        }),
      ),
    // Where it was pressed it stands how it ended.
    said: () => null,
    changes: [],
  });

const TestEnd = ({ end }: { readonly end: NonNullable<ReturnType<typeof useTest>['data']> }) => {
  const say = useSay(pluginTexts);
  const sayFault = useSay(gatewayFaultTexts);
  const { instant } = useFormats();
  const { testedAt, fault, reason } = end;
  const at = instant(testedAt);
  return (
    <Alert color={fault ? 'red' : 'saring'} role="status">
      <Text size="sm">
        {fault ? say('test.failed', { fault: sayFault(fault), at }) : say('test.accepted', { at })}
      </Text>
      {reason !== '' && <Text size="sm">{say('test.words', { words: reason })}</Text>}
    </Alert>
  );
};

type ActsProps = {
  readonly version: Version;
  readonly test: ReturnType<typeof useTest>;
  readonly onMethods: () => void;
  readonly onRemove: () => void;
};

const Acts = ({ version, test, onMethods, onRemove }: ActsProps) => {
  const say = useSay(pluginTexts);
  // Set and trusted, it waits for this alone.
  const isNext = !isActive(version) && version.trust === 'trusted' && missingOf(version).length === 0;
  const named = (words: string) => `${words}: ${version.name} ${version.version}`;
  return (
    <Group gap="xs">
      <Button variant={isNext ? 'filled' : 'default'} onClick={onMethods} aria-label={named(say('activate'))}>
        {say('activate')}
      </Button>
      <Button
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate()}
        aria-label={named(say('test'))}
      >
        {say('test')}
      </Button>
      {isRemovable(version) && (
        <Button variant="subtle" color="red" onClick={onRemove} aria-label={named(say('remove'))}>
          {say('remove')}
        </Button>
      )}
    </Group>
  );
};

type CardProps = Omit<ActsProps, 'test'> & { readonly isFirst: boolean; readonly hasOthers: boolean };

export const VersionCard = (props: CardProps) => {
  const { version, isFirst, hasOthers } = props;
  const say = useSay(pluginTexts);
  const may = useMay();
  const asked = useId();
  // What was only just uploaded is read before it is used.
  const [isOpen, setOpen] = useState(isFirst && !isActive(version));
  const test = useTest(version);
  return (
    <Paper withBorder p="sm" component="li" aria-label={`${version.name} ${version.version}`}>
      <Stack gap="xs">
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{say('version', { version: version.version })}</Text>
          <Marks version={version} isNewest={isFirst && hasOthers} />
        </Group>
        {version.trust === 'untrusted' && <Alert color="red">{say('notTrusted.why')}</Alert>}
        <Methods version={version} />
        <div>
          <Anchor
            component="button"
            type="button"
            size="sm"
            mih={44}
            aria-expanded={isOpen}
            aria-controls={asked}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? '▾' : '▸'} {say('asks')}
          </Anchor>
          <div id={asked}>{isOpen && <Asks version={version} />}</div>
        </div>
        {test.data && <TestEnd end={test.data} />}
        {may('settings:write') && <Acts {...props} test={test} />}
        {!isRemovable(version) && may('settings:write') && (
          <Text size="xs" c="dimmed">
            {say('remove.wait')}
          </Text>
        )}
      </Stack>
    </Paper>
  );
};
