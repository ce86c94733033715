// pages.tsx — the addresses of the console; each page is loaded when it is entered.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Loading, Problem } from './parts/problem';
import { Shell } from './shell/shell';

const root = createRootRoute({ component: Shell });

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const routes = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyRouteComponent(() => import('./home/home'), 'Home'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/test-phone',
    component: lazyRouteComponent(() => import('./home/test-phone'), 'TestPhone'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subscribers',
    validateSearch: ({ query, approval }: Record<string, unknown>) => ({
      query: text(query),
      approval: text(approval),
    }),
    component: lazyRouteComponent(() => import('./subscribers/subscriber-list'), 'SubscriberList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subscribers/$subscriberId',
    component: lazyRouteComponent(() => import('./subscribers/subscriber-page'), 'SubscriberPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/import',
    component: lazyRouteComponent(() => import('./batches/import-page'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/batches',
    component: lazyRouteComponent(() => import('./batches/batch-list'), 'BatchList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/batches/$batchId',
    component: lazyRouteComponent(() => import('./batches/batch-page'), 'BatchPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders',
    validateSearch: ({ state, number }: Record<string, unknown>) => ({
      state: text(state),
      number: text(number),
    }),
    component: lazyRouteComponent(() => import('./orders/order-list'), 'OrderList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders/$orderId',
    component: lazyRouteComponent(() => import('./orders/order-page'), 'OrderPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/debts',
    component: lazyRouteComponent(() => import('./debts/debt-list'), 'DebtList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/goodwill',
    component: lazyRouteComponent(() => import('./goodwill/goodwill-page'), 'GoodwillPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/alerts',
    component: lazyRouteComponent(() => import('./orders/alert-list'), 'AlertList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/routers',
    component: lazyRouteComponent(() => import('./routers/router-list'), 'RouterList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/routers/$routerId',
    validateSearch: ({ tab }: Record<string, unknown>) => ({ tab: text(tab) }),
    component: lazyRouteComponent(() => import('./routers/router-page'), 'RouterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/packages',
    component: lazyRouteComponent(() => import('./packages/package-list'), 'PackageList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/promos',
    component: lazyRouteComponent(() => import('./promos/promo-list'), 'PromoList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sites',
    component: lazyRouteComponent(() => import('./sites/site-page'), 'SitePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/drawer',
    component: lazyRouteComponent(() => import('./drawer/drawer-page'), 'DrawerPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/drawer/$operatorId/$number',
    component: lazyRouteComponent(() => import('./drawer/closing-page'), 'ClosingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports',
    component: lazyRouteComponent(() => import('./reports/reports-page'), 'ReportsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/held',
    component: lazyRouteComponent(() => import('./meter/held-usage'), 'HeldUsage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/requests',
    component: lazyRouteComponent(() => import('./requests/request-list'), 'RequestList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/jobs',
    component: lazyRouteComponent(() => import('./jobs/jobs-page'), 'JobsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/messages',
    validateSearch: ({ state, kind, phone }: Record<string, unknown>) => ({
      state: text(state),
      kind: text(kind),
      phone: text(phone),
    }),
    component: lazyRouteComponent(() => import('./messages/message-list'), 'MessageList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/settings-page'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/team',
    component: lazyRouteComponent(() => import('./team/team-page'), 'TeamPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    validateSearch: ({ target }: Record<string, unknown>) => ({ target: text(target) }),
    component: lazyRouteComponent(() => import('./audit/audit-page'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyRouteComponent(() => import('./team/own-page'), 'OwnPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/about',
    component: lazyRouteComponent(() => import('./about/about-page'), 'AboutPage'),
  }),
]);

export const router = createRouter({
  routeTree: routes,
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: ({ error, reset }) => <Problem error={error} onRetry={reset} />,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
