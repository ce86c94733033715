// settings-dialog.tsx — what a plugin works with, by the fields that its author names; secrets are written, never read.
import { PasswordInput, Select, TextInput } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { MEASURES } from '@saring/i18n';
import { useState } from 'react';
import { api } from '../edge';
import { useSay } from '../language/language';
import { FormDialog } from '../parts/form-dialog';
import { useCommand } from '../parts/use-command';
import { settingsTexts } from '../settings/settings.texts';
import { labelOf, readableProblem } from './plugin-problem';
import { pluginTexts } from './plugins.texts';
import { PLUGINS, type Setting, type Version } from './use-plugins';

type Values = Readonly<Record<string, string>>;
type FieldProps = {
  readonly setting: Setting;
  readonly hosts: readonly string[];
  readonly value: string;
  readonly isFirst: boolean;
  readonly onChange: (value: string) => void;
};

const SettingField = ({ setting, hosts, value, isFirst, onChange }: FieldProps) => {
  const say = useSay(pluginTexts);
  const sayShow = useSay(settingsTexts);
  const { kind, required, isSet, choices } = setting;
  const common = {
    label: labelOf(setting),
    value,
    'data-autofocus': isFirst ? true : undefined,
    maxLength: MEASURES.settingValue.most,
  };
  if (kind === 'choice')
    return (
      <Select
        {...common}
        required={required}
        data={[...choices]}
        value={value || null}
        allowDeselect={!required}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  if (kind === 'secret')
    return (
      <PasswordInput
        {...common}
        required={required && !isSet}
        description={say(isSet ? 'set.kept' : 'set.secret')}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': sayShow('show') }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...common}
      required={required}
      type={kind === 'url' ? 'url' : 'text'}
      description={
        kind === 'url' && hosts.length > 0 ? say('set.hosts', { hosts: hosts.join(', ') }) : undefined
      }
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

type SettingsProps = { readonly version: Version; readonly onClose: () => void };

const useSet = ({ version: { plugin, name, settings }, onClose }: SettingsProps) => {
  const say = useSay(pluginTexts);
  return useCommand({
    send: async (values: { key: string; value: string }[], key) => {
      try {
        const params = { path: { plugin }, header: { 'Idempotency-Key': key } };
        const body = { values };
        return await answerOf(api.PUT('/api/v1/payment-plugins/{plugin}/settings', { params, body }));
      } catch (error) {
        throw readableProblem(error, settings);
      }
    },
    said: () => say('said.set', { name }),
    changes: [PLUGINS],
    onDone: onClose,
  });
};

/** Of all its versions. What is not changed is not sent; an empty secret stays as it is. */
export const PluginSettingsDialog = (props: SettingsProps) => {
  const { version, onClose } = props;
  const { settings, name, hosts } = version;
  const say = useSay(pluginTexts);
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(settings.map(({ key, value }) => [key, value])),
  );
  const save = useSet(props);
  const changed = settings.flatMap(({ key, value: before }) => {
    const value = (values[key] ?? '').trim();
    return value === before ? [] : [{ key, value }];
  });
  return (
    <FormDialog
      title={say('set.title', { name })}
      submit={say('set.submit')}
      isPending={save.isPending}
      isDisabled={changed.length === 0}
      onSubmit={() => save.mutate(changed)}
      onClose={onClose}
    >
      {settings.map((setting, index) => (
        <SettingField
          key={setting.key}
          setting={setting}
          hosts={hosts}
          value={values[setting.key] ?? ''}
          isFirst={index === 0}
          onChange={(value) => setValues((now) => ({ ...now, [setting.key]: value }))}
        />
      ))}
    </FormDialog>
  );
};
