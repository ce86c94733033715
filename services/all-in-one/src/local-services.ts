// local-services.ts — what runs in the one process of `npm start`: all services, and the backups of their tables.
import { SERVICES } from '.';
import { backupService } from './backup/backup.module';

/** The door last. */
export const LOCAL_SERVICES = [...SERVICES.slice(0, -1), backupService, ...SERVICES.slice(-1)];
