// figure.tsx — one figure of the home page, and the list that it leads to.
import { Paper, Skeleton, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useProblemText } from '../parts/problem';
import './figure.css';

type FigureProps = {
  readonly label: string;
  readonly value: string;
  readonly note?: string;
  /** Wants to be seen: something waits or fails. */
  readonly isLoud?: boolean;
  readonly to?:
    | '/subscribers'
    | '/orders'
    | '/bills'
    | '/alerts'
    | '/routers'
    | '/drawer'
    | '/messages'
    | '/held'
    | '/requests'
    | '/debts'
    | '/reports'
    | '/jobs';
  readonly search?: Readonly<Record<string, string>>;
  readonly query: UseQueryResult<unknown>;
};

export const Figure = ({ label, value, note, isLoud, to, search, query }: FigureProps) => {
  const problemText = useProblemText();
  const content: ReactNode = (
    <Paper withBorder p="md" h="100%" data-loud={isLoud || undefined} className="figure">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      {query.isPending ? (
        <Skeleton height={32} mt={4} w={80} />
      ) : (
        <Text fz={28} fw={650} lh={1.3}>
          {query.isError ? '–' : value}
        </Text>
      )}
      <Text size="xs" c={query.isError ? 'var(--mantine-color-error)' : 'dimmed'} lineClamp={2}>
        {query.isError ? problemText(query.error).title : note}
      </Text>
    </Paper>
  );
  if (!to) return content;
  return (
    <Link to={to} search={search as never} className="figure-link">
      {content}
    </Link>
  );
};
