// promo-preview.tsx — what a promo makes of the first package that it is for, as the portal will show it.
import { Text } from '@mantine/core';
import { promoPrice } from '@saring/i18n';
import { useSay } from '../language/language';
import { usePackages } from '../packages/package-select';
import { ShopCard } from '../packages/shop-card';
import type { Promo } from './promo';
import { promoTexts } from './promos.texts';

type Shown = Pick<
  Promo,
  'name' | 'kind' | 'discountPercent' | 'discountRupiah' | 'bonusBytes' | 'packageIds'
>;

export const PromoPreview = ({ promo }: { readonly promo: Shown }) => {
  const say = useSay(promoTexts);
  const packages = usePackages();
  if (promo.kind === 'registration_bonus')
    return (
      <Text size="sm" c="dimmed">
        {say('preview.none')}
      </Text>
    );
  const { packageIds } = promo;
  const first = packages.find(
    ({ packageId }) => packageIds.length === 0 || packageIds.some((id) => id === packageId),
  );
  if (!first) return null;
  const price = promoPrice(first, promo);
  const isGain = price.finalPriceRupiah < first.priceRupiah || price.bonusBytes > 0;
  return <ShopCard offer={{ ...first, ...price, ...(isGain ? { promoName: promo.name } : {}) }} />;
};
