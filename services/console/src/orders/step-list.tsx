// step-list.tsx — what happened to something, step by step under one heading.
import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../language/language';

export const StepList = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Stack gap="xs" maw={640} w="100%">
    <Title order={2} size="h4">
      {title}
    </Title>
    <Stack gap="sm" pl="sm" style={{ borderLeft: '2px solid var(--mantine-color-default-border)' }}>
      {children}
    </Stack>
  </Stack>
);

export const Step = ({ at, children }: { readonly at: string; readonly children: ReactNode }) => {
  const { instant } = useFormats();
  return (
    <div>
      <Text size="xs" c="dimmed">
        {instant(at)}
      </Text>
      {children}
    </div>
  );
};
