// wrapped-code.tsx — a command or line of a router, read whole without scrolling.
import { Code } from '@mantine/core';

const WRAPPED = { whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' } as const;

export const WrappedCode = ({ children }: { readonly children: string }) => (
  <Code block style={WRAPPED}>
    {children}
  </Code>
);
