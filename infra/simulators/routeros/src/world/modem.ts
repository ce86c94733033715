// modem.ts — a customer's PPPoE client: dials a router, and dials again by itself for as long as it is switched on.
import type { Router } from './router';
import type { Destination } from './routes';

/** What a modem waits before it dials again. */
const REDIAL_MS = 2_000;

interface Account {
  router: Router;
  name: string;
  password: string;
}

export class Modem {
  readonly mac: string;
  private account: Account | undefined;
  private session: string | undefined;
  private waitedMs = 0;
  /** The router's words for the last refusal. */
  refusal: string | undefined;
  /** Dials so far, whatever came of them. */
  dials = 0;

  constructor(
    readonly number: number,
    private readonly routers: readonly Router[],
  ) {
    const hex = number.toString(16).toUpperCase().padStart(6, '0');
    this.mac = `C0:4A:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
  }

  get isOnline(): boolean {
    return this.session !== undefined && this.account !== undefined && this.router.ppp.isOpen(this.session);
  }

  get address(): string | undefined {
    return this.isOnline && this.session !== undefined ? this.router.ppp.addressOf(this.session) : undefined;
  }

  /** Dials now, and again after every end of the session until it is hung up. @returns whether it is online. */
  dial(name: string, password: string, router = 0): boolean {
    const chosen = this.routers[router];
    if (!chosen) throw new Error(`there is no router ${router}`);
    this.hangUp();
    this.account = { router: chosen, name, password };
    return this.redial();
  }

  /** Where what it sends arrives; undefined: nowhere. */
  reaches(destination?: Destination): Destination | undefined {
    const { address, mac } = this;
    return address === undefined ? undefined : this.router.lineRouteOf({ address, mac }, destination);
  }

  hangUp(): void {
    if (this.isOnline && this.session !== undefined) this.router.ppp.end(this.session, 'peer-request');
    this.account = undefined;
    this.session = undefined;
  }

  /** Dials anew and leaves the old session behind on the router, as a modem that lost its power does. */
  dialAgain(): boolean {
    this.session = undefined;
    return this.redial();
  }

  /** Moves bytes at once: `bytesIn` from the customer, `bytesOut` to him. @returns what really moved. */
  transfer(bytesIn: number, bytesOut: number): { bytesIn: number; bytesOut: number } {
    if (!this.isOnline || this.session === undefined) return { bytesIn: 0, bytesOut: 0 };
    this.router.ppp.count(this.session, bytesIn, bytesOut);
    return { bytesIn, bytesOut };
  }

  /** Lets time pass: a modem without a session dials when it has waited long enough. */
  step(elapsedMs: number): void {
    if (!this.account || this.isOnline) return;
    this.waitedMs += elapsedMs;
    if (this.waitedMs >= REDIAL_MS) this.redial();
  }

  private redial(): boolean {
    this.waitedMs = 0;
    this.session = undefined;
    if (!this.account || !this.router.isOn) return false;
    const { name, password } = this.account;
    this.dials += 1;
    const dialled = this.router.ppp.begin({ name, password, callerId: this.mac });
    this.refusal = 'refusal' in dialled ? dialled.refusal : undefined;
    this.session = 'id' in dialled ? dialled.id : undefined;
    return this.session !== undefined;
  }

  private get router(): Router {
    if (!this.account) throw new Error(`modem ${this.number} has not dialled`);
    return this.account.router;
  }
}
