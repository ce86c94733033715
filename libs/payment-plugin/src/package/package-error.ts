// package-error.ts — why an archive is no plugin: a stable reason for the operator and the author.

/** The reasons, each of one rule of the format. */
export type PackageReason =
  | 'not_a_zip'
  | 'too_large'
  | 'too_many_files'
  | 'name_unsafe'
  | 'name_twice'
  | 'name_wrong_case'
  | 'file_unknown'
  | 'file_missing'
  | 'link'
  | 'encrypted'
  | 'unpacked_too_large'
  | 'ratio'
  | 'damaged'
  | 'manifest_invalid'
  | 'config_invalid'
  | 'signature_unreadable'
  | 'signature_wrong';

export class PackageError extends Error {
  /** @param about which file or field; short, and nothing of the archive's content. */
  constructor(
    readonly reason: PackageReason,
    readonly about = '',
  ) {
    super(about === '' ? reason : `${reason}: ${about}`);
    this.name = 'PackageError';
  }
}
