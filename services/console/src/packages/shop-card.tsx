// shop-card.tsx — a package as buyers see it in the portal, in the portal's own words.
import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import { offerWords, type ShownOffer } from '@saring/i18n';
import { useFormats, useLocale, useSay } from '../language/language';
import { packageTexts } from './packages.texts';

export const ShopCard = ({ offer }: { readonly offer: ShownOffer }) => {
  const say = useSay(packageTexts);
  const { locale } = useLocale();
  const { instant } = useFormats();
  const words = offerWords(offer, locale, instant);
  return (
    <Stack gap={4} component="section" aria-label={say('preview')}>
      <Text size="sm" fw={600}>
        {say('preview')}
      </Text>
      <Paper withBorder radius="lg" p="md">
        <Group justify="space-between" wrap="nowrap" align="center">
          <Stack gap={2} align="flex-start" miw={0}>
            {words.best && <Badge tt="none">{words.best}</Badge>}
            <Text fz={22} fw={700} lh={1.2}>
              {Number.isNaN(offer.bytes) ? '…' : words.size}
            </Text>
            {words.bonus && <Text fw={600}>{words.bonus}</Text>}
            <Text style={{ overflowWrap: 'anywhere' }}>{words.name || '…'}</Text>
            {words.description && (
              <Text size="sm" c="dimmed">
                {words.description}
              </Text>
            )}
            {words.facts.map((fact) => (
              <Text key={fact} size="sm" c="dimmed">
                {fact}
              </Text>
            ))}
            {words.promo && (
              <Text size="sm" fw={600}>
                {words.promo}
              </Text>
            )}
          </Stack>
          <Stack gap={0} align="flex-end" style={{ whiteSpace: 'nowrap' }}>
            {words.priceBefore && (
              <Text size="sm" c="dimmed" td="line-through">
                {words.priceBefore}
              </Text>
            )}
            <Text fz={18} fw={700}>
              {words.price}
            </Text>
          </Stack>
        </Group>
      </Paper>
    </Stack>
  );
};
