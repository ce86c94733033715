// complete.spec.ts — what proto/ promises is there: a service answers every method, and a route needs every permission.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PERMISSIONS } from '@saring/kernel';
import { AuthOtp, Backup, Billing, Notification, Payment, QuotaLedger, RouterGateway } from '.';

const sourcesOf = (service: string): string => {
  const folder = join(__dirname, '../../../services', service, 'src');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('testing/'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n');
};
const hasConfig = (service: string): boolean =>
  existsSync(join(__dirname, '../../../services', service, 'src/config.ts'));
/** The kit answers them for every service. */
const OF_THE_KIT = ['listJobs', 'runJob', 'describeSettings', 'previewSetting'];

it.each([
  ['auth-otp', AuthOtp],
  ['all-in-one', Backup],
  ['billing', Billing],
  ['notification', Notification],
  ['payment', Payment],
  ['quota-ledger', QuotaLedger],
  ['router-gateway', RouterGateway],
])('%s answers every method of its contract', (service, { method }) => {
  const answered = new Set(
    [...sourcesOf(service).matchAll(/@Answers\(\s*[\w.]*?(\w+)\s*[,)]/g)].map(([, name]) => name),
  );
  const silent = Object.keys(method).filter((name) => !OF_THE_KIT.includes(name) && !answered.has(name));
  expect(silent).toEqual([]);
});

it.each(readdirSync(join(__dirname, '../../../services')).filter((name) => hasConfig(name)))(
  '%s says what it runs with',
  (service) => expect(sourcesOf(service)).toMatch(/settings: \w+\.method,/),
);

it('has a role and a route for every permission', () => {
  const [roles, door] = [sourcesOf('auth-otp'), sourcesOf('edge')];
  const idle = PERMISSIONS.filter((one) => !roles.includes(`'${one}'`) || !door.includes(`'${one}'`));
  expect(idle).toEqual([]);
});
