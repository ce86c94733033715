// shell.tsx — what stands around every page: names of pages, the finder, language, theme, who is signed in.
import {
  ActionIcon,
  AppShell,
  Burger,
  Button,
  Group,
  Kbd,
  Menu,
  NavLink,
  Text,
  useComputedColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconInfoCircle,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSearch,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { Link, Outlet, useMatches } from '@tanstack/react-router';
import { useLocale, useSay } from '../language/language';
import { FullDataSwitch } from '../privacy/full-data-switch';
import { useOperator, useSignOut } from '../session/session';
import { sessionTexts } from '../session/session.texts';
import { Finder, openFinder } from './finder';
import { MAIN } from './page-actions';
import { NoAccess } from './no-access';
import { RouterSwitcher } from './router-switcher';
import { useMayOpen, useSections } from './sections';
import { shellTexts } from './shell.texts';
import { ServerBanner } from './server-banner';
import { useThemeSwitch } from './use-theme-switch';
import { useLive } from '../live/use-live';
import { useSiteZone } from './use-site-zone';
import './shell.css';

const HEADER_PIXELS = 56;
const NAVBAR_PIXELS = 220;

const ThemeSwitch = () => {
  const say = useSay(shellTexts);
  const isDark = useComputedColorScheme('light') === 'dark';
  const switchTheme = useThemeSwitch();
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('theme')} onClick={switchTheme}>
      {isDark ? <IconSun size={20} /> : <IconMoon size={20} />}
    </ActionIcon>
  );
};

const Account = () => {
  const say = useSay(shellTexts);
  const sayOut = useSay(sessionTexts);
  const { name, email } = useOperator();
  const { locale, choose } = useLocale();
  const signOut = useSignOut();
  const other = locale === 'id' ? 'en' : 'id';
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say('account')}>
          <IconUser size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{name || email}</Menu.Label>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} />}>
          {say('account')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLanguage size={16} />} lang={other} onClick={() => choose(other)}>
          {other === 'en' ? 'English' : 'Bahasa Indonesia'}
        </Menu.Item>
        <Menu.Item component={Link} to="/about" leftSection={<IconInfoCircle size={16} />}>
          {say('about')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void signOut()}>
          {sayOut('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

/** Its clock, and what changes in it. */
const useHouse = (): void => {
  useSiteZone();
  useLive();
};

const Page = () => {
  const mayOpen = useMayOpen();
  const address: string = useMatches().at(-1)?.fullPath ?? '';
  return (
    <>
      <ServerBanner />
      {mayOpen(address) ? <Outlet /> : <NoAccess />}
    </>
  );
};

const Sections = ({ onLeave }: { readonly onLeave: () => void }) => {
  const say = useSay(shellTexts);
  const sections = useSections();
  return (
    <AppShell.Navbar p="xs" aria-label={say('nav')}>
      {sections.map(({ key, to, icon: SectionIcon }) => (
        <NavLink
          key={key}
          label={say(key)}
          leftSection={<SectionIcon size={18} stroke={1.6} aria-hidden />}
          onClick={onLeave}
          renderRoot={(props) => (
            <Link
              {...props}
              to={to}
              activeOptions={{ exact: to === '/' }}
              activeProps={{ 'data-active': true, 'aria-current': 'page' } as object}
            />
          )}
        />
      ))}
    </AppShell.Navbar>
  );
};

export const Shell = () => {
  const say = useSay(shellTexts);
  const [isOpen, { toggle, close }] = useDisclosure(false);
  useHouse();
  return (
    <AppShell
      header={{ height: HEADER_PIXELS }}
      navbar={{ width: NAVBAR_PIXELS, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <a className="skip-link" href={`#${MAIN}`}>
        {say('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" gap="sm" wrap="nowrap" justify="space-between">
          <Group gap="xs" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={say('nav.open')}
              aria-expanded={isOpen}
            />
            <Text component={Link} to="/" fw={700} c="inherit" td="none">
              Saring
            </Text>
          </Group>
          <Button
            className="find-button"
            variant="default"
            leftSection={<IconSearch size={16} />}
            rightSection={<Kbd visibleFrom="sm">Ctrl K</Kbd>}
            onClick={openFinder}
          >
            {say('find')}
          </Button>
          <Group gap={4} wrap="nowrap">
            <RouterSwitcher />
            <FullDataSwitch />
            <ThemeSwitch />
            <Account />
          </Group>
        </Group>
      </AppShell.Header>
      <Sections onLeave={close} />
      <AppShell.Main id={MAIN} tabIndex={-1}>
        <Page />
      </AppShell.Main>
      <Finder />
    </AppShell>
  );
};
