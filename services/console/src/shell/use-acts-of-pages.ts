// use-acts-of-pages.ts — the acts of all pages that who is signed in may do, for the finder.
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useLocale, useSay } from '../language/language';
import { useMay } from '../session/session';
import { actTexts } from './acts.texts';
import { pressWhenShown } from './page-actions';
import { shellTexts } from './shell.texts';

/** More than these: the word says too little. */
const MOST_ACTS = 6;

type Acts = typeof import('./acts');

/** Their words are those of all pages: they come with the first opening, not with the console. */
const useLoaded = (isAsked: boolean): Acts | null => {
  const [loaded, setLoaded] = useState<Acts | null>(null);
  useEffect(() => {
    if (!isAsked || loaded) return;
    // Without an answer there are only the acts of this page; the next opening asks again.
    void import('./acts').then(setLoaded, () => undefined);
  }, [isAsked, loaded]);
  return loaded;
};

/** @returns the acts with this word that the open page does not have itself, each with where it leads. */
export const useActsOfPages = (isAsked: boolean) => {
  const loaded = useLoaded(isAsked);
  const say = useSay(shellTexts);
  const sayHow = useSay(actTexts);
  const may = useMay();
  const { locale } = useLocale();
  const navigate = useNavigate();
  return (word: string, ofPage: ReadonlySet<string>) => {
    if (!loaded) return [];
    const { ACTS, wordsOf } = loaded;
    return ACTS.map((act) => ({ ...act, label: wordsOf(act, locale) }))
      .filter(
        ({ label, permissions }) =>
          label.toLowerCase().includes(word) && permissions.every(may) && !ofPage.has(label),
      )
      .slice(0, MOST_ACTS)
      .map(({ to, page, label, how }) => {
        const isOnItem = how !== 'press' && how !== 'page';
        return {
          id: `act ${to} ${label}`,
          label,
          description: [say(page), ...(isOnItem ? [sayHow(how)] : [])].join(' · '),
          onClick: () =>
            void navigate({ to }).then(() => (how === 'press' ? pressWhenShown(label) : undefined)),
        };
      });
  };
};
