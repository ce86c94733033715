// plugin-settings.ts — what a plugin is set to: which values it takes, and which hosts follow from them.
import type { PluginManifest } from '@saring/payment-plugin';
import type { PluginSettings } from './plugin-gateway';

type Setting = PluginManifest['settings'][number];
const LONGEST_VALUE = 2_000;
/** A signature's text or a header: no line may begin in it. A key of RSA has lines. */
const ONE_LINE = /^[^\p{Cc}]*$/u;
const KEY_BLOCK = /^-----BEGIN [A-Z ]+-----[A-Za-z0-9+/=\s]+-----END [A-Z ]+-----\s*$/;

/** What a value is sealed for: it opens as nothing else. */
export const settingName = (pluginId: string, key: string): string => `payment-plugin.${pluginId}.${key}`;

/**
 * Whether a value is none that the setting takes. Secrets are sent to addresses, so those stay with the plugin's author and
 * the machine (ADR 31): a host of the manifest, or one of PAYMENT_PLUGIN_PRIVATE_HOSTS.
 */
export const settingProblem = (
  { kind, choices }: Setting,
  value: string,
  { hosts, privateHosts }: { readonly hosts: readonly string[]; readonly privateHosts: readonly string[] },
): boolean => {
  if (value.length > LONGEST_VALUE) return true;
  if (kind === 'choice') return !choices?.includes(value);
  if (kind === 'url') {
    const url = URL.parse(value);
    const isOwn = url !== null && privateHosts.includes(url.host);
    return !isOwn && !(url?.protocol === 'https:' && hosts.includes(url.host));
  }
  return !ONE_LINE.test(value) && !(kind === 'secret' && KEY_BLOCK.test(value));
};

/** `host` or `host:port` of each address among the settings. */
export const urlHosts = ({ settings }: PluginManifest, values: PluginSettings): readonly string[] =>
  settings
    .filter(({ kind }) => kind === 'url')
    .flatMap(({ key }) => URL.parse(values[key] ?? '')?.host ?? []);
