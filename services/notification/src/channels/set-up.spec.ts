// set-up.spec.ts — which channels there are by the settings, and in which order.
import { createLogger } from '@saring/service-kit';
import { parseChains } from './chains';
import { CHANNEL_NAMES, type ChannelName } from './channel';
import { Channels } from './channels';
import type { Contacts } from './contacts';

it('uses what is set up, in the order of the settings; without anything it only logs', () => {
  const contacts = { isWindowOpen: () => Promise.resolve(false) } as unknown as Contacts;
  const nothing = {
    ...{ CLOUD_BASE_URL: 'https://graph.facebook.com', CLOUD_API_VERSION: 'v25.0', CLOUD_TOKEN: undefined },
    ...{ TELEGRAM_BASE_URL: 'https://api.telegram.org', TELEGRAM_BOT_TOKEN: undefined },
    ...{ CLOUD_PHONE_NUMBER_ID: '', CLOUD_OTP_TEMPLATE: {}, CLOUD_TEMPLATES: {} },
    ...{ FONNTE_BASE_URL: 'https://api.fonnte.com', FONNTE_TOKEN: undefined, GOWA_BASE_URL: undefined },
    ...{ WAHA_BASE_URL: undefined, WAHA_API_KEY: undefined, WAHA_SESSION: 'default' },
    ...{ GOWA_USER: '', GOWA_PASSWORD: undefined, GOWA_DEVICE: '' },
    ...{ SMTP_HOST: '', SMTP_PORT: 587, SMTP_TLS: 'starttls' as const, SMTP_USER: '', SMTP_FROM: '' },
    SMTP_PASSWORD: undefined,
  };
  const none: ReadonlyMap<string, string> = new Map();
  const namesOf = (more: object, order: readonly ChannelName[] = CHANNEL_NAMES) =>
    new Channels(
      {
        ...{ ...nothing, MESSAGE_CHAINS: parseChains('otp=gowa,fonnte'), MESSAGE_CHANNELS_OFF: [] },
        ...{ FONNTE_SENDER_CREDENTIALS: none, GOWA_SENDERS: none, WAHA_SENDERS: none },
        ...{ ...more, MESSAGE_CHANNELS: [...order] },
      },
      createLogger('silent'),
      contacts,
    ).inOrder.map(({ sender }) => sender);
  const both = { FONNTE_TOKEN: 't', GOWA_BASE_URL: 'http://192.168.88.2:3000' };
  expect(namesOf({})).toEqual(['log']);
  expect(namesOf({ GOWA_BASE_URL: both.GOWA_BASE_URL })).toEqual(['gowa']);
  expect(namesOf(both)).toEqual(['fonnte', 'gowa']);
  expect(namesOf(both, ['gowa', 'fonnte'])).toEqual(['gowa', 'fonnte']);
  expect(namesOf(both, ['fonnte'])).toEqual(['fonnte', 'gowa']);
  expect(namesOf({ ...both, MESSAGE_CHAINS: parseChains('') }, ['fonnte'])).toEqual(['fonnte']);
  expect(namesOf({ ...both, CLOUD_TOKEN: 'EAA' })).toEqual(['fonnte', 'gowa']);
  const all = { ...both, CLOUD_TOKEN: 'EAA', CLOUD_PHONE_NUMBER_ID: '106' };
  expect(namesOf(all)).toEqual(['cloud', 'fonnte', 'gowa']);
  const mail = {
    ...{ SMTP_HOST: 'smtp.example.id', SMTP_FROM: 'wifi@example.id' },
    WAHA_BASE_URL: 'http://192.168.88.3:3000',
  };
  expect(namesOf({ ...all, ...mail, TELEGRAM_BOT_TOKEN: '1:a' })).toEqual([...CHANNEL_NAMES]);
  expect(namesOf({ ...all, SMTP_HOST: mail.SMTP_HOST })).toEqual(['cloud', 'fonnte', 'gowa']);
  const two = new Map([['dua', 'x']]);
  expect(namesOf({ ...both, FONNTE_SENDER_CREDENTIALS: two, GOWA_SENDERS: two })).toEqual([
    ...['fonnte', 'fonnte.dua', 'gowa', 'gowa.dua'],
  ]);
  expect(namesOf({ FONNTE_SENDER_CREDENTIALS: two })).toEqual(['fonnte.dua']);
});
