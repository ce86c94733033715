import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { demoSettings } from './simulators';
import { settingWarnings, startWarnings } from './warnings';

const EXAMPLE = readFileSync(join(__dirname, '../../../../.env.example'), 'utf8');
const parts = { routersFile: 'routers.json', whatsappPort: 1, midtransPort: 2, telegramPort: 3 };

it('a copy of .env.example changes nothing of the demo', () => {
  const copied = parseEnv(EXAMPLE) as Record<string, string>;
  expect(demoSettings(copied, parts)).toEqual(demoSettings({}, parts));
  expect({ ...copied, ...demoSettings(copied, parts) }['SIMULATORS']).toBe('on');
});

it('names a misspelt setting and the one that was meant', () =>
  expect(settingWarnings(['FONTE_TOKEN', 'PORT', 'POSTGRES_PASSWORD'], EXAMPLE)).toEqual([
    '.env sets FONTE_TOKEN, which Saring does not know; did you mean FONNTE_TOKEN?',
  ]));

it('says what keeps people from logging in and paying', () => {
  const said = startWarnings({ PUBLIC_URL: 'http://wifi.example.id', SIMULATORS: 'off' }).join('\n');
  expect(said).toMatch(/not https[^]*FONNTE_TOKEN[^]*payment gateway/);
  const demo = { ...demoSettings({}, parts), SIMULATORS: 'on' };
  expect(startWarnings(demo)).toEqual([]);
});

it.each(['CLOUD_TOKEN', 'FONNTE_TOKEN', 'GOWA_BASE_URL', 'WAHA_BASE_URL'])(
  'says of no house with %s that its codes reach nobody',
  (name) => expect(startWarnings({ [name]: 'x' }).join()).not.toMatch(/reach nobody/),
);
