// setting-editor.tsx — a setting changed where it stands: a field of its kind, when it holds, and back to the machine's.
import { Button, Group, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useFormats, useSay } from '../language/language';
import { NumberField } from '../parts/number-field';
import { useProblemText } from '../parts/problem';
import { effectOf, unitOf, valuesOf, type Entry, type Setting } from './setting-entry';
import { settingsTexts } from './settings.texts';
import { useSetting } from './use-setting';

const FIELD_WIDTH = 420;
const MOST_CHARACTERS = 2_000;

/** Between which numbers, in words; empty: any. */
export const useLimits = (): ((setting: Setting) => string) => {
  const say = useSay(settingsTexts);
  const { number } = useFormats();
  return ({ least, most }) => {
    if (least !== undefined && most !== undefined)
      return say('between', { least: number(least), most: number(most) });
    if (least !== undefined) return say('least', { least: number(least) });
    return most === undefined ? '' : say('most', { most: number(most) });
  };
};

type FieldProps = {
  readonly entry: Entry;
  readonly setting: Setting;
  readonly value: string;
  readonly error: ReactNode;
  readonly onChange: (value: string) => void;
};

const Field = ({ entry: { name }, setting, value, error, onChange }: FieldProps) => {
  const say = useSay(settingsTexts);
  const limits = useLimits();
  const common = { label: say('newValue', { name }), error, maw: FIELD_WIDTH, 'data-autofocus': true };
  switch (setting.kind) {
    case 'number': {
      const unit = unitOf(name);
      const suffix = unit === null ? '' : unit.startsWith('unit.') ? say(unit as 'unit.days') : unit;
      return (
        <NumberField
          {...common}
          autoFocus
          description={[limits(setting), suffix].filter(Boolean).join(' · ')}
          value={value}
          allowDecimal={!setting.whole}
          onChange={(next) => onChange(String(next))}
        />
      );
    }
    case 'choice':
    case 'flag':
      return (
        <Select
          {...common}
          autoFocus
          allowDeselect={false}
          data={
            setting.kind === 'choice'
              ? [...setting.choices]
              : [
                  { value: 'on', label: say('on') },
                  { value: 'off', label: say('off') },
                ]
          }
          value={value || null}
          onChange={(next) => onChange(next ?? '')}
        />
      );
    case 'secret':
      return (
        <PasswordInput
          {...common}
          autoFocus
          description={say('secret')}
          autoComplete="off"
          maxLength={MOST_CHARACTERS}
          visibilityToggleButtonProps={{ 'aria-label': say('show') }}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          autoFocus
          maxLength={MOST_CHARACTERS}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
};

/** Of a number, what is no number or out of its limits; edge and the services look again. */
const isOutside = ({ kind, least, most, whole }: Setting, value: string): boolean => {
  if (kind !== 'number') return false;
  const number = Number(value);
  return (
    !Number.isFinite(number) ||
    (whole && !Number.isInteger(number)) ||
    number < (least ?? -Infinity) ||
    number > (most ?? Infinity)
  );
};

export const SettingEditor = ({
  entry,
  onClose,
}: {
  readonly entry: Entry;
  readonly onClose: () => void;
}) => {
  const say = useSay(settingsTexts);
  const limits = useLimits();
  const problemText = useProblemText();
  const [setting] = valuesOf(entry);
  const [value, setValue] = useState(setting?.nextValue ?? setting?.value ?? '');
  const save = useSetting(entry, onClose);
  if (!setting) return null;
  const wrong = value !== '' && isOutside(setting, value) ? limits(setting) || say('number') : null;
  const error = wrong ?? (save.isError ? problemText(save.error).detail : null);
  const isSecret = setting.kind === 'secret';
  const machine = isSecret ? null : (setting.machineValue ?? say('empty'));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '' && wrong === null) save.mutate(value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <Stack gap="xs">
        <Field
          {...{ entry, setting, value, error }}
          onChange={(next) => {
            save.reset();
            setValue(next);
          }}
        />
        <Text size="sm">{say(effectOf(entry) === 'at_once' ? 'effect.at_once' : 'effect.next_start')}</Text>
        <Group gap="xs">
          <Button
            type="submit"
            size="sm"
            loading={save.isPending}
            disabled={value.trim() === '' || wrong !== null}
          >
            {say('save')}
          </Button>
          <Button size="sm" variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          {entry.change?.isSet === true && (
            <Button
              size="sm"
              variant="subtle"
              h="auto"
              mih={36}
              styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere', height: 'auto' } }}
              loading={save.isPending}
              onClick={() => save.mutate(null)}
            >
              {machine === null ? say('back') : say('backTo', { value: machine })}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
};
