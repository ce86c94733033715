// routeros-simulator.ts — the simulated world: its routers, its phones, its clock, and what closes with them.
import type { WorldClock } from './clock';
import { Modem } from './modem';
import type { Phone } from './phone';
import type { Router } from './router';
import { moveTraffic } from './traffic';

/** The most modems of one world. */
const MOST_MODEMS = 100_000;

export class RouterOsSimulator {
  httpPort = 0;
  private readonly modemsByNumber = new Map<number, Modem>();
  private readonly closers: (() => Promise<void>)[] = [];

  constructor(
    readonly clock: WorldClock,
    readonly routers: readonly Router[],
    readonly phones: readonly Phone[],
  ) {
    clock.onStep((elapsedMs) => {
      moveTraffic(phones, routers, elapsedMs);
      for (const router of routers) router.step(elapsedMs);
      for (const modem of this.modemsByNumber.values()) modem.step(elapsedMs);
    });
  }

  /** The API port of the first router. */
  get apiPort(): number {
    return this.router().apiPort;
  }

  get tlsPort(): number {
    return this.router().tlsPort;
  }

  /** API sentences that all routers have taken. */
  get commandCount(): number {
    return this.routers.reduce((sum, router) => sum + router.commandCount, 0);
  }

  /** A router by index from 0. */
  router(index = 0): Router {
    const router = this.routers[index];
    if (!router) throw new Error(`there is no router ${index}`);
    return router;
  }

  /** A phone by its number from 1. */
  phone(number: number): Phone {
    const phone = this.phones[number - 1];
    if (!phone) throw new Error(`there is no phone ${number}`);
    return phone;
  }

  /** A PPPoE client by its number from 1; it comes into being when it is first named. */
  modem(number: number): Modem {
    if (!Number.isInteger(number) || number < 1 || number > MOST_MODEMS)
      throw new Error(`there is no modem ${number}`);
    const modem = this.modemsByNumber.get(number) ?? new Modem(number, this.routers);
    this.modemsByNumber.set(number, modem);
    return modem;
  }

  get modems(): Iterable<Modem> {
    return this.modemsByNumber.values();
  }

  /** Moves a manual clock on; uptime, traffic and time-outs follow. */
  advance(seconds: number): void {
    this.clock.advance(seconds);
  }

  onClose(closer: () => Promise<void>): void {
    this.closers.push(closer);
  }

  async close(): Promise<void> {
    this.clock.stop();
    for (const phone of this.phones) phone.stopTraffic();
    await Promise.all(this.closers.map((closer) => closer()));
  }
}
