// page-title.tsx — the heading of a page, its buttons, and the browser's title.
import { Group, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';
import { useIsPhone } from './use-is-phone';

/** Longer than this (an order's number), a title in full size breaks within its word on a phone. */
const LONG_TITLE_LETTERS = 20;

export const PageTitle = ({ title, children }: { readonly title: string; readonly children?: ReactNode }) => {
  const isPhone = useIsPhone();
  useEffect(() => {
    document.title = `${title} · Saring`;
  }, [title]);
  return (
    <Group justify="space-between" mb="md" gap="sm">
      <Title
        order={1}
        size={isPhone && title.length > LONG_TITLE_LETTERS ? 'h4' : 'h2'}
        style={{ overflowWrap: 'anywhere' }}
      >
        {title}
      </Title>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
};
