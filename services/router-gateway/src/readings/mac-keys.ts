// mac-keys.ts — what readings name a MAC by: its key under a secret, the same on every gateway, and no way back.
import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { MacAddress } from '@saring/kernel';
import { deriveKey } from '@saring/service-kit';
import { GATEWAY_CONFIG, type GatewayConfig } from '../config';

const KEY_BYTES = 12;
const MOST_CACHED = 200_000;

@Injectable()
export class MacKeys {
  private readonly secret: Buffer;
  private readonly cache = new Map<MacAddress, string>();

  constructor(@Inject(GATEWAY_CONFIG) { SECRETS_KEY }: GatewayConfig) {
    this.secret = deriveKey(SECRETS_KEY, 'mac keys');
  }

  keyOf(mac: MacAddress): string {
    const held = this.cache.get(mac);
    if (held !== undefined) return held;
    if (this.cache.size >= MOST_CACHED) this.cache.clear();
    const digest = createHmac('sha256', this.secret).update(mac).digest();
    const key = digest.subarray(0, KEY_BYTES).toString('base64url');
    this.cache.set(mac, key);
    return key;
  }
}
