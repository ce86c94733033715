// router-gateway.ts — what router-gateway keeps about people, table by table.
import type { Tables } from './tables';

export const ROUTER_GATEWAY: Tables = {
  accounts: {
    personal: 'block_reason',
    other:
      'subscriber_id status status_version devices_version updated_at speed_down speed_up payment_lane hard_block',
    kept: 'as long as the subscriber',
    removedBy: 'deleting the person',
  },
  alarms: {
    personal: 'detail',
    other: 'router_id code raised_at',
    kept: 'until what it says is over',
    removedBy: 'the next sweep; deleting the person removes those that name them',
  },
  applied_access: {
    personal: '',
    other: 'router_id subscriber_id status_version devices_version',
    kept: 'as long as the subscriber',
    removedBy: 'deleting the person',
  },
  commands: {
    personal: '',
    other: 'command_id content_hash router_id done_at',
    kept: '90 days',
    removedBy: 'a look at a router',
  },
  configurations: {
    personal: 'content',
    other: 'configuration_id router_id taken_at seen_at digest accepted accepted_by',
    kept: '500 of each router',
    removedBy: 'the next ones; deleting the person removes those that name them',
  },
  devices: {
    personal: 'mac',
    other: 'device_id subscriber_id',
    kept: 'as long as the subscriber',
    removedBy: 'deleting the person',
  },
  first_syncs: {
    personal: '',
    other: 'name done_at',
    kept: 'for good',
    removedBy: 'nobody',
  },
  fixed_addresses: {
    personal: 'mac address',
    other: 'router_id',
    kept: 'as long as the subscriber',
    removedBy: 'an operator; deleting the person',
  },
  handled_commands: {
    personal: '',
    other: 'command_id stream content_hash handled_at',
    kept: '90 days',
    removedBy: 'a look at a router',
  },
  installation: {
    personal: '',
    other: 'installation_id',
    kept: 'for good',
    removedBy: 'nobody',
  },
  line_departures: {
    personal: 'username',
    other: 'line_id router_id left_at',
    kept: 'until the router let it go',
    removedBy: 'the sweep; deleting the person',
  },
  line_passwords: {
    personal: 'password',
    other: 'line_id',
    kept: 'as long as the line',
    removedBy: 'removing the line',
  },
  line_readings: {
    personal: 'reading',
    other: 'router_id read_at',
    kept: 'one of each router',
    removedBy: 'the next reading',
  },
  lines: {
    personal: 'username former_comment terms',
    other:
      'line_id subscriber_id router_id state is_adopted password_version changed_at suspended_by_hand held_for_bill quota used_up_in package_quota is_quota_by_hand is_released',
    kept: 'for good, under its id',
    removedBy: 'deleting the person empties the name',
  },
  onboardings: {
    personal: 'settings',
    other: 'token_hash router_id expires_at',
    kept: '1 hour',
    removedBy: 'the next one',
  },
  possessions: {
    personal: 'user_name asker',
    other: 'possession_id router_id expires_at asker_kind',
    kept: 'minutes',
    removedBy: 'the sweep',
  },
  proved_askers: {
    personal: 'asker',
    other: 'router_id proved_at',
    kept: '30 days',
    removedBy: 'the next proof',
  },
  provisionings: {
    personal: '',
    other: 'provisioning_id router_id state actor begun_at steps steps_done refusal left_behind',
    kept: 'until an operator changes it',
    removedBy: 'removing the router',
  },
  router_writes: {
    personal: 'target refusal',
    other: 'write_id router_id at change action path subscriber_id device_id state',
    kept: '1 day',
    removedBy: 'the next writes; deleting the person',
  },
  routers: {
    personal: 'user_name secret',
    other:
      'router_id name host port tls site list_names link_bits_per_second_per_device fingerprint serial identity version board state state_reason last_seen_at revision boot_id boot_uptime_seconds boot_seen_at added_at removed_at fault',
    kept: 'until an operator changes it',
    removedBy: 'removing the router',
  },
  sightings: {
    personal: 'mac address',
    other: 'router_id site seen_at',
    kept: 'PRESENCE_RETENTION_DAYS',
    removedBy: 'the next sightings; deleting the person',
  },
};
