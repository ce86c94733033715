import { Inject, Injectable } from '@nestjs/common';
import { RouterGateway } from '@saring/contracts';
import type { Clock } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';
import { CLOCK } from '@saring/service-kit';
import type { FastifyRequest } from 'fastify';
import { cookieOf, COOKIES } from '../http/cookies';
import { RequestContexts } from '../http/request-context';
import { SignedValues } from '../http/signed-values';

/** A router that does not answer in time leaves the device unknown; the login goes on without it. */
const LOOKUP_MILLISECONDS = 2_000;
/** A found client is counted as that device for so long. */
const FOUND_MILLISECONDS = 10_000;
const MOST_REMEMBERED = 10_000;
/** A proof of possession lasts so long: enough for a code to arrive and be typed. */
export const DEVICE_PROOF_SECONDS = 900;

/** As auth-otp's contract has it. */
export type Client = {
  readonly site: string;
  readonly address: string;
  readonly addressKey: string;
  readonly mac: string;
  /** address: the router's word of now. possession: a proof that the browser carries. Empty: no MAC. */
  readonly macKnownBy: 'address' | 'possession' | '';
  readonly userAgent: string;
};

type Found = { readonly mac: string; readonly routerId: string };

const USER_AGENT_CHARACTERS = 200;

/** Finds out which device a request comes from, as far as a router has confirmed it. */
@Injectable()
export class ClientLookup {
  private readonly asking = new Map<string, Promise<Found | null>>();
  /** For limits only: who is at an address now is always asked, since a phone may change its MAC at any moment. */
  private readonly remembered = new Map<string, Found & { untilMilliseconds: number }>();

  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly messenger: Messenger,
    private readonly contexts: RequestContexts,
    private readonly signed: SignedValues,
  ) {}

  /** The router's word first; where NAT hides the device, the proof that the browser carries. */
  async of(request: FastifyRequest): Promise<Client & { readonly routerId: string | null }> {
    const { site, address, addressKey } = this.contexts.of(request);
    const found = await this.foundAt(site, address);
    const mac = found?.mac ?? this.provedMac(request, site) ?? '';
    const macKnownBy = found ? 'address' : mac ? 'possession' : '';
    return {
      site,
      address,
      addressKey,
      ...{ mac, macKnownBy },
      routerId: found?.routerId ?? null,
      userAgent: (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_CHARACTERS),
    };
  }

  /** As auth-otp takes it. */
  async forAuth(request: FastifyRequest): Promise<Client> {
    const { routerId: _, ...client } = await this.of(request);
    return client;
  }

  /** The client that limits count: the device where a router or a signed cookie names it, else the address. */
  countedAs(request: FastifyRequest): string {
    const { site, address, addressKey } = this.contexts.of(request);
    const found = this.remembered.get(`${site}|${address}`);
    const mac = found && found.untilMilliseconds > this.clock.monotonicMilliseconds() ? found.mac : null;
    return mac ?? this.provedMac(request, site) ?? addressKey;
  }

  /** The browser's cookie of a possession that a router confirmed. */
  proofOf(site: string, mac: string): string {
    return this.signed.sign('device-proof', `${site}|${mac}`, DEVICE_PROOF_SECONDS);
  }

  private provedMac(request: FastifyRequest, site: string): string | null {
    const [provedSite, mac] = (
      this.signed.open('device-proof', cookieOf(request, COOKIES.device)) ?? ''
    ).split('|');
    return provedSite === site && mac ? mac : null;
  }

  private async foundAt(site: string, address: string): Promise<Found | null> {
    const key = `${site}|${address}`;
    const found = await this.askTogether(key, () => this.ask(site, address));
    const now = this.clock.monotonicMilliseconds();
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    if (found) this.remembered.set(key, { ...found, untilMilliseconds: now + FOUND_MILLISECONDS });
    else this.remembered.delete(key);
    return found;
  }

  /** A page asks several things at once: the router is asked once for them. */
  private askTogether(key: string, ask: () => Promise<Found | null>): Promise<Found | null> {
    const running = this.asking.get(key);
    if (running) return running;
    const asked = ask().finally(() => this.asking.delete(key));
    this.asking.set(key, asked);
    return asked;
  }

  private async ask(site: string, address: string): Promise<Found | null> {
    try {
      const { mac, routerId } = await this.messenger.request(
        RouterGateway.method.findClient,
        { site, address },
        LOOKUP_MILLISECONDS,
      );
      return { mac, routerId };
    } catch (error) {
      if (error instanceof RefusalError || error instanceof UnavailableError) return null;
      throw error;
    }
  }
}
