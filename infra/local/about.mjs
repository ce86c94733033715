// about.mjs — what this build is: version, commit, and the licence of every package that it ships.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IMPORTED = /from '((?:@[\w-]+\/)?[\w.-]+)/g;
const NEAREST = /^(.*\/)?node_modules\/[^/]+(\/[^/]+)?$/;

/** A folder without git, as an image is built in, is told its commit. */
const commitOf = (root) =>
  process.env.SOURCE_COMMIT ||
  spawnSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).stdout?.trim() ||
  '';

/** Where `name`, required by the package at `path`, lies in the lock; null where it is not installed. */
const placeOf = (packages, path, name) => {
  for (let at = path; ; at = at.replace(NEAREST, '$1').replace(/\/$/, '')) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (at === '') return null;
  }
};

/** Packages that run in production, and those that the front ends carry in their files. */
const shipped = (packages, frontEndSources) => {
  const places = new Set(
    Object.keys(packages).filter((place) => place !== '' && !packages[place].dev && !packages[place].link),
  );
  const waiting = frontEndSources
    .flatMap((source) => [...source.matchAll(IMPORTED)].map(([, name]) => name))
    .map((name) => placeOf(packages, '', name));
  const seen = new Set();
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (place === null || seen.has(place)) continue;
    seen.add(place);
    places.add(place);
    for (const name of Object.keys(packages[place].dependencies ?? {}))
      waiting.push(placeOf(packages, place, name));
  }
  return [...places];
};

/** @param frontEndSources the texts of the front ends' files. */
export const writeAbout = (root, frontEndSources) => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const licences = new Map(
    shipped(packages, frontEndSources).map((place) => {
      const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const { version: of, license = '' } = packages[place];
      return [`${name} ${of}`, { name, version: of, licence: license }];
    }),
  );
  const sorted = [...licences.keys()].sort().map((key) => licences.get(key));
  const file = join(root, 'dist/about.json');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version, commit: commitOf(root), licences: sorted }));
};
