// status.tsx — states as words with a colour; the word alone says it.
import { Badge } from '@mantine/core';
import { useSay, type Texts } from '../language/language';

type Status =
  | 'active'
  | 'fup'
  | 'unlimited'
  | ('exhausted' | 'timeOver' | 'outsideHours')
  | 'none'
  | 'expired'
  | 'blocked'
  | 'inactive'
  | 'pending'
  | 'approved'
  | 'rejected'
  | 'disabled'
  | 'created'
  | 'paid'
  | 'fulfilled'
  | 'cancelled'
  | 'denied'
  | 'refunded'
  | 'reversed'
  | 'connecting'
  | 'online'
  | 'offline'
  | 'refused'
  | 'open'
  | 'seen'
  | 'done';

const TEXTS: Texts<Status> = {
  active: ['Aktif', 'Active'],
  fup: ['Diperlambat', 'Slowed'],
  unlimited: ['Tanpa batas', 'Unlimited'],
  exhausted: ['Kuota habis', 'Used up'],
  timeOver: ['Waktu habis', 'Time used up'],
  outsideHours: ['Di luar jam paket', 'Outside its hours'],
  none: ['Belum pernah punya kuota', 'Never had quota'],
  expired: ['Masa aktif habis', 'Expired'],
  blocked: ['Diblokir', 'Blocked'],
  inactive: ['Tidak aktif', 'Inactive'],
  pending: ['Menunggu', 'Pending'],
  approved: ['Disetujui', 'Approved'],
  rejected: ['Ditolak', 'Rejected'],
  disabled: ['Nonaktif', 'Disabled'],
  created: ['Dibuat', 'Created'],
  paid: ['Dibayar, belum diberikan', 'Paid, not given'],
  fulfilled: ['Selesai', 'Done'],
  cancelled: ['Dibatalkan', 'Cancelled'],
  denied: ['Ditolak bank', 'Denied'],
  refunded: ['Dikembalikan', 'Refunded'],
  reversed: ['Ditarik bank', 'Reversed'],
  connecting: ['Menyambung', 'Connecting'],
  online: ['Tersambung', 'Online'],
  offline: ['Terputus', 'Offline'],
  refused: ['Ditolak router', 'Refused'],
  open: ['Terbuka', 'Open'],
  seen: ['Dilihat', 'Seen'],
  done: ['Selesai', 'Done'],
};

const COLOURS: Readonly<Partial<Record<Status, string>>> = {
  active: 'saring.8',
  unlimited: 'saring.8',
  online: 'saring.8',
  fulfilled: 'saring.8',
  fup: 'yellow.9',
  pending: 'blue.9',
  paid: 'orange.9',
  exhausted: 'red.9',
  timeOver: 'red.9',
  outsideHours: 'red.9',
  expired: 'red.9',
  blocked: 'red.9',
  offline: 'red.9',
  refused: 'red.9',
  open: 'orange.9',
  rejected: 'red.9',
};

const isStatus = (word: string): word is Status => word in TEXTS;

/** A state as a word alone; one that is not known stays as it is. */
export const useStatusName = (): ((status: string) => string) => {
  const say = useSay(TEXTS);
  return (status) => (isStatus(status) ? say(status) : status);
};

export const StatusBadge = ({ status }: { readonly status: string }) => {
  const say = useSay(TEXTS);
  const colour = isStatus(status) ? COLOURS[status] : undefined;
  return (
    <Badge variant={colour ? 'filled' : 'default'} color={colour} tt="none" miw="max-content">
      {isStatus(status) ? say(status) : status}
    </Badge>
  );
};
