// sections.ts — the pages that the shell names, each with the permission that opens it.
import {
  IconAlertTriangle,
  IconHome,
  IconReceipt,
  IconRouter,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { useMay, type Permission } from '../session/session';

type Section = {
  readonly key: 'home' | 'subscribers' | 'orders' | 'alerts' | 'routers';
  readonly to: '/' | '/subscribers' | '/orders' | '/alerts' | '/routers';
  readonly icon: Icon;
  readonly permission: Permission | null;
};

const SECTIONS: readonly Section[] = [
  { key: 'home', to: '/', icon: IconHome, permission: null },
  { key: 'subscribers', to: '/subscribers', icon: IconUsers, permission: 'subscribers:read' },
  { key: 'orders', to: '/orders', icon: IconReceipt, permission: 'orders:read' },
  { key: 'alerts', to: '/alerts', icon: IconAlertTriangle, permission: 'orders:read' },
  { key: 'routers', to: '/routers', icon: IconRouter, permission: 'routers:read' },
];

/** Those that who is signed in may open. */
export const useSections = (): readonly Section[] => {
  const may = useMay();
  return SECTIONS.filter(({ permission }) => permission === null || may(permission));
};
