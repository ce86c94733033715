// door-page.tsx — the page before the console: one card, and the language.
import { Button, Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useLocale } from '../language/language';

export const DoorPage = ({
  title,
  intro,
  children,
}: {
  readonly title: string;
  readonly intro: string;
  readonly children: ReactNode;
}) => {
  const { locale, choose } = useLocale();
  const [other, otherName] =
    locale === 'id' ? (['en', 'English'] as const) : (['id', 'Bahasa Indonesia'] as const);
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w={380} maw="100%">
        <Paper p="lg" withBorder radius="md" shadow="sm">
          <Stack>
            <div>
              <Text c="dimmed" size="sm" fw={600}>
                Saring
              </Text>
              <Title order={1} size="h3">
                {title}
              </Title>
              <Text size="sm" c="dimmed">
                {intro}
              </Text>
            </div>
            {children}
          </Stack>
        </Paper>
        <Button variant="subtle" size="xs" lang={other} onClick={() => choose(other)}>
          {otherName}
        </Button>
      </Stack>
    </Center>
  );
};
