// misspelt-settings.spec.ts — which names of an environment are probably ours.
import { z } from 'zod';
import { misspeltSettings, settingNames } from '.';

const settings = ['PORT', 'HOST', 'PUBLIC_URL', 'FONNTE_TOKEN', 'SITES'];

it('names a setting that is nearly one, or carries our name, and leaves other programs alone', () => {
  const names = [
    'PUBLIC_URI',
    'FONTE_TOKEN',
    'SARING_PORT',
    'SARING_COLOUR',
    'PORT',
    'HOME',
    'LANG',
    'COST',
    'SHELL',
  ];
  expect(misspeltSettings(names, settings)).toEqual([
    'The environment sets PUBLIC_URI, which Saring does not know; did you mean PUBLIC_URL?',
    'The environment sets FONTE_TOKEN, which Saring does not know; did you mean FONNTE_TOKEN?',
    'The environment sets SARING_PORT, which Saring does not know; did you mean PORT?',
    'The environment sets SARING_COLOUR, which Saring does not know.',
    'The environment sets COST, which Saring does not know; did you mean HOST?',
  ]);
});
it('finds the names of a schema behind its refinements', () =>
  expect(settingNames([z.object({ PORT: z.string() }).superRefine(() => undefined)])).toEqual(['PORT']));
