// closing-page.tsx — one closing of a drawer on one sheet, to print and to sign.
import { Button, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useFormats, useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { Answered } from '../parts/problem';
import { useColleagues } from '../parts/use-colleagues';
import { ShiftFigures } from './shift-figures';
import { shiftTexts } from './shift.texts';
import { useShift, type Shift } from './use-shift';

const route = getRouteApi('/drawer/$operatorId/$number');

const Signed = ({ closing }: { readonly closing: NonNullable<Shift['closing']> }) => {
  const say = useSay(shiftTexts);
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  return (
    <>
      <Text size="sm">
        {say('closedAt')}: {instant(closing.closedAt)} · {say('closedBy', { name: nameOf(closing.closedBy) })}
      </Text>
      <Text size="sm">
        {closing.handedToId ? say('handedTo', { name: nameOf(closing.handedToId) }) : say('toSafe')}
      </Text>
      {closing.note && (
        <Text>
          {say('note')}: {closing.note}
        </Text>
      )}
    </>
  );
};

export const ClosingPage = () => {
  const { operatorId, number } = route.useParams();
  const say = useSay(shiftTexts);
  const { instant } = useFormats();
  const { nameOf } = useColleagues();
  const shift = useShift(operatorId, Number(number));
  return (
    <>
      <PageTitle title={say('closing', { name: nameOf(operatorId) })}>
        <Button
          className="not-printed"
          variant="default"
          leftSection={<IconPrinter size={16} aria-hidden />}
          onClick={() => window.print()}
        >
          {say('print')}
        </Button>
      </PageTitle>
      <Answered query={shift}>
        {(found) => (
          <Stack gap="xs">
            <Text size="sm">
              {say('openedAt')}: {instant(found.openedAt)}
              {found.site ? ` · ${found.site}` : ''}
            </Text>
            {found.closing && <Signed closing={found.closing} />}
            <ShiftFigures shift={found} />
            <Text className="only-printed" pt={64}>
              {say('signature')}
            </Text>
          </Stack>
        )}
      </Answered>
    </>
  );
};
