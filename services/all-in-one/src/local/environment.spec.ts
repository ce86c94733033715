// environment.spec.ts — where files go on a machine of its own.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localEnvironment } from './environment';

const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'saring-environment-')));
const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

it.each([
  [{}, join(dataDir, 'files')],
  [{ FILES_FOLDER: '/media/files' }, '/media/files'],
  [{ FILES_S3_BUCKET: 'saring' }, undefined],
])('with %j files go to %p', (given, folder) => {
  process.env = { ...before, DATA_DIR: dataDir, FILES_FOLDER: '', FILES_S3_BUCKET: '', ...given };
  expect(localEnvironment().env['FILES_FOLDER']).toBe(folder);
});
