// page-title.tsx — the heading of a page, its buttons, and the browser's title.
import { Group, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

export const PageTitle = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => {
  useEffect(() => {
    document.title = `${title} · Saring`;
  }, [title]);
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Title order={1} size="h2" style={{ overflowWrap: 'anywhere' }}>
        {title}
      </Title>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
};
