// month-prices.tsx — what the vendor delivered and charges for this month, by its price category.
import { Stack, Text } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import type { Texts } from '../language/language';
import type { Answer } from '../parts/answer';

type Price = Answer<'/api/v1/messages/channel'>['prices'][number];

const texts: Texts<'month' | 'line' | 'cost' | 'free'> = {
  month: ['Bulan ini', 'This month'],
  line: [
    '{category}: {delivered} sampai, {billable} ditagih',
    '{category}: {delivered} arrived, {billable} charged',
  ],
  cost: ['sekitar {amount}', 'about {amount}'],
  free: ['gratis', 'free'],
};
const categoryTexts: Texts<'authentication' | 'utility' | 'marketing' | 'service'> = {
  authentication: ['Kode masuk', 'Login codes'],
  utility: ['Pemberitahuan', 'Notices'],
  marketing: ['Promosi', 'Promotions'],
  service: ['Balasan dalam 24 jam', 'Replies within 24 hours'],
};
const isKnown = (category: string): category is keyof typeof categoryTexts =>
  Object.hasOwn(categoryTexts, category);

/** Nothing where no channel names a price. */
export const MonthPrices = ({ prices }: { readonly prices: readonly Price[] }) => {
  const say = useSay(texts);
  const sayCategory = useSay(categoryTexts);
  const { number, rupiah } = useFormats();
  if (prices.length === 0) return null;
  const costOf = ({ billable, amountRupiah }: Price): string => {
    if (billable === 0) return ` (${say('free')})`;
    return amountRupiah === undefined ? '' : ` (${say('cost', { amount: rupiah(amountRupiah) })})`;
  };
  return (
    <Stack gap={2} mt="sm">
      <Text size="sm" fw={600}>
        {say('month')}
      </Text>
      {prices.map((price) => {
        const { category, delivered, billable } = price;
        const counts = { delivered: number(delivered), billable: number(billable) };
        const name = isKnown(category) ? sayCategory(category) : category;
        return (
          <Text key={category} size="sm">
            {say('line', { category: name, ...counts })}
            {costOf(price)}
          </Text>
        );
      })}
    </Stack>
  );
};
