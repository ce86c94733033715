// closed-shop.tsx — in place of the shop for whom nothing is sold to: why, and whom to ask.
import type { Access, Me, Quota } from '@saring/api-client';
import type { PortalKey } from '@saring/i18n';
import { useLanguage } from '../language/language';
import { Contact } from '../parts/contact';
import { PageTitle } from '../parts/page-title';
import { headingOf } from './online';

type ClosedShopProps = { readonly quota: Quota; readonly access: Access; readonly me: Me };

export const ClosedShop = ({ quota, access, me }: ClosedShopProps) => {
  const { say } = useLanguage();
  const heading = headingOf(quota, access, me);
  return (
    <section className="card step" aria-label={say(heading)}>
      <PageTitle>{say(heading)}</PageTitle>
      <p>{say(`${heading}.help` as PortalKey, { reason: quota.blockReason ?? '–' })}</p>
      <Contact isUrgent />
    </section>
  );
};
