// router-registration.ts — takes a new router in, once for a command, and checks what a form says of one.
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@saring/kernel';
import { RefusalError } from '@saring/messaging';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';
import { parseListNames } from '../domain/access';
import { Fleet } from './fleet';
import { HandledCommands } from './handled-commands.rows';
import { Routers, type NewRouter } from './routers';

const BITS_PER_MEGABIT = 1_000_000;
const MOST_PORT = 65_535;

@Injectable()
export class RouterRegistration {
  constructor(
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    private readonly routers: Routers,
    private readonly commands: HandledCommands,
    private readonly fleet: Fleet,
  ) {}

  /**
   * @param content what the command is known by; with the password where the caller chose it.
   * @param password of the gateway's user on the router.
   */
  async addOnce(
    commandId: string,
    {
      actor: _actor,
      ...content
    }: Omit<NewRouter, 'routerId' | 'password' | 'linkBitsPerSecondPerDevice' | 'lists'> & {
      readonly actor: string;
      readonly password?: string;
      readonly linkMegabitsPerSecondPerDevice?: number;
      readonly listNames?: Readonly<Record<string, string>>;
    },
    password: string,
  ): Promise<{ routerId: string }> {
    const { linkMegabitsPerSecondPerDevice, listNames, ...fields } = content;
    const router = { ...fields, password };
    if (!router.name || !router.host || !router.user || !router.site)
      throw new RefusalError('ROUTER.INCOMPLETE');
    checkPort(router.port);
    const routerId = newId();
    const linkBitsPerSecondPerDevice =
      linkBitsIn(linkMegabitsPerSecondPerDevice) ??
      this.config.LINK_MEGABITS_PER_SECOND_PER_DEVICE * BITS_PER_MEGABIT;
    const lists = listsIn(listNames);
    const done = await this.commands.once(commandId, content, routerId);
    if (!done.fresh) return done;
    if (!(await this.routers.add({ ...router, routerId, lists, linkBitsPerSecondPerDevice }))) {
      await this.commands.forget(commandId);
      throw new RefusalError('ROUTER.NAME_TAKEN', { name: router.name });
    }
    this.fleet.announceChange();
    return { routerId };
  }
}

export const checkPort = (port: number): void => {
  if (!Number.isInteger(port) || port < 1 || port > MOST_PORT)
    throw new RefusalError('ROUTER.PORT_INVALID', { port });
};

const MOST_LINK_MEGABITS = 100_000;

/** @returns undefined where nothing is asked. */
export const linkBitsIn = (megabits: number | undefined): number | undefined => {
  if (megabits === undefined) return undefined;
  if (!(megabits >= 1 && megabits <= MOST_LINK_MEGABITS))
    throw new RefusalError('REQUEST.MALFORMED', { field: 'linkMegabitsPerSecondPerDevice' });
  return Math.round(megabits * BITS_PER_MEGABIT);
};

export const listsIn = (names: Readonly<Record<string, string>> | undefined) => {
  const lists = parseListNames(names ?? {});
  if (!lists) throw new RefusalError('REQUEST.MALFORMED', { field: 'listNames' });
  return lists;
};
