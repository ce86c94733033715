// backup-error.ts — why a backup or a restore was refused, in a sentence for whoever asked for it.
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
