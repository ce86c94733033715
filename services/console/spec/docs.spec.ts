// docs.spec.ts — the pictures of docs/console.md are those of the journeys (`npm run pictures` takes them over).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../../..');
const PICTURE = /images\/console\/([\w-]+)\.png/g;
const shownIn = (file: string): readonly string[] =>
  [...readFileSync(join(ROOT, 'docs', file), 'utf8').matchAll(PICTURE)].map(([, name = '']) => name);
const textOf = (folder: string, names: RegExp): string =>
  readdirSync(join(ROOT, folder))
    .filter((name) => names.test(name))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'))
    .join('\n');

const shown = shownIn('console.md');
const journeys =
  textOf('services/all-in-one/src', /^console.*spec\.ts$/) + textOf('services/console/spec', /spec\.ts$/);

it('both languages show the same pictures', () => expect(shownIn('console.en.md')).toEqual(shown));

it('no picture is kept that is not shown', () =>
  expect(readdirSync(join(ROOT, 'docs/images/console')).sort()).toEqual(
    shown.map((name) => `${name}.png`).sort(),
  ));

it.each(shown)('%s is kept, and a journey takes it', (name) => {
  expect(existsSync(join(ROOT, `docs/images/console/${name}.png`))).toBe(true);
  const taken = name.replace(/-(light|dark)-\d+$/, '');
  expect(journeys).toMatch(new RegExp(`(picture|faults)\\('${taken}'`));
});
