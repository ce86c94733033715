// dialog-buttons.tsx — the buttons of a dialog: on a phone as wide as it, at its foot, where the thumb is.
import { Group } from '@mantine/core';
import type { ReactNode } from 'react';

export const DialogButtons = ({ children }: { readonly children: ReactNode }) => (
  <Group justify="flex-end" className="dialog-buttons">
    {children}
  </Group>
);
