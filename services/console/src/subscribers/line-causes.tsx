// line-causes.tsx — what stops each PPPoE line of a person, in a sentence of its own.
import { Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSay } from '../language/language';
import { useMay } from '../session/session';
import { lineCauseTexts } from './line-causes.texts';
import type { Diagnosis } from './repair-end';

type Line = Diagnosis['lines'][number];

/** What somebody has to look at on the router itself. */
const ON_ROUTER: ReadonlySet<Line['cause']> = new Set([
  'router_away',
  'name_taken',
  'profile_taken',
  'profile_missing',
  'pool_missing',
]);

export const LineCauses = ({ lines }: { readonly lines: readonly Line[] }) => {
  const say = useSay(lineCauseTexts);
  const may = useMay();
  if (lines.length === 0) return null;
  return (
    <Stack gap="xs">
      {lines.map(({ lineId, name, cause, routerId, routerName }) => (
        <div key={lineId}>
          <Text size="sm" c="dimmed">
            {say('line', { name })}
          </Text>
          <Text fw={600} fz="lg">
            {say(cause, { router: routerName })}
          </Text>
          {ON_ROUTER.has(cause) && may('routers:read') ? (
            <Anchor component={Link} to={`/routers/${routerId}`} size="sm">
              {say('open')}
            </Anchor>
          ) : null}
        </div>
      ))}
    </Stack>
  );
};
