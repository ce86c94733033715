// theme.ts — the look of the console. Shades are dark enough for white words on them (WCAG 2.2 AA).
import { createTheme, Modal, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const saring: MantineColorsTuple = [
  '#e8f7f0',
  '#d3ebe0',
  '#a5d6c0',
  '#74c09e',
  '#4cad82',
  '#33a170',
  '#1f8f61',
  '#0f7f54',
  '#0b6b47',
  '#075537',
];

export const theme = createTheme({
  primaryColor: 'saring',
  primaryShade: { light: 8, dark: 8 },
  colors: { saring },
  autoContrast: true,
  // Below it white has 4.5 : 1 on a colour, above it black has.
  luminanceThreshold: 0.179,
  defaultRadius: 'md',
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", sans-serif',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: Modal.extend({
      styles: { title: { fontWeight: 600 } },
      // Its <header> is no banner of the page.
      defaultProps: { attributes: { header: { role: 'presentation' } } },
    }),
  },
});

/** Mantine's own words in these colours are too pale to read (WCAG 2.2 AA wants 4.5 : 1). */
export const readableColours: CSSVariablesResolver = ({ colors }) => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': colors.gray[7],
    '--mantine-color-placeholder': colors.gray[7],
    '--mantine-color-error': colors.red[9],
    '--mantine-color-anchor': saring[8],
  },
  dark: {
    '--mantine-color-dimmed': colors.dark[1],
    '--mantine-color-placeholder': colors.dark[1],
    '--mantine-color-error': colors.red[4],
    '--mantine-color-anchor': saring[3],
  },
});
