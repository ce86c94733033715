// language.tsx — the language of the console, and the words of a page in it.
import {
  bytesText,
  DEFAULT_LOCALE,
  durationText,
  onlineTimeText,
  waitText,
  fill,
  isLocale,
  zoneName,
  type Locale,
  type Params,
  rupiahText,
  speedText,
} from '@saring/i18n';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';

/** The words of one page: Indonesian and English side by side. */
export type Texts<Key extends string> = Readonly<Record<Key, readonly [id: string, en: string]>>;
type Say<Key extends string> = (key: Key, params?: Params) => string;

const COOKIE = /(?:^|;\s*)saring_locale=([a-z]+)/;
const YEAR_SECONDS = 365 * 86_400;
const MONTH_LETTERS = 'yyyy-mm'.length;
/** Until the site's zone is known: where most of Indonesia lives. */
const FIRST_TIME_ZONE = 'Asia/Jakarta';

const remembered = (): Locale => {
  const kept = COOKIE.exec(document.cookie)?.[1] ?? '';
  return isLocale(kept) ? kept : DEFAULT_LOCALE;
};

let current: Locale = remembered();

/** For what is outside of React, e.g. the language of problems. */
export const currentLocale = (): Locale => current;

const LanguageContext = createContext<{
  readonly locale: Locale;
  readonly choose: (locale: Locale) => void;
  readonly timeZone: string;
  readonly setTimeZone: (timeZone: string) => void;
} | null>(null);

const useLanguage = () => {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('useLanguage needs LanguageProvider around it');
  return language;
};

/** Tells the pages the zone of the site: every time is shown in it. */
export const useSetTimeZone = (): ((timeZone: string) => void) => useLanguage().setTimeZone;

/** Of the site, in which every time is shown and written. */
export const useTimeZone = (): string => useLanguage().timeZone;

export const useLocale = (): { locale: Locale; choose: (locale: Locale) => void } => useLanguage();

export const useSay = <Key extends string>(texts: Texts<Key>): Say<Key> => {
  const { locale } = useLanguage();
  return useMemo(
    () => (key, params) => fill(texts[key][locale === 'id' ? 0 : 1], params ?? {}),
    [texts, locale],
  );
};

const formatsOf = (locale: Locale, timeZone: string) => {
  const language = locale === 'id' ? 'id-ID' : 'en-GB';
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone, ...options });
  const instant = dates({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const clock = dates({ hour: '2-digit', minute: '2-digit' });
  const dayOnly = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  });
  const dayAndMonth = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'short' });
  const monthAndYear = new Intl.DateTimeFormat(language, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const dayOfYear = new Intl.DateTimeFormat(language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
  });
  const hourOnly = dates({ hour: '2-digit', minute: '2-digit' });
  const isoDay = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  return {
    bytes: (bytes: number): string => bytesText(bytes, locale),
    rupiah: (amount: number): string => rupiahText(amount, locale),
    duration: (seconds: number): string => durationText(seconds, locale),
    /** Time online as it is sold: 3 jam pakai. */
    onlineTime: (seconds: number): string => onlineTimeText(seconds, locale),
    /** 2 jam 10 menit. */
    wait: (seconds: number): string => waitText(seconds, locale),
    speed: (kilobitsPerSecond: number): string => speedText(Math.round(kilobitsPerSecond), locale),
    number: (value: number): string => whole.format(value),
    instant: (iso: string): string =>
      `${instant.format(new Date(iso))} ${zoneName(timeZone, new Date(iso), locale)}`,
    /** Of the day alone that is meant anyway: 10.03 WIB. */
    time: (iso: string): string =>
      `${clock.format(new Date(iso))} ${zoneName(timeZone, new Date(iso), locale)}`,
    /** Of a date as yyyy-mm-dd. */
    day: (date: string): string => dayOnly.format(new Date(`${date}T00:00:00Z`)),
    /** A day or a month of a report, as yyyy-mm-dd or yyyy-mm. */
    period: (name: string): string =>
      name.length === MONTH_LETTERS
        ? monthAndYear.format(new Date(`${name}-01T00:00:00Z`))
        : dayOfYear.format(new Date(`${name}T00:00:00Z`)),
    /** Of the clock where the site is. */
    hour: (at: Date): string => hourOnly.format(at),
    /** The same as `day` without the weekday: 28 Nov. */
    shortDay: (date: string): string => dayAndMonth.format(new Date(`${date}T00:00:00Z`)),
    /** With the year: 28 Nov 2027. */
    yearDay: (date: string): string => dayOfYear.format(new Date(`${date}T00:00:00Z`)),
    /** Of basis points, without the sign: 11,5. */
    percent: (basisPoints: number): string => (basisPoints / 100).toLocaleString(language),
    /** yyyy-mm-dd, where the site is. */
    today: (): string => isoDay.format(new Date()),
    /** A masked one stays as edge masked it. */
    phone: (e164: string): string =>
      e164.startsWith('•')
        ? e164
        : (e164.startsWith('+62') ? `0${e164.slice(3)}` : e164).replace(/(.{4})(?=.)/g, '$1 '),
  };
};
type Formats = ReturnType<typeof formatsOf>;

export const useFormats = (): Formats => {
  const { locale, timeZone } = useLanguage();
  return useMemo(() => formatsOf(locale, timeZone), [locale, timeZone]);
};

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [locale, setLocale] = useState(current);
  const [timeZone, setTimeZone] = useState(FIRST_TIME_ZONE);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const language = useMemo(
    () => ({
      ...{ locale, timeZone, setTimeZone },
      choose: (next: Locale) => {
        current = next;
        document.cookie = `saring_locale=${next}; Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;
        setLocale(next);
      },
    }),
    [locale, timeZone],
  );
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
};
