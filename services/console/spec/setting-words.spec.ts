// setting-words.spec.ts — every setting of .env.example has words in both languages, in the group where it stands there.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SETTING_GROUPS } from '../src/settings/setting-groups';

const example = readFileSync(resolve(__dirname, '../../../.env.example'), 'utf8');
const groups = example
  .split(/^# --- .*$/m)
  .slice(1)
  .map((text) => [...text.matchAll(/^([A-Z][A-Z0-9_]+)=/gm)].map(([, name = '']) => name));

it('groups them as .env.example does', () =>
  expect(SETTING_GROUPS.map(({ words }) => Object.keys(words))).toEqual(groups));

it('explains each in Indonesian and in English', () => {
  const words = SETTING_GROUPS.flatMap((group) => Object.entries<readonly [string, string]>(group.words));
  expect(words.length).toBeGreaterThan(80);
  expect(words.filter(([, [id, en]]) => id === '' || en === '' || id === en)).toEqual([]);
});
