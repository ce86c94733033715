// light.e2e.spec.ts — what a slow link carries: files, bytes and requests of the sign-in, of the way from there to the home page, and of a person's page.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ConsolePage } from './console-page';

const BUILT = resolve(__dirname, '../../../dist/services/console');
const CITRA = '00000000-0000-4000-8000-00000000000c';
const PATH = `/api/v1/subscribers/${CITRA}`;
/** At 1 Mbit/s 125 kB take a second; each round of 300 ms carries what is asked for at once. */
const MOST = {
  signIn: { files: 16, bytes: 280_000, asked: 3 },
  /** Of who sells: with the drawer and the sale. */
  home: { files: 34, bytes: 55_000, asked: 14 },
  /** Opened by its address, nothing kept from before. */
  person: { files: 70, bytes: 342_000, asked: 10 },
};
const me = {
  ...{ operatorId: CITRA, email: 'sari@saring.test', name: 'Sari', role: 'admin', mustChangePassword: false },
  ...{ totp: false, locale: 'id', messages: [], messagesSite: '' },
  permissions: [
    'subscribers:read',
    'quota:read',
    'devices:read',
    'orders:read',
    'counter:sell',
    'quota:grant',
  ],
};
const person = {
  ...{ subscriberId: CITRA, phone: '+6281299900010', name: 'Citra Kirana', role: 'subscriber' },
  ...{ site: 'site-1', approval: 'approved', disabled: false, blocked: false, locale: 'id', fields: {} },
  ...{ termsVersion: 0, createdAt: '2026-11-01T00:00:00.000Z', hardBlock: false },
};

let desk: ConsolePage;
let files = new Set<string>();
beforeAll(async () => {
  desk = await ConsolePage.start();
  desk.page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const name = pathname.replace(/^\/console\/?/, '');
    if (!pathname.startsWith('/api/')) files.add(/\.\w+$/.test(name) ? name : 'index.html');
  });
});
afterAll(() => desk?.close());

/** Since the last look. */
const carried = () => {
  const names = [...files];
  files = new Set();
  const bytes = names.reduce(
    (sum, name) => sum + gzipSync(readFileSync(join(BUILT, name)), { level: 9 }).length,
    0,
  );
  return { files: names.length, bytes, asked: desk.calls.splice(0).length };
};
const within = (seen: ReturnType<typeof carried>, most: ReturnType<typeof carried>) => {
  const over = (['files', 'bytes', 'asked'] as const).filter((what) => seen[what] > most[what]);
  expect([over, seen]).toEqual([[], seen]);
};

it('signs in, shows the home page and a person within what is named above', async () => {
  let isIn = false;
  const refused = { code: 'AUTH.OPERATOR_UNAUTHENTICATED', status: 401, title: '', detail: '', details: {} };
  await desk.open('/', me.permissions, {
    'GET /api/v1/operator/me': () => (isIn ? me : refused),
    'POST /api/v1/operator/login': () => {
      isIn = true;
      return { operator: me };
    },
    [`GET ${PATH}`]: person,
  });
  await desk.page.getByLabel('Kata sandi').waitFor();
  within(carried(), MOST.signIn);
  await desk.page.getByLabel(/E-?mail/i).fill(me.email);
  await desk.page.getByLabel('Kata sandi').fill('rahasia-sekali');
  await desk.page.keyboard.press('Enter');
  await desk.page.getByRole('heading', { level: 1, name: 'Beranda' }).waitFor();
  await desk.page.waitForLoadState('networkidle');
  within(carried(), MOST.home);
  await desk.open(`/subscribers/${CITRA}`, me.permissions, {
    'GET /api/v1/operator/me': me,
    [`GET ${PATH}`]: person,
  });
  await desk.seen('0812 9990 0010');
  await desk.page.waitForLoadState('networkidle');
  within(carried(), MOST.person);
});
