// sections.ts — the pages that the shell names, each with the permissions of which any opens it.
import {
  IconAlertTriangle,
  IconBriefcase,
  IconBuildingStore,
  IconCashRegister,
  IconChartBar,
  IconClockPlay,
  IconDatabaseExport,
  IconDiscount,
  IconFileInvoice,
  IconGauge,
  IconGift,
  IconHandStop,
  IconHistory,
  IconHome,
  IconHourglass,
  IconMessage,
  IconSpeakerphone,
  IconPackage,
  IconPlug,
  IconReceipt,
  IconRouter,
  IconSettings,
  IconTemplate,
  IconTicket,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import { useMay, type Permission } from '../session/session';

const SECTIONS = [
  { key: 'home', to: '/', icon: IconHome, permissions: [] },
  { key: 'subscribers', to: '/subscribers', icon: IconUsers, permissions: ['subscribers:read'] },
  { key: 'requests', to: '/requests', icon: IconHandStop, permissions: ['quota:grant'] },
  { key: 'orders', to: '/orders', icon: IconReceipt, permissions: ['orders:read'] },
  { key: 'bills', to: '/bills', icon: IconFileInvoice, permissions: ['bills:read'] },
  { key: 'debts', to: '/debts', icon: IconHourglass, permissions: ['quota:read'] },
  { key: 'goodwill', to: '/goodwill', icon: IconGift, permissions: ['quota:goodwill'] },
  { key: 'drawer', to: '/drawer', icon: IconCashRegister, permissions: ['counter:sell', 'books:read'] },
  { key: 'reports', to: '/reports', icon: IconChartBar, permissions: ['books:read'] },
  { key: 'packages', to: '/packages', icon: IconPackage, permissions: ['packages:write'] },
  { key: 'vouchers', to: '/vouchers', icon: IconTicket, permissions: ['vouchers:read'] },
  { key: 'agents', to: '/agents', icon: IconBriefcase, permissions: ['agents:read'] },
  { key: 'sell', to: '/sell', icon: IconCashRegister, permissions: ['agents:sell'] },
  { key: 'promos', to: '/promos', icon: IconDiscount, permissions: ['packages:write'] },
  { key: 'alerts', to: '/alerts', icon: IconAlertTriangle, permissions: ['orders:read'] },
  { key: 'held', to: '/held', icon: IconGauge, permissions: ['anomalies:read'] },
  { key: 'routers', to: '/routers', icon: IconRouter, permissions: ['routers:read'] },
  { key: 'messages', to: '/messages', icon: IconMessage, permissions: ['messages:read'] },
  { key: 'broadcasts', to: '/broadcasts', icon: IconSpeakerphone, permissions: ['messages:read'] },
  { key: 'templates', to: '/templates', icon: IconTemplate, permissions: ['messages:read'] },
  { key: 'jobs', to: '/jobs', icon: IconClockPlay, permissions: ['jobs:read'] },
  { key: 'backups', to: '/backups', icon: IconDatabaseExport, permissions: ['backups:make'] },
  { key: 'audit', to: '/audit', icon: IconHistory, permissions: ['audit:read'] },
  { key: 'sites', to: '/sites', icon: IconBuildingStore, permissions: ['sites:read'] },
  { key: 'plugins', to: '/plugins', icon: IconPlug, permissions: ['settings:read'] },
  { key: 'settings', to: '/settings', icon: IconSettings, permissions: ['settings:read'] },
  { key: 'team', to: '/team', icon: IconUsersGroup, permissions: ['operators:read'] },
] as const satisfies readonly {
  readonly key: string;
  readonly to: string;
  readonly icon: Icon;
  readonly permissions: readonly Permission[];
}[];
type Section = (typeof SECTIONS)[number];

/** Those that who is signed in may open. */
export const useSections = (): readonly Section[] => {
  const may = useMay();
  return SECTIONS.filter(
    // Who manages agents sells as none.
    ({ key, permissions }) =>
      (permissions.length === 0 || permissions.some(may)) && !(key === 'sell' && may('agents:read')),
  );
};

/** Pages that hold something for more than those in whose menu they are. */
const ALSO_BY: Partial<Record<Section['key'], readonly Permission[]>> = { reports: ['quota:read'] };

/** @returns whether a page may be opened, by its address as the router has it; one that no section names may. */
export const useMayOpen = (): ((address: string) => boolean) => {
  const may = useMay();
  return (address) => {
    const found = SECTIONS.find(({ to }) => to !== '/' && (address === to || address.startsWith(`${to}/`)));
    return !found || [...found.permissions, ...(ALSO_BY[found.key] ?? [])].some(may);
  };
};
