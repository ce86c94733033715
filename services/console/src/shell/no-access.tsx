// no-access.tsx — stands where a page is that the role does not open: asking again would not help.
import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { partsTexts } from '../parts/parts.texts';
import { noPageTexts } from './no-page.texts';

export const NoAccess = () => {
  const say = useSay(noPageTexts);
  const sayPart = useSay(partsTexts);
  return (
    <>
      <PageTitle title={say('noAccess')} />
      <Stack gap="md" align="flex-start" maw={640}>
        <Text>{sayPart('forbidden.detail')}</Text>
        <Button component={Link} to="/">
          {say('home')}
        </Button>
      </Stack>
    </>
  );
};
