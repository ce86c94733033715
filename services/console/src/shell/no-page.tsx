// no-page.tsx — stands where no page is, and leads back.
import { Button, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSay } from '../language/language';
import { PageTitle } from '../parts/page-title';
import { noPageTexts } from './no-page.texts';

export const NoPage = () => {
  const say = useSay(noPageTexts);
  return (
    <>
      <PageTitle title={say('title')} />
      <Stack gap="md" align="flex-start" maw={640}>
        <Text>{say('why')}</Text>
        <Button component={Link} to="/">
          {say('home')}
        </Button>
      </Stack>
    </>
  );
};
