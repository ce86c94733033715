// dialog-title.tsx — the title of a dialog, and below it of whom or what it is: on a phone it hides the row behind it.
import { Text } from '@mantine/core';
import { createContext, useContext, type ReactNode } from 'react';

const DialogAbout = createContext('');

/** Around what opens dialogs: each of them says that it is of this. Within another it says both. */
export const DialogsAbout = ({ what, children }: { readonly what: string; readonly children: ReactNode }) => {
  const around = useContext(DialogAbout);
  return (
    <DialogAbout.Provider value={[what, around].filter(Boolean).join(' · ')}>{children}</DialogAbout.Provider>
  );
};

export const DialogTitle = ({ title }: { readonly title: string }) => {
  const about = useContext(DialogAbout);
  return (
    <>
      {title}
      {about !== '' && (
        <Text component="span" display="block" size="sm" fw={400} style={{ overflowWrap: 'anywhere' }}>
          {about}
        </Text>
      )}
    </>
  );
};
