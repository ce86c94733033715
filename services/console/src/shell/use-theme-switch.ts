import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';

/** @returns what turns light into dark and dark into light. */
export const useThemeSwitch = (): (() => void) => {
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('light') === 'dark';
  return () => setColorScheme(isDark ? 'light' : 'dark');
};
