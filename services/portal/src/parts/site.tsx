// site.tsx — who runs this WiFi, as every page may say it.
import type { SiteProfile } from '@saring/api-client';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { edge } from '../edge';
import { useLanguage } from '../language/language';

const SiteContext = createContext<SiteProfile | null>(null);

/** Null until it is known: no page waits for it. */
export const useSite = (): SiteProfile | null => useContext(SiteContext);

/** White letters are readable on it; as letters on a dark page it might not be, so it only fills. */
const paint = (color: string | null): void => {
  const { style } = document.documentElement;
  for (const [name, value] of [
    ['--fill', color],
    ['--fill-strong', color && `color-mix(in srgb, ${color} 85%, #000)`],
    ['--on-fill', color && '#ffffff'],
  ] as const)
    if (value) style.setProperty(name, value);
    else style.removeProperty(name);
};

/** A page says which room of whose WiFi it is: `Beli – Warung Budi`. */
export const useTitle = (room: string): void => {
  const { say } = useLanguage();
  const site = useSite();
  const name = site?.name ?? say('page.title');
  useEffect(() => {
    document.title = room ? `${room} – ${name}` : name;
  }, [room, name]);
};

export const SiteProvider = ({ children }: { readonly children: ReactNode }) => {
  const { locale, setSiteZone } = useLanguage();
  const [site, setSite] = useState<SiteProfile | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    edge.site(abort.signal).then(
      (found) => {
        setSite(found);
        setSiteZone(found.timeZone);
      },
      () => undefined,
    );
    return () => abort.abort();
  }, [locale, setSiteZone]);
  useEffect(() => paint(site?.color ?? null), [site]);
  return <SiteContext.Provider value={site}>{children}</SiteContext.Provider>;
};
