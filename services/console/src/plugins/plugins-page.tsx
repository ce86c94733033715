// plugins-page.tsx — payment plugins: uploaded, set, told which ways to pay go to them, switched off and taken away.
import { Alert, Button, Center, Group, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useMay } from '../session/session';
import { Costs } from './costs';
import { DeactivateDialog, MethodsDialog, RemoveDialog } from './plugin-dialogs';
import { labelOf } from './plugin-problem';
import { pluginTexts } from './plugins.texts';
import { PluginSettingsDialog } from './settings-dialog';
import { UploadDialog } from './upload-dialog';
import { isActive, missingOf, pluginsOf, usePlugins, type Plugin, type Version } from './use-plugins';
import { VersionCard } from './version-card';

type Asked = 'methods' | 'remove' | 'settings' | 'deactivate';
type Ask = (asked: Asked, version: Version) => void;

const Standing = ({ plugin: { name, current, versions } }: { readonly plugin: Plugin }) => {
  const say = useSay(pluginTexts);
  const missing = missingOf(current);
  return (
    <>
      {versions.some(({ breakerOpen }) => breakerOpen) && (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
          {say('breaker', { name })}
        </Alert>
      )}
      {missing.length > 0 && (
        <Alert color="orange">{say('missing', { settings: missing.map(labelOf).join(', ') })}</Alert>
      )}
    </>
  );
};

const PluginPart = ({ plugin, onAsk }: { readonly plugin: Plugin; readonly onAsk: Ask }) => {
  const say = useSay(pluginTexts);
  const may = useMay();
  const { name, current, versions } = plugin;
  return (
    <Stack component="section" aria-label={name} gap="sm" maw={860}>
      <Group justify="space-between" gap="xs">
        <div>
          <Title order={2} size="h4">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {say('by', { author: current.author })}
          </Text>
        </div>
        {may('settings:write') && (
          <Group gap="xs">
            {current.settings.length > 0 && (
              <Button
                variant={missingOf(current).length > 0 ? 'filled' : 'default'}
                aria-label={`${say('set')}: ${name}`}
                onClick={() => onAsk('settings', current)}
              >
                {say('set')}
              </Button>
            )}
            {isActive(current) && (
              <Button
                variant="default"
                aria-label={`${say('deactivate')}: ${name}`}
                onClick={() => onAsk('deactivate', current)}
              >
                {say('deactivate')}
              </Button>
            )}
          </Group>
        )}
      </Group>
      <Standing plugin={plugin} />
      <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
        {versions.map((version, index) => (
          <VersionCard
            key={version.version}
            version={version}
            isFirst={index === 0}
            hasOthers={versions.length > 1}
            onMethods={() => onAsk('methods', version)}
            onRemove={() => onAsk('remove', version)}
          />
        ))}
      </Stack>
    </Stack>
  );
};

type OpenProps = {
  readonly asked: Asked;
  readonly version: Version;
  readonly all: readonly Version[];
  readonly onClose: () => void;
};

const Open = ({ asked, version, all, onClose }: OpenProps): ReactNode => {
  const dialog = { version, onClose };
  const openOrders = all
    .filter(({ plugin }) => plugin === version.plugin)
    .reduce((sum, one) => sum + one.openOrders, 0);
  switch (asked) {
    case 'methods':
      return <MethodsDialog {...dialog} all={all} />;
    case 'remove':
      return <RemoveDialog {...dialog} />;
    case 'settings':
      return <PluginSettingsDialog {...dialog} />;
    case 'deactivate':
      return <DeactivateDialog {...dialog} openOrders={openOrders} />;
  }
};

const Plugins = ({ items }: { readonly items: readonly Version[] }) => {
  const say = useSay(pluginTexts);
  const [open, setOpen] = useState<Pick<OpenProps, 'asked' | 'version'> | null>(null);
  if (items.length === 0) return <Center p="xl">{say('empty')}</Center>;
  return (
    <Stack gap="xl">
      {pluginsOf(items).map((plugin) => (
        <PluginPart
          key={plugin.plugin}
          plugin={plugin}
          onAsk={(asked, version) => setOpen({ asked, version })}
        />
      ))}
      <Costs plugins={pluginsOf(items)} />
      {open && <Open {...open} all={items} onClose={() => setOpen(null)} />}
    </Stack>
  );
};

export const PluginsPage = () => {
  const say = useSay(pluginTexts);
  const may = useMay();
  const [isUploading, setUploading] = useState(false);
  const plugins = usePlugins();
  return (
    <>
      <PageTitle title={say('title')}>
        {may('settings:write') && <Button onClick={() => setUploading(true)}>{say('upload')}</Button>}
      </PageTitle>
      <Stack>
        <Text c="dimmed" maw={760}>
          {say('intro')}
        </Text>
        <Answered query={plugins}>{({ items }) => <Plugins items={items} />}</Answered>
      </Stack>
      {isUploading && <UploadDialog onDone={() => setUploading(false)} onClose={() => setUploading(false)} />}
    </>
  );
};
