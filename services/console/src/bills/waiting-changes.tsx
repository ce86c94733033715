// waiting-changes.tsx — everybody's changes of package that wait for an answer; nothing where none does.
import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';
import { answerOf } from '@saring/api-client';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { api } from '../edge';
import { useFormats, useSay } from '../language/language';
import { DialogsAbout } from '../parts/dialog-title';
import { useMay } from '../session/session';
import { PackageChange } from './package-change';
import { packageChangeTexts } from './package-changes.texts';
import { BILLS } from './use-bills';

const PAGE = 50;
const LOOK_MILLISECONDS = 30_000;

export const WaitingChanges = () => {
  const say = useSay(packageChangeTexts);
  const { phone, rupiah } = useFormats();
  const may = useMay();
  const { data } = useQuery({
    queryKey: [...BILLS, 'package-changes'],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/package-changes', { params: { query: { limit: PAGE } }, signal })),
    enabled: may('bills:write'),
    refetchInterval: LOOK_MILLISECONDS,
  });
  if (!data || data.items.length === 0) return null;
  const left = data.total - data.items.length;
  return (
    <Stack gap="xs" component="section" aria-labelledby="package-changes">
      <Title order={2} size="h4" id="package-changes">
        {say('waiting.title')}
      </Title>
      {data.items.map(({ subscriberId, subscriptionId, name, phone: number, site, change, ...today }) => {
        const who = name || phone(number);
        return change ? (
          <Paper withBorder p="sm" key={change.requestId}>
            <div className="tap-links">
              <Anchor component={Link} to={`/subscribers/${subscriberId}`} size="sm" miw={44}>
                {who}
              </Anchor>
              <Text size="xs" c="dimmed">
                {[phone(number), site, `${today.packageName} ${rupiah(today.priceRupiah)}`].join(' · ')}
              </Text>
            </div>
            <DialogsAbout what={who}>
              <PackageChange subscriptionId={subscriptionId} packageName={today.packageName} ask={change} />
            </DialogsAbout>
          </Paper>
        ) : null;
      })}
      {left > 0 && <Text size="sm">{say('more', { count: left })}</Text>}
    </Stack>
  );
};
