// site.tsx — who runs this WiFi, as every page may say it.
import type { SiteProfile } from '@saring/api-client';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';

const SiteContext = createContext<SiteProfile | null>(null);

/** Null until it is known: no page waits for it. */
export const useSite = (): SiteProfile | null => useContext(SiteContext);

export const SiteProvider = ({ children }: { readonly children: ReactNode }) => {
  const { locale } = useLanguage();
  const [site, setSite] = useState<SiteProfile | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    edge.site(abort.signal).then(setSite, () => undefined);
    return () => abort.abort();
  }, [locale]);
  useEffect(() => {
    if (site) document.title = site.name;
  }, [site, locale]);
  return <SiteContext.Provider value={site}>{children}</SiteContext.Provider>;
};
