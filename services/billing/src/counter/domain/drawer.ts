// drawer.ts — an operator's cash drawer: opened with a float, paid in and out, handed over, closed and counted.
import { assertNever, type Instant } from '@saring/kernel';
import { accept, refuse, type Decider, type Decision } from '@saring/event-sourcing';

/** What cash sales brought, net of what went back, since the operator's first sale: a sum over the rows of orders. */
type Taken = { readonly takenRupiah: number };

/** `site`: absent in events from before drawers had one. */
export type DrawerEvent = { readonly at: Instant; readonly operatorId: string; readonly site?: string } & (
  | { readonly type: 'DrawerOpened'; readonly floatRupiah: number }
  | { readonly type: 'CashPaidIn'; readonly amountRupiah: number; readonly reason: string }
  | { readonly type: 'CashPaidOut'; readonly amountRupiah: number; readonly reason: string }
  | ({
      readonly type: 'DrawerClosed';
      readonly expectedRupiah: number;
      readonly countedRupiah: number;
      readonly note: string;
      /** Who gets the counted money; null: it goes to the safe. */
      readonly handedTo: string | null;
    } & Taken)
);

export type DrawerCommand = { readonly at: Instant; readonly operatorId: string } & (
  | { readonly type: 'OpenDrawer'; readonly floatRupiah: number; readonly site: string }
  | { readonly type: 'PayIn'; readonly amountRupiah: number; readonly reason: string }
  | ({ readonly type: 'PayOut'; readonly amountRupiah: number; readonly reason: string } & Taken)
  | ({
      readonly type: 'CloseDrawer';
      readonly countedRupiah: number;
      readonly note: string;
      readonly handedTo: string | null;
    } & Taken)
);

export type Drawer = {
  readonly isOpen: boolean;
  /** Where it stands, or stood last; absent: it has never been opened since drawers have a site. */
  readonly site?: string;
  readonly openedAt: Instant | null;
  readonly closedAt: Instant | null;
  /** Without cash sales: floats and what was paid in, less what was paid out, since it was opened. */
  readonly ownRupiah: number;
  /** What cash sales had brought when it was last closed: the rest belongs to the shift of now. */
  readonly takenBeforeRupiah: number;
  readonly lastDifferenceRupiah: number;
};

export type DrawerRefusal =
  'BILLING.DRAWER_OPEN' | 'BILLING.DRAWER_CLOSED' | 'BILLING.DRAWER_NOTE_REQUIRED' | 'BILLING.DRAWER_SHORT';

export const expectedRupiah = (drawer: Drawer, takenRupiah: number): number =>
  drawer.ownRupiah + takenRupiah - drawer.takenBeforeRupiah;

const decideDrawer = (drawer: Drawer, command: DrawerCommand): Decision<DrawerEvent, DrawerRefusal> => {
  if (command.type === 'OpenDrawer')
    return drawer.isOpen ? refuse('BILLING.DRAWER_OPEN') : accept({ ...command, type: 'DrawerOpened' });
  if (!drawer.isOpen) return refuse('BILLING.DRAWER_CLOSED');
  const place = drawer.site === undefined ? {} : { site: drawer.site };
  switch (command.type) {
    case 'PayIn':
      return accept({ ...command, ...place, type: 'CashPaidIn' });
    case 'PayOut': {
      const { takenRupiah, ...paid } = command;
      // One zero too many is no expense: more than what lies in it cannot leave a drawer.
      const holdsRupiah = expectedRupiah(drawer, takenRupiah);
      if (command.amountRupiah > holdsRupiah) return refuse('BILLING.DRAWER_SHORT', { holdsRupiah });
      return accept({ ...paid, ...place, type: 'CashPaidOut' });
    }
    case 'CloseDrawer': {
      const expected = expectedRupiah(drawer, command.takenRupiah);
      // A difference without a word is what nobody can explain a month later.
      if (expected !== command.countedRupiah && command.note === '')
        return refuse('BILLING.DRAWER_NOTE_REQUIRED', {
          expectedRupiah: expected,
          differenceRupiah: command.countedRupiah - expected,
        });
      return accept({ ...command, ...place, type: 'DrawerClosed', expectedRupiah: expected });
    }
    default:
      return assertNever(command);
  }
};

const evolve = (drawer: Drawer, event: DrawerEvent): Drawer => {
  switch (event.type) {
    case 'DrawerOpened':
      return {
        ...drawer,
        ...(event.site === undefined ? {} : { site: event.site }),
        ...{ isOpen: true, openedAt: event.at, closedAt: null, ownRupiah: event.floatRupiah },
      };
    case 'CashPaidIn':
      return { ...drawer, ownRupiah: drawer.ownRupiah + event.amountRupiah };
    case 'CashPaidOut':
      return { ...drawer, ownRupiah: drawer.ownRupiah - event.amountRupiah };
    case 'DrawerClosed':
      return {
        ...drawer,
        isOpen: false,
        closedAt: event.at,
        ownRupiah: 0,
        takenBeforeRupiah: event.takenRupiah,
        lastDifferenceRupiah: event.countedRupiah - event.expectedRupiah,
      };
    default:
      return assertNever(event);
  }
};

export const drawerDecider: Decider<Drawer, DrawerCommand, DrawerEvent, DrawerRefusal> = {
  initialState: () => ({
    isOpen: false,
    openedAt: null,
    closedAt: null,
    ownRupiah: 0,
    takenBeforeRupiah: 0,
    lastDifferenceRupiah: 0,
  }),
  decide: decideDrawer,
  evolve,
};
