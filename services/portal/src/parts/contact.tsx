// contact.tsx — whom to ask, and what one agrees to.
import { useLanguage } from '../language/language';
import { useSite } from './site';

/** WhatsApp with the first words filled in; a number to call where that is no WhatsApp; nothing where none is known. */
export const Contact = ({ isUrgent = false }: { readonly isUrgent?: boolean }) => {
  const { say } = useLanguage();
  const site = useSite();
  if (site?.contactUrl)
    return (
      <a className={isUrgent ? 'button' : 'button plain'} href={site.contactUrl} rel="noreferrer">
        {say('contact.whatsapp')}
      </a>
    );
  return site?.phone ? <p className="hint">{say('contact.phone', { phone: site.phone })}</p> : null;
};

export const Terms = () => {
  const { say } = useLanguage();
  const site = useSite();
  if (!site?.termsUrl && !site?.privacyUrl && !site?.address) return null;
  return (
    <p className="hint terms">
      {site.address ? <span className="address">{site.address}</span> : null}
      {site.termsUrl ? <a href={site.termsUrl}>{say('site.terms')}</a> : null}
      {site.termsUrl && site.privacyUrl ? ' · ' : null}
      {site.privacyUrl ? <a href={site.privacyUrl}>{say('site.privacy')}</a> : null}
    </p>
  );
};
