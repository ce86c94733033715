// described-settings.ts — the settings that a service runs with, as an operator may read them.
import type { ServiceSetting } from '@saring/contracts';
import { z, type ZodType } from 'zod';
import { settingForm, type SettingForm } from './setting-form';

type SettingView = Omit<ServiceSetting, '$typeName' | '$unknown'>;

/** Of addresses that may hold a password, and of the first operator. */
const SECRETS: ReadonlySet<string> = new Set([
  ...['DATABASE_URL', 'NATS_URL', 'EVENTSTORE_URL', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'OPERATOR_EMAIL'],
]);
/** A new secret is one by its name, before anybody remembers to list it. */
const SECRET_NAME = /(?:KEY|TOKEN|PASSWORD|SECRET|CREDENTIALS)$/;
const CREDENTIALS = /\/\/[^/?#]*@/g;

/** Whether the value is never shown. */
const isSecretSetting = (name: string): boolean => SECRETS.has(name) || SECRET_NAME.test(name);

/** `on` and `off` for all spellings of a flag; an address without its user and password. */
const shown = (kind: SettingForm['kind'], text: string): string =>
  kind === 'flag' ? (['on', 'true', '1'].includes(text) ? 'on' : 'off') : text.replace(CREDENTIALS, '//…@');

/** @param schema of all settings of the service. @param env its environment; an empty value counts as absent. */
export const describeSettings = (
  schema: ZodType | undefined,
  env: Readonly<Record<string, string | undefined>>,
): SettingView[] =>
  schema instanceof z.ZodObject
    ? Object.entries(schema.shape).map(([name, one]) => viewOf(name, settingForm(one as ZodType), env[name]))
    : [];

const viewOf = (name: string, form: SettingForm, given: string | undefined): SettingView => {
  const { kind, choices, least, most, whole, standard } = form;
  const value = given || (standard ?? '');
  const common = {
    ...{ name, source: given ? 'machine' : 'default', isSet: value !== '' },
  } as const;
  if (isSecretSetting(name)) return { ...common, kind: 'secret', choices: [], whole: false };
  return {
    ...{ ...common, kind, choices: [...choices], whole },
    ...(least === null ? {} : { least }),
    ...(most === null ? {} : { most }),
    ...(value === '' ? {} : { value: shown(kind, value) }),
    ...(standard === null || standard === '' ? {} : { standard }),
  };
};
