// pages.tsx — the addresses of the console; each page is loaded when it is entered.
import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { Loading } from './parts/problem';
import { lazyPage } from './shell/lazy-page';
import { NoPage } from './shell/no-page';
import { PageProblem } from './shell/page-problem';
import { Shell } from './shell/shell';

const root = createRootRoute({ component: Shell });

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const routes = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    component: lazyPage(() => import('./home/home'), 'Home'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/test-phone',
    component: lazyPage(() => import('./home/test-phone'), 'TestPhone'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subscribers',
    validateSearch: ({ query, approval }: Record<string, unknown>) => ({
      query: text(query),
      approval: text(approval),
    }),
    component: lazyPage(() => import('./subscribers/subscriber-list'), 'SubscriberList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/subscribers/$subscriberId',
    component: lazyPage(() => import('./subscribers/subscriber-page'), 'SubscriberPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/import',
    component: lazyPage(() => import('./batches/import-page'), 'ImportPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/batches',
    component: lazyPage(() => import('./batches/batch-list'), 'BatchList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/batches/$batchId',
    component: lazyPage(() => import('./batches/batch-page'), 'BatchPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders',
    validateSearch: ({ state, number }: Record<string, unknown>) => ({
      state: text(state),
      number: text(number),
    }),
    component: lazyPage(() => import('./orders/order-list'), 'OrderList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders/$orderId',
    component: lazyPage(() => import('./orders/order-page'), 'OrderPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/debts',
    component: lazyPage(() => import('./debts/debt-list'), 'DebtList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/bills',
    component: lazyPage(() => import('./bills/open-bills'), 'OpenBills'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/goodwill',
    component: lazyPage(() => import('./goodwill/goodwill-page'), 'GoodwillPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/alerts',
    component: lazyPage(() => import('./orders/alert-list'), 'AlertList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/routers',
    component: lazyPage(() => import('./routers/router-list'), 'RouterList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/routers/$routerId',
    validateSearch: ({ tab }: Record<string, unknown>) => ({ tab: text(tab) }),
    // What was begun on one router's page is nothing of another's.
    remountDeps: ({ params }) => params,
    component: lazyPage(() => import('./routers/router-page'), 'RouterPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/packages',
    component: lazyPage(() => import('./packages/package-list'), 'PackageList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/vouchers',
    component: lazyPage(() => import('./vouchers/batch-list'), 'VoucherBatchList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/vouchers/$batchId',
    validateSearch: ({ state }: Record<string, unknown>) => ({ state: text(state) }),
    component: lazyPage(() => import('./vouchers/batch-page'), 'VoucherBatchPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/vouchers/$batchId/print',
    component: lazyPage(() => import('./vouchers/print-page'), 'VoucherPrintPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/agents',
    component: lazyPage(() => import('./agents/agents-page'), 'AgentsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sell',
    component: lazyPage(() => import('./agents/agent-sale'), 'AgentSale'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/promos',
    component: lazyPage(() => import('./promos/promo-list'), 'PromoList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/sites',
    component: lazyPage(() => import('./sites/site-page'), 'SitePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/drawer',
    component: lazyPage(() => import('./drawer/drawer-page'), 'DrawerPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/drawer/$operatorId/$number',
    component: lazyPage(() => import('./drawer/closing-page'), 'ClosingPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/reports',
    component: lazyPage(() => import('./reports/reports-page'), 'ReportsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/held',
    component: lazyPage(() => import('./meter/held-usage'), 'HeldUsage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/requests',
    component: lazyPage(() => import('./requests/request-list'), 'RequestList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/jobs',
    component: lazyPage(() => import('./jobs/jobs-page'), 'JobsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/backups',
    component: lazyPage(() => import('./backups/backups-page'), 'BackupsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/messages',
    validateSearch: ({ state, kind, phone }: Record<string, unknown>) => ({
      state: text(state),
      kind: text(kind),
      phone: text(phone),
    }),
    component: lazyPage(() => import('./messages/message-list'), 'MessageList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/broadcasts',
    validateSearch: ({ tab }: Record<string, unknown>) => ({ tab: text(tab) }),
    component: lazyPage(() => import('./broadcasts/broadcast-list'), 'BroadcastList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/broadcasts/new',
    validateSearch: ({ from }: Record<string, unknown>) => ({ from: text(from) }),
    remountDeps: ({ search }) => search,
    component: lazyPage(() => import('./broadcasts/new-broadcast'), 'NewBroadcast'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/broadcasts/$broadcastId',
    remountDeps: ({ params }) => params,
    component: lazyPage(() => import('./broadcasts/broadcast-page'), 'BroadcastPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/templates',
    component: lazyPage(() => import('./templates/template-list'), 'TemplateList'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/templates/$kind',
    validateSearch: ({ language }: Record<string, unknown>) => ({ language: text(language) }),
    // What was begun on one kind is nothing of another's.
    remountDeps: ({ params }) => params,
    component: lazyPage(() => import('./templates/template-page'), 'TemplatePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plugins',
    component: lazyPage(() => import('./plugins/plugins-page'), 'PluginsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/settings',
    component: lazyPage(() => import('./settings/settings-page'), 'SettingsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/team',
    validateSearch: ({ colleague }: Record<string, unknown>) => ({ colleague: text(colleague) }),
    component: lazyPage(() => import('./team/team-page'), 'TeamPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    validateSearch: ({ target }: Record<string, unknown>) => ({ target: text(target) }),
    component: lazyPage(() => import('./audit/audit-page'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/account',
    component: lazyPage(() => import('./team/own-page'), 'OwnPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/about',
    component: lazyPage(() => import('./about/about-page'), 'AboutPage'),
  }),
]);

export const router = createRouter({
  routeTree: routes,
  basepath: '/console',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Loading,
  defaultErrorComponent: PageProblem,
  defaultNotFoundComponent: NoPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
