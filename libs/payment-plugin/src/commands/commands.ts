// commands.ts — what authors of plugins ask for: create, keys, pack, sign, verify.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { PackageError } from '../package/package-error';
import { packFiles, readPluginPackage } from '../package/plugin-package';
import { readArchive } from '../package/read-archive';
import { newPublisherKeys, signFiles } from '../package/signing';
import { createFolder, readFolder } from './folder';

const HELP = `npm run plugin -- create <folder>               a new plugin to fill in
npm run plugin -- keys <file>                  a publisher's key pair; the file is the secret part
npm run plugin -- pack <folder> <file.zip>     the archive, checked
npm run plugin -- sign <file.zip> <key file>   signs it in its place
npm run plugin -- verify <file.zip>            what it asks for, and who signed it`;

const OWNER_ONLY = 0o600;

type Command = (...args: string[]) => Promise<string>;

const create: Command = async (folder = '') => {
  const id = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  createFolder(folder, id, sdkTypes());
  return `${folder} is a plugin now. Fill in index.js, then: npm run plugin -- pack ${folder} ${id}.zip`;
};

const keys: Command = async (file = '') => {
  const { publicKey, privateKey } = newPublisherKeys();
  writeFileSync(file, `${privateKey}\n`, { mode: OWNER_ONLY, flag: 'wx' });
  return `${file} holds the secret key: give it to nobody. Operators trust you by PAYMENT_PLUGIN_PUBLISHERS=<your name>:${publicKey}`;
};

const pack: Command = async (folder = '', file = '') => {
  const archive = packFiles(readFolder(folder));
  const { manifest, digest } = await readPluginPackage(archive);
  writeFileSync(file, archive);
  return `${file}: ${manifest.id} ${manifest.version}, ${archive.byteLength} bytes, ${digest}`;
};

const sign: Command = async (file = '', keyFile = '') => {
  const files = new Map(await readArchive(readFileSync(file)));
  files.set('signature', signFiles(files, readFileSync(keyFile, 'utf8').trim()));
  writeFileSync(file, packFiles(files));
  return verify(file);
};

const verify: Command = async (file = '') => {
  const { manifest, digest, signer } = await readPluginPackage(readFileSync(file));
  return [
    `${manifest.id} ${manifest.version} of ${manifest.author}, ${digest}`,
    `collects by ${manifest.methods.map(({ method }) => method).join(', ')}`,
    `calls ${manifest.hosts.join(', ') || 'no host of its own'}; asks for ${manifest.permissions.join(', ') || 'nothing'}`,
    signer ? `signed by ${signer}` : 'signed by nobody',
  ].join('\n');
};

const COMMANDS: Readonly<Record<string, Command>> = { create, keys, pack, sign, verify };
const NEEDED: Readonly<Record<string, number>> = { create: 1, keys: 1, pack: 2, sign: 2, verify: 1 };

/** From the sources and from a build alike. */
const sdkTypes = (): string => {
  const places = [join(__dirname, '../../sdk'), join(process.cwd(), 'libs/payment-plugin/sdk')];
  const place = places.find((one) => existsSync(join(one, 'saring-plugin.d.ts')));
  return place ? readFileSync(join(place, 'saring-plugin.d.ts'), 'utf8') : '';
};

/** @returns what to print, and whether it went well. */
export const runCommand = async (
  args: readonly string[],
): Promise<{ readonly text: string; readonly isDone: boolean }> => {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || rest.length !== NEEDED[name]) return { text: HELP, isDone: false };
  try {
    return { text: await command(...rest), isDone: true };
  } catch (error) {
    const why = error instanceof PackageError ? `refused, ${error.message}` : (error as Error).message;
    return { text: `${name}: ${why}`, isDone: false };
  }
};
