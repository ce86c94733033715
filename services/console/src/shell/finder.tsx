// finder.tsx — mod+K: any subscriber, order, invoice, router, colleague, page, or act of any page within a few keystrokes.
import { VisuallyHidden } from '@mantine/core';
import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useDebouncedValue } from '@mantine/hooks';
import { answerOf } from '@saring/api-client';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../edge';
import { hideFirstSteps } from '../home/first-steps-hidden';
import { firstStepsTexts } from '../home/first-steps.texts';
import { useFormats, useLocale, useSay } from '../language/language';
import { useMay, useSignOut } from '../session/session';
import { sessionTexts } from '../session/session.texts';
import {
  SEARCH_WAIT_MILLISECONDS,
  SHORTEST_SEARCH,
  useFoundPeople,
  whileTypingOn,
} from '../subscribers/found-people';
import { SHORTEST_NUMBER, useFoundBills, useFoundLines } from './found-connections';
import { pageActions, usePageChanges } from './page-actions';
import { useSections } from './sections';
import { shellTexts } from './shell.texts';
import { useActsOfPages } from './use-acts-of-pages';
import { useThemeSwitch } from './use-theme-switch';
import { useColleagues } from '../parts/use-colleagues';
import { useRouters } from '../routers/use-routers';

const MOST_ORDERS = 8;
const HAS_DIGIT = /\d/;

const [store, spotlight] = createSpotlight();

export const openFinder = (): void => spotlight.open();

const useFound = (query: string) => {
  const may = useMay();
  const isAsked = query.length >= SHORTEST_SEARCH;
  const people = useFoundPeople(query);
  const orders = useQuery({
    queryKey: ['find', 'orders', query],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/orders', {
          params: { query: { numberPart: query, limit: MOST_ORDERS } },
          signal,
        }),
      ),
    enabled: query.length >= SHORTEST_NUMBER && may('orders:read'),
    placeholderData: whileTypingOn(query),
  });
  const { colleagues } = useColleagues();
  const routers = useRouters({ enabled: isAsked && may('routers:read'), staleTime: 60_000 });
  const word = query.toLowerCase();
  const lines = useFoundLines(query);
  const bills = useFoundBills(query);
  return {
    ...{ people, lines, bills },
    orders: query.length >= SHORTEST_NUMBER ? (orders.data?.items ?? []) : [],
    routers: isAsked
      ? (routers.data?.items ?? []).filter(({ name, host }) => `${name} ${host}`.toLowerCase().includes(word))
      : [],
    colleagues:
      isAsked && may('operators:read')
        ? colleagues.filter(({ name }) => name.toLowerCase().includes(word))
        : [],
  };
};

const useGroups = (
  found: ReturnType<typeof useFound>,
  word: string,
  isOpen: boolean,
): SpotlightActionGroupData[] => {
  const say = useSay(shellTexts);
  const { phone, rupiah } = useFormats();
  const navigate = useNavigate();
  const pages = usePages(word);
  const acts = useActs(word, isOpen);
  const orders = {
    group: say('find.orders'),
    actions: found.orders.map((one) => ({
      id: one.orderId,
      label: one.orderNumber,
      description: [one.invoiceNumber, one.description, rupiah(one.amountRupiah)].filter(Boolean).join(' · '),
      onClick: () => void navigate({ to: '/orders/$orderId', params: { orderId: one.orderId } }),
    })),
  };
  const pagesGroup = { group: say('find.pages'), actions: pages.actions };
  const elsewhere = { group: say('find.elsewhere'), actions: acts.elsewhere };
  const groups = [
    {
      group: say('find.subscribers'),
      actions: found.people.map((one) => ({
        id: one.subscriberId,
        label: one.name || phone(one.phone),
        description: [one.name ? phone(one.phone) : '', one.site].filter(Boolean).join(' · '),
        onClick: () =>
          void navigate({ to: '/subscribers/$subscriberId', params: { subscriberId: one.subscriberId } }),
      })),
    },
    found.lines,
    ...(HAS_DIGIT.test(word) ? [found.bills, orders] : []),
    {
      group: say('find.routers'),
      actions: found.routers.map((one) => ({
        id: one.routerId,
        label: one.name,
        description: one.host,
        onClick: () => void navigate({ to: '/routers/$routerId', params: { routerId: one.routerId } }),
      })),
    },
    { group: say('find.actions'), actions: acts.here },
    // Whoever types the first letters of a page means it rather than what stands on it.
    ...(pages.isNamed ? [pagesGroup, elsewhere] : [elsewhere, pagesGroup]),
    {
      group: say('find.team'),
      actions: found.colleagues.map(({ operatorId, name }) => ({
        id: operatorId,
        label: name,
        onClick: () => void navigate({ to: '/team', search: { colleague: operatorId } }),
      })),
    },
    // A word is rather a page's name than a part of a number.
    ...(HAS_DIGIT.test(word) ? [] : [found.bills, orders]),
  ].filter(({ actions }) => actions.length > 0);
  return groups;
};

/** What the open page offers, and what every page does. */
const useActions = () => {
  const say = useSay(shellTexts);
  const sayOut = useSay(sessionTexts);
  const { locale, choose } = useLocale();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const sayStep = useSay(firstStepsTexts);
  const may = useMay();
  const showSteps = () => {
    hideFirstSteps(false);
    void navigate({ to: '/' });
  };
  const switchTheme = useThemeSwitch();
  const everywhere = [
    { label: say('theme'), press: switchTheme },
    { label: say('language'), press: () => choose(locale === 'id' ? 'en' : 'id') },
    { label: sayOut('signOut'), press: () => void signOut() },
    ...(may('routers:write')
      ? [
          { label: sayStep('show'), press: showSteps },
          { label: sayStep('phone'), press: () => void navigate({ to: '/test-phone' }) },
        ]
      : []),
  ];
  return (word: string) => (word.length < SHORTEST_SEARCH ? [] : pageActions(word, everywhere));
};

type Actions = SpotlightActionGroupData['actions'];

const usePages = (word: string): { readonly isNamed: boolean; readonly actions: Actions } => {
  const say = useSay(shellTexts);
  const navigate = useNavigate();
  const found = useSections()
    .map(({ key, to }) => ({ key, to, label: say(key) }))
    .filter(({ label }) => label.toLowerCase().includes(word));
  return {
    isNamed: found.some(({ label }) => label.toLowerCase().startsWith(word)),
    actions: found.map(({ key, to, label }) => ({
      id: `page ${key}`,
      label,
      onClick: () => void navigate({ to }),
    })),
  };
};

const useActs = (word: string, isOpen: boolean): { readonly here: Actions; readonly elsewhere: Actions } => {
  const ofPage = useActions()(word);
  const actsFor = useActsOfPages(isOpen);
  const here = ofPage.map(({ label, press }) => ({
    id: `action ${label}`,
    label,
    // Where the finder was is left first: what is pressed may open a dialog.
    onClick: () => setTimeout(press),
  }));
  const names = new Set(ofPage.map(({ label }) => label));
  return { here, elsewhere: word.length < SHORTEST_SEARCH ? [] : actsFor(word, names) };
};

/**
 * With a new word the first is chosen. What comes later may stand before it, and does not take its place: Enter does what
 * was seen to be chosen.
 */
const keepChoice = (isNewWord: boolean): void => {
  const all = [...document.querySelectorAll('[data-action]')];
  const chosen = isNewWord ? -1 : all.findIndex((one) => one.hasAttribute('data-selected'));
  const selected = Math.max(chosen, 0);
  for (const [index, one] of all.entries())
    if (index === selected) one.setAttribute('data-selected', 'true');
    else one.removeAttribute('data-selected');
  store.updateState((state) => (state.selected === selected ? state : { ...state, selected }));
};

export const Finder = () => {
  const say = useSay(shellTexts);
  const [query, setQuery] = useState('');
  const [isOpen, setOpen] = useState(false);
  usePageChanges(isOpen);
  const [asked] = useDebouncedValue(query.trim(), SEARCH_WAIT_MILLISECONDS);
  const word = query.trim().toLowerCase();
  const found = useFound(word.startsWith(asked.toLowerCase()) ? asked : '');
  const groups = useGroups(found, word, isOpen);
  const chosenFor = useRef('');
  useEffect(() => {
    if (isOpen) keepChoice(chosenFor.current !== word);
    chosenFor.current = word;
  });
  const openFirst = () => {
    const [first] = groups[0]?.actions ?? [];
    if (!first?.onClick) return;
    spotlight.close();
    (first.onClick as () => void)();
  };
  return (
    <Spotlight
      store={store}
      shortcut="mod + K"
      // From within a field, too.
      tagsToIgnore={[]}
      actions={groups}
      // What edge found is what matches: it knows spellings of numbers that no filter here does.
      filter={(_, actions) => actions}
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => {
        setQuery('');
        setOpen(true);
      }}
      // By itself it is emptied only when it has faded out: it may be open again by then.
      onSpotlightClose={() => {
        setQuery('');
        setOpen(false);
      }}
      nothingFound={word.length < SHORTEST_SEARCH ? say('find.hint') : say('find.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} aria-hidden />,
        placeholder: say('find.placeholder'),
        'aria-label': say('find.title'),
        onKeyDown: (event) => {
          // Nothing chosen by the arrows: the first is meant.
          if (event.key === 'Enter' && !document.querySelector('[data-action][data-selected]')) openFirst();
        },
      }}
      title={<VisuallyHidden>{say('find.title')}</VisuallyHidden>}
      classNames={{ header: 'finder-header' }}
      scrollable
      maxHeight={420}
    />
  );
};
