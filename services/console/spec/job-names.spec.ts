// job-names.spec.ts — every background job of the services has words.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isJobName } from '../src/jobs/job-names.texts';

const ROOT = resolve(__dirname, '../../..');
const JOB = /name: '([a-z-]+)',\s+everySeconds/g;
const WORK = /kind: '([a-z_]+)', notBefore/g;

/** The kit's own jobs, too: services take them over. */
const sources = ['services', 'libs'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[a-z-]+\/src\/.*\.ts$/.test(name) && !name.endsWith('.spec.ts'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
);
const names = sources.flatMap((text) =>
  [JOB, WORK].flatMap((form) => [...text.matchAll(form)].map(([, name = '']) => name)),
);

it('says what each is about', () => {
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !isJobName(name))).toEqual([]);
});
