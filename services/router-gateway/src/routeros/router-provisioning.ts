// router-provisioning.ts — reads what a provisioning plan needs to know of a router, and sends its steps.
import type { Signature } from '../domain/comments';
import {
  planProvisioning,
  type ProvisioningPlan,
  type ProvisioningStep,
  type ProvisioningTables,
  type ProvisioningWishes,
} from '../domain/provisioning';
import type { Menus } from './menus';
import type { Row } from './reply';

/** A router holds few files; a disk full of them is not read to its end. */
const FILE_QUERIES = ['?name=saring/login.html', '?name=flash/saring/login.html', '?#|'];

const readTables = async (menus: Menus): Promise<ProvisioningTables> => {
  const rows = (path: string, names: readonly string[]) => menus.printIfThere(path, ['.id', ...names]);
  const [interfaces, bridgePorts, addresses, ipv6Addresses, pools, dhcpServers, dhcpNetworks] =
    await Promise.all([
      rows('/interface', ['name']),
      rows('/interface/bridge/port', ['interface', 'disabled']),
      rows('/ip/address', ['address', 'interface', 'disabled']),
      rows('/ipv6/address', ['address', 'interface', 'disabled', 'dynamic']),
      rows('/ip/pool', ['name']),
      rows('/ip/dhcp-server', ['interface']),
      rows('/ip/dhcp-server/network', ['address']),
    ]);
  const [dns, profiles, hotspots, filterRules, natRules, files, deviceMode] = await Promise.all([
    menus.optionalRow('/ip/dns/print'),
    rows('/ip/hotspot/profile', ['name']),
    rows('/ip/hotspot', ['interface']),
    rows('/ip/firewall/filter', ['action', 'comment', 'disabled', 'dynamic']),
    rows('/ip/firewall/nat', ['chain', 'action', 'src-address', 'disabled']),
    menus.printIfThere('/file', ['name'], FILE_QUERIES),
    menus.optionalRow('/system/device-mode/print'),
  ]);
  const names = files.map((row: Row) => row['name'] ?? '');
  return {
    ...{ interfaces, bridgePorts, addresses, ipv6Addresses, pools, dhcpServers, dhcpNetworks },
    ...{ dns, profiles, hotspots, filterRules, natRules, files: names, deviceMode },
  };
};

type Attributes = Readonly<Record<string, string>>;
type Sent = { readonly stepsDone: number; readonly refusal: string };

export class RouterProvisioning {
  constructor(
    private readonly menus: Menus,
    private readonly signature: Signature,
  ) {}

  /** What the router still lacks, as an operator reads it before it is sent. */
  async plan(wishes: ProvisioningWishes): Promise<ProvisioningPlan> {
    return planProvisioning(wishes, await readTables(this.menus), this.signature);
  }

  /** Sends the steps one after the other, up to the first that the router refuses. */
  async send(steps: readonly ProvisioningStep[]): Promise<Sent> {
    for (const [stepsDone, { path, action, id, attributes }] of steps.entries()) {
      const reply = await this.menus.send(`${path}/${action}`, withId(id, attributes));
      if (!reply.ok) return { stepsDone, refusal: `${path}: ${reply.trap.message}` };
    }
    return { stepsDone: steps.length, refusal: '' };
  }

  /** The last step first. @returns what the router refused, in its words. */
  async undo(steps: readonly ProvisioningStep[]): Promise<readonly string[]> {
    const left: string[] = [];
    for (const step of [...steps].reverse()) left.push(...(await undoStep(this.menus, step)));
    return left;
  }
}

const withId = (id: string | undefined, attributes: Attributes): Attributes =>
  id === undefined ? attributes : { '.id': id, ...attributes };

const undoStep = async (menus: Menus, { path, id, undo }: ProvisioningStep): Promise<readonly string[]> => {
  const changes =
    'restore' in undo
      ? [
          {
            command: `${path}/set`,
            attributes: withId(id, undo.restore),
          },
        ]
      : (await idsOf(menus, path, undo.remove)).map((rowId) => ({
          command: `${path}/remove`,
          attributes: { '.id': rowId },
        }));
  const left: string[] = [];
  for (const { command, attributes } of changes) {
    const reply = await menus.send(command, attributes);
    // Gone already is as good as undone.
    if (!reply.ok && !/no such item/.test(reply.trap.message)) left.push(`${command}: ${reply.trap.message}`);
  }
  return left;
};

const idsOf = async (
  menus: Menus,
  path: string,
  values: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  const queries = Object.entries(values).map(([name, value]) => `?${name}=${value}`);
  return (await menus.printIfThere(path, ['.id'], queries)).map((row) => row['.id'] ?? '');
};
