import type { ReactNode } from 'react';
import { LOCALES } from '@saring/i18n';
import { useLanguage } from '../language/language';
import { useSite } from './site';

const NAMES = { id: 'Indonesia', en: 'English' };

const LanguageSwitch = () => {
  const { locale, choose, say } = useLanguage();
  return (
    <div className="languages" role="group" aria-label={say('page.choose')}>
      {LOCALES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-pressed={one === locale}
          aria-label={`${one.toUpperCase()} ${NAMES[one]}`}
          onClick={() => choose(one)}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </div>
  );
};

const Mark = () => (
  <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" />
    <path d="M6.5 13.5a13.4 13.4 0 0 1 19 0M10.8 18a7.4 7.4 0 0 1 10.4 0" />
    <circle cx="16" cy="23" r="2.2" />
  </svg>
);

type FrameProps = { readonly children: ReactNode; readonly footer?: ReactNode };

/** The frame of every page. */
export const Frame = ({ children, footer }: FrameProps) => {
  const { say } = useLanguage();
  const site = useSite();
  return (
    <>
      <header className="top">
        <span className="brand">
          {site?.logoUrl ? <img className="logo" src={site.logoUrl} alt="" /> : <Mark />}
          {site?.name ?? say('page.title')}
        </span>
        <LanguageSwitch />
      </header>
      <main>{children}</main>
      {footer}
    </>
  );
};
