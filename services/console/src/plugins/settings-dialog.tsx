// settings-dialog.tsx — what a plugin works with, by the fields that its author names; secrets are written, never read.
import { Checkbox, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
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
  /** Of a secret that is kept: it is to go. */
  readonly isCleared: boolean;
  readonly onChange: (value: string) => void;
  readonly onClear: (isCleared: boolean) => void;
};

/** Of what is kept only that it is; it stays, is replaced by what is typed, or goes by a tick of its own. */
const SecretField = ({ setting, value, isFirst, isCleared, onChange, onClear }: FieldProps) => {
  const say = useSay(pluginTexts);
  const sayShow = useSay(settingsTexts);
  const { required, isSet } = setting;
  const label = labelOf(setting);
  const gone = say(required ? 'set.clearedRequired' : 'set.cleared');
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        value={value}
        data-autofocus={isFirst ? true : undefined}
        maxLength={MEASURES.settingValue.most}
        required={required && !isSet}
        disabled={isCleared}
        description={isCleared ? gone : say(isSet ? 'set.kept' : 'set.secret')}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': sayShow('show') }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {isSet && value === '' && (
        <Checkbox
          size="sm"
          label={say('set.clear', { label })}
          checked={isCleared}
          onChange={(event) => onClear(event.currentTarget.checked)}
        />
      )}
    </Stack>
  );
};

const SettingField = (props: FieldProps) => {
  const { setting, hosts, value, isFirst, onChange } = props;
  const say = useSay(pluginTexts);
  const { kind, required, choices } = setting;
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
  if (kind === 'secret') return <SecretField {...props} />;
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

/** Of all its versions. What is not changed is not sent; an empty secret stays as it is, unless it is ticked to go. */
export const PluginSettingsDialog = (props: SettingsProps) => {
  const { version, onClose } = props;
  const { settings, name, hosts } = version;
  const say = useSay(pluginTexts);
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(settings.map(({ key, value }) => [key, value])),
  );
  const [cleared, setCleared] = useState<readonly string[]>([]);
  const save = useSet(props);
  const changed = settings.flatMap(({ key, value: before }) => {
    if (cleared.includes(key)) return [{ key, value: '' }];
    const value = (values[key] ?? '').trim();
    return value === before ? [] : [{ key, value }];
  });
  return (
    <FormDialog
      title={say('set.title', { name })}
      submit={say(cleared.length > 0 ? 'set.submitClear' : 'set.submit')}
      isDangerous={cleared.length > 0}
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
          isCleared={cleared.includes(setting.key)}
          onClear={(isCleared) =>
            setCleared((now) => [
              ...now.filter((key) => key !== setting.key),
              ...(isCleared ? [setting.key] : []),
            ])
          }
          onChange={(value) => setValues((now) => ({ ...now, [setting.key]: value }))}
        />
      ))}
    </FormDialog>
  );
};
