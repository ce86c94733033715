import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../../..');
const CONFIGS = [
  'libs/service-kit/src/config.ts',
  'libs/service-kit/src/files-settings.ts',
  'libs/service-kit/src/run-service.ts',
  'services/all-in-one/src/backup/config.ts',
  ...readdirSync(join(ROOT, 'services')).map((service) => `services/${service}/src/config.ts`),
];
/** Read by the start itself, in no service's schema. */
const LOCAL = ['DATA_DIR', 'SIMULATORS'];

const SETTING =
  /\b([A-Z][A-Z0-9_]{2,}): ?\n?\s*(?:z\b|flag|list|count|positive|timeZone|siteValues|roleLimits|webUrl|originUrl|vendorUrl|readableFile|atOnce|fromNextStart|ofSites)/g;
const named = (file: string): string[] =>
  existsSync(join(ROOT, file))
    ? [...readFileSync(join(ROOT, file), 'utf8').matchAll(SETTING)].map((match) => match[1] ?? '')
    : [];

it('.env.example names exactly the settings that there are', () => {
  const example = [...readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(
    (match) => match[1] ?? '',
  );
  const settings = new Set([...CONFIGS.flatMap(named), ...LOCAL]);
  expect([...new Set(example)].sort()).toEqual([...settings].sort());
});
