// metrics.ts — whether backups are made, and how old the last good one is.
import { Gauge } from 'prom-client';

export const backupScheduled = new Gauge({
  name: 'saring_backup_scheduled',
  help: '1 where a passphrase is set and backups are made once a day',
});
export const backupVerifiedAt = new Gauge({
  name: 'saring_backup_verified_timestamp_seconds',
  help: 'The moment of the newest backup that was read again and proved; 0: there is none',
});
export const backupBytes = new Gauge({
  name: 'saring_backup_bytes',
  help: 'The size of the newest backup that was proved',
});
