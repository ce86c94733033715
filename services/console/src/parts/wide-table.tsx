// wide-table.tsx — a table that scrolls sideways on a narrow screen, by keyboard, too.
import { Table } from '@mantine/core';
import type { ReactNode } from 'react';

export const WideTable = ({
  minWidth,
  children,
}: {
  readonly minWidth: number;
  readonly children: ReactNode;
}) => (
  <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
    {children}
  </Table.ScrollContainer>
);
