// plugin-package.ts — a plugin's archive read and written whole.
import { zipSync, type Zippable } from 'fflate';
import { defaultsSchema, manifestSchema, type PluginManifest } from './manifest';
import { PackageError, type PackageReason } from './package-error';
import { readArchive, type ArchiveFiles } from './read-archive';
import { digestOf, signerOf } from './signing';

export type PluginPackage = {
  readonly manifest: PluginManifest;
  readonly code: string;
  readonly defaults: Readonly<Record<string, string>>;
  readonly files: ArchiveFiles;
  /** Of every file but the signature, in hexadecimal: two archives of one digest hold the same plugin. */
  readonly digest: string;
  /** Who signed it, as a public key of ed25519 in base64url; null: nobody. Whether to trust it is not decided here. */
  readonly signer: string | null;
};

/** @throws PackageError says why it is no plugin. */
export const readPluginPackage = async (archive: Uint8Array): Promise<PluginPackage> => {
  const files = await readArchive(archive);
  const manifest = checkedManifest(files);
  const defaults = checkedDefaults(files, manifest);
  return {
    manifest,
    defaults,
    code: textOf(files, 'index.js', 'damaged'),
    files,
    digest: digestOf(files),
    signer: signerOf(files),
  };
};

/** The same files give the same bytes: packing has no time in it. */
export const packFiles = (files: ArchiveFiles): Uint8Array => {
  const entries: Zippable = {};
  for (const name of [...files.keys()].sort()) entries[name] = files.get(name) ?? new Uint8Array();
  return zipSync(entries, { mtime: new Date(Date.UTC(2020, 0, 2)) });
};

const checkedManifest = (files: ArchiveFiles): PluginManifest => {
  const parsed = manifestSchema.safeParse(json(files, 'manifest.json', 'manifest_invalid'));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PackageError('manifest_invalid', `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
};

const checkedDefaults = (files: ArchiveFiles, manifest: PluginManifest): Readonly<Record<string, string>> => {
  const parsed = defaultsSchema.safeParse(json(files, 'config.json', 'config_invalid'));
  if (!parsed.success) throw new PackageError('config_invalid');
  const open = new Set(manifest.settings.filter(({ kind }) => kind !== 'secret').map(({ key }) => key));
  const stranger = Object.keys(parsed.data).find((key) => !open.has(key));
  if (stranger !== undefined) throw new PackageError('config_invalid', stranger.slice(0, 40));
  return parsed.data;
};

const textOf = (files: ArchiveFiles, name: string, reason: PackageReason): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(files.get(name));
  } catch {
    throw new PackageError(reason, name);
  }
};

const json = (files: ArchiveFiles, name: string, reason: PackageReason): unknown => {
  const text = textOf(files, name, reason);
  try {
    return JSON.parse(text);
  } catch {
    throw new PackageError(reason, 'no JSON');
  }
};
