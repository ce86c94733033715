// costs.tsx — what each way to pay costs at each plugin's vendor, the cheapest first, and who collects it now.
import { Stack, Text, Title } from '@mantine/core';
import { useFormats, useSay } from '../language/language';
import { methodTexts } from '../orders/methods.texts';
import { TableOrCards } from '../parts/table-or-cards';
import { pluginTexts } from './plugins.texts';
import type { Method, Plugin } from './use-plugins';

/** As the services compare gateways where no amount is known yet. */
const USUAL_RUPIAH = 50_000;
const TABLE_PIXELS = 560;

type Row = Method & { readonly plugin: string; readonly name: string };

/** Ways that cost the same stay in the order of the plugins. */
const rowsOf = (plugins: readonly Plugin[]): readonly Row[] => {
  const rows = plugins.flatMap(({ plugin, name, current }) =>
    current.methods.map((method) => ({ ...method, plugin, name })),
  );
  const methods = [...new Set(rows.map(({ method }) => method))];
  return methods.flatMap((method) =>
    rows
      .filter((row) => row.method === method)
      .sort((left, right) => (left.costRupiah ?? 0) - (right.costRupiah ?? 0)),
  );
};

export const Costs = ({ plugins }: { readonly plugins: readonly Plugin[] }) => {
  const say = useSay(pluginTexts);
  const sayMethod = useSay(methodTexts);
  const { rupiah } = useFormats();
  const nameOf = (collector: string): string =>
    plugins.find(({ plugin }) => collector === `plugin:${plugin}`)?.name ??
    (collector === 'midtrans' ? 'Midtrans' : collector);
  /** Bold in the row of the one that does. */
  const collects = ({ plugin, collectedBy }: Row) => {
    if (collectedBy === undefined) return say('collects.nobody');
    const name = nameOf(collectedBy);
    return collectedBy === `plugin:${plugin}` ? <b>{name}</b> : name;
  };
  return (
    <Stack component="section" aria-label={say('costs')} gap="sm" maw={860}>
      <div>
        <Title order={2} size="h4">
          {say('costs')}
        </Title>
        <Text size="sm" c="dimmed">
          {say('costs.why')}
        </Text>
      </div>
      <TableOrCards
        minWidth={TABLE_PIXELS}
        rows={rowsOf(plugins)}
        keyOf={({ plugin, method }) => `${plugin} ${method}`}
        columns={[
          { head: say('method'), cell: ({ method }) => sayMethod(method) },
          { head: say('plugin'), cell: ({ name }) => name },
          {
            head: say('cost', { amount: rupiah(USUAL_RUPIAH) }),
            cell: ({ costRupiah }) => (costRupiah === undefined ? say('fee.none') : rupiah(costRupiah)),
            isNumber: true,
          },
          { head: say('collects'), cell: collects },
        ]}
      />
    </Stack>
  );
};
