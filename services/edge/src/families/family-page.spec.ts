// family-page.spec.ts — what the page of a family says to a payer, a member, who is asked, and who is refused.
import type { SiteProfile } from '../sites/site-profiles';
import type { FamilyView } from './families';
import { familyPage } from './family-page';

const MB = 1_048_576;
const SITE: SiteProfile = {
  ...{ name: 'Warung', address: '', phone: '', contactUrl: null, termsUrl: null, privacyUrl: null },
  ...{ color: null, logoUrl: null, timeZone: 'Asia/Jakarta' },
} as unknown as SiteProfile;
const NOBODY: FamilyView = { membersMost: 2, members: [], membership: null, invitations: [] };
const member = (more: object = {}): FamilyView['members'][number] => ({
  ...{ subscriberId: 'm1', name: 'Ibu <Sari>', phone: '+62812••••812', state: 'joined', invitedUntil: null },
  ...{ dailyBytes: 500 * MB, shareBytes: null, limit: null, usedBytes: 3 * MB, usedTodayBytes: MB },
  ...more,
});
const shown = (family: Partial<FamilyView>, more: object = {}): string =>
  familyPage({
    ...{ form: { locale: 'id', token: 't', next: '', site: SITE }, key: 'k', said: null },
    ...{ typed: { phone: '', daily: '', share: '' }, timeZone: 'Asia/Jakarta' },
    family: { ...NOBODY, ...family },
    ...more,
  });

it('offers to invite while there is a place, and never beyond', () => {
  expect(shown({})).toContain('value="invite"');
  expect(shown({ members: [member()] })).toContain('value="invite"');
  expect(shown({ members: [member(), member({ subscriberId: 'm2' })] })).not.toContain('value="invite"');
  expect(shown({ membersMost: 0 })).not.toContain('value="invite"');
  expect(shown({ membersMost: 0 })).toContain('tidak tersedia');
});

it('shows a payer who uses how much, with names that harm nothing', () => {
  const html = shown({ members: [member({ limit: 'day' })] });
  expect(html).toContain('Ibu &lt;Sari&gt;');
  expect(html).not.toContain('<Sari>');
  expect(html).toContain('Terpakai 3 MB, hari ini 1 MB');
  expect(html).toContain('Batas: 500 MB sehari');
  expect(html).toContain('Batas hari ini sudah habis.');
  expect(html).toContain('value="500"');
  expect(html).toContain('aria-label="Keluarkan, Ibu &lt;Sari&gt;"');
});

it('shows an invitation to the asked, and lets the payer withdraw it', () => {
  const until = '2027-03-08T05:00:00.000Z';
  const asked = shown({
    invitations: [
      { payerId: 'p', name: '', phone: '+62812••••811', until, dailyBytes: null, shareBytes: MB },
    ],
  });
  expect(asked).toContain('+62812••••811 mengajak Anda');
  expect(asked).toContain('1 MB seluruhnya');
  expect(asked).toContain('8 Mar 2027, 12.00 WIB');
  const waiting = shown({ members: [member({ state: 'invited', invitedUntil: until })] });
  expect(waiting).toContain('Batalkan ajakan');
  expect(waiting).not.toContain('Simpan batas');
});

it('tells a member whose quota it is and how it stands, and offers no place of its own', () => {
  const membership = {
    ...{ payerId: 'p', name: 'Pak Budi', phone: '', joinedAt: '2027-03-01T05:00:00.000Z', dailyBytes: null },
    ...{ shareBytes: null, limit: null, status: 'active', usedBytes: 0, usedTodayBytes: 0 },
    ...{ remainingBytes: 700 * MB, unlimited: false },
  };
  const html = shown({ membership });
  expect(html).toContain('Saya memakai kuota Pak Budi');
  expect(html).toContain('Masih bisa dipakai: 700 MB');
  expect(html).not.toContain('value="invite"');
  expect(shown({ membership: { ...membership, status: 'stopped' } })).toContain(
    'Kuota Pak Budi sedang habis.',
  );
  expect(shown({ membership: { ...membership, unlimited: true } })).toContain('tanpa batas');
});

it('keeps what was typed where it is refused', () => {
  const html = shown({}, { typed: { phone: '0812 "x"', daily: '5', share: '' } });
  expect(html).toContain('value="0812 &quot;x&quot;"');
  expect(html).toContain('value="5"');
});
