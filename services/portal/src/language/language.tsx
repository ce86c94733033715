import { portalText, type Locale, type Params, type PortalKey } from '@saring/i18n';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { chooseLocale, currentLocale } from './chosen-locale';
import { formatsOf, type Formats } from './formats';

/** Says something in the language of the page. */
export type Say = (key: PortalKey, params?: Params) => string;

type Language = {
  readonly locale: Locale;
  readonly say: Say;
  readonly formats: Formats;
  readonly choose: (locale: Locale) => void;
  /** The site's zone, once it is known; the phone's until then. */
  readonly setTimeZone: (timeZone: string) => void;
  /** Of the WiFi that the page is opened in: until it is known whose page it is. */
  readonly setSiteZone: (timeZone: string) => void;
};

const LanguageContext = createContext<Language | null>(null);

export const useLanguage = (): Language => {
  const language = useContext(LanguageContext);
  if (!language) throw new Error('useLanguage needs LanguageProvider around it');
  return language;
};

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const [locale, setLocale] = useState(currentLocale);
  const [ownZone, setTimeZone] = useState<string>();
  const [siteZone, setSiteZone] = useState<string>();
  const timeZone = ownZone ?? siteZone;
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  const language = useMemo<Language>(
    () => ({
      locale,
      say: (key, params) => portalText(key, locale, params),
      formats: formatsOf(locale, timeZone),
      choose: (next) => {
        chooseLocale(next);
        setLocale(next);
      },
      setTimeZone,
      setSiteZone,
    }),
    [locale, timeZone],
  );
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>;
};
