// warnings.ts — what a start says of settings that let it run and not yet serve people.
import { existsSync, readFileSync } from 'node:fs';
import { nearestSetting, type ServiceEnv } from '@saring/service-kit';

const EXAMPLE = '.env.example';
const MOST_EDITS = 3;
/** Settings of docker-compose.yml in the same `.env`, and those of the simulators. */
const OTHERS = /^(?:POSTGRES_PASSWORD|NATS_PASSWORD(?:_[A-Z_]+)?|(?:ROUTEROS|WHATSAPP|MIDTRANS)_SIM_\w+)$/;
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\]|.+\.localhost)$/;

/** Of channels that reach whoever has a number; Telegram and e-mail reach only who linked them. */
const WAYS_TO_ANYBODY = ['CLOUD_TOKEN', 'FONNTE_TOKEN', 'GOWA_BASE_URL', 'WAHA_BASE_URL'];

/** Names in `.env` that no service reads, with the one that was probably meant. */
export const settingWarnings = (names: readonly string[], example = readExample()): string[] => {
  const settings = readSettings(example);
  if (settings.length === 0) return [];
  return names
    .filter((name) => !settings.includes(name) && !OTHERS.test(name))
    .map((name) => {
      const meant = nearestSetting(name, settings, MOST_EDITS);
      return `.env sets ${name}, which Saring does not know${meant ? `; did you mean ${meant}?` : ''}`;
    });
};

/** Every setting that there is. */
export const readSettings = (example = readExample()): readonly string[] =>
  [...example.matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1] ?? '');

/** Settings that keep people from logging in or paying although everything runs. */
export const startWarnings = (env: ServiceEnv): string[] => {
  const warnings: string[] = [];
  const name = env['PUBLIC_URL'] ? new URL(env['PUBLIC_URL']) : null;
  if (name && name.protocol !== 'https:' && !LOCAL_HOST.test(name.hostname))
    warnings.push(
      `PUBLIC_URL is not https: browsers drop the session cookies and every login seems to fail. See README, "With a real router".`,
    );
  if (!name && env['SIMULATORS'] === 'off')
    warnings.push(
      'PUBLIC_URL is not set: links in messages and on receipts lead nowhere, and logins need https.',
    );
  if (!WAYS_TO_ANYBODY.some((name) => env[name]))
    warnings.push(
      `None of ${WAYS_TO_ANYBODY.join(', ')} is set: codes are only logged, masked, and reach nobody.`,
    );
  if (!env['MIDTRANS_SERVER_KEY'] && !env['MANUAL_TRANSFER_TEXT'])
    warnings.push('No payment gateway and no MANUAL_TRANSFER_TEXT: people cannot buy by themselves.');
  return warnings;
};

const readExample = (): string => (existsSync(EXAMPLE) ? readFileSync(EXAMPLE, 'utf8') : '');
