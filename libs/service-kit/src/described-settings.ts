// described-settings.ts — the settings that a service runs with, as an operator may read them.
import type { ServiceSetting } from '@saring/contracts';
import { settingForm, type SettingForm } from './setting-form';
import type { SettingsInForce } from './settings-in-force';

type SettingView = Omit<ServiceSetting, '$typeName' | '$unknown'>;

/** Of addresses that may hold a password, and of the first operator. */
const SECRETS: ReadonlySet<string> = new Set([
  ...['DATABASE_URL', 'NATS_URL', 'EVENTSTORE_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OPERATOR_EMAIL'],
]);
/** A new secret is one by its name, before anybody remembers to list it. */
const SECRET_NAME = /(?:KEY|TOKEN|PASSWORD|PASSPHRASE|SECRET|CREDENTIALS)$/;
const CREDENTIALS = /\/\/[^/?#]*@/g;

/** Whether the value is never shown. */
export const isSecretSetting = (name: string): boolean => SECRETS.has(name) || SECRET_NAME.test(name);

/** `on` and `off` for all spellings of a flag; an address without its user and password. */
const shown = (kind: SettingForm['kind'], text: string): string =>
  kind === 'flag' ? (['on', 'true', '1'].includes(text) ? 'on' : 'off') : text.replace(CREDENTIALS, '//…@');

export const describeSettings = (settings: SettingsInForce): SettingView[] =>
  Object.entries(settings.schemas).map(([name, schema]) => viewOf(name, settingForm(schema), settings));

const viewOf = (name: string, form: SettingForm, settings: SettingsInForce): SettingView => {
  const { kind, choices, least, most, whole, standard } = form;
  const { running, wanted, machine, isStored, version, problem } = settings.standingOf(name);
  const text = (value: string | undefined): string => value ?? standard ?? '';
  const waits = text(wanted) !== text(running);
  const common = {
    ...{ name, source: isStored ? 'console' : machine ? 'machine' : 'default', isSet: text(running) !== '' },
    ...{ effect: settings.effectOf(name), version, waits, ...(problem === null ? {} : { problem }) },
  } as const;
  if (isSecretSetting(name)) return { ...common, kind: 'secret', choices: [], whole: false };
  const optional = {
    ...{ value: text(running), machineValue: text(machine), standard: standard ?? '' },
    nextValue: waits ? text(wanted) : '',
  };
  return {
    ...{ ...common, kind, choices: [...choices], whole },
    ...(least === null ? {} : { least }),
    ...(most === null ? {} : { most }),
    ...Object.fromEntries(
      Object.entries(optional).flatMap(([field, value]) =>
        value === '' ? [] : [[field, shown(kind, value)]],
      ),
    ),
  };
};
