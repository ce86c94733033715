// plugin-callbacks.ts — which plugins there are to call, and what each vendor wants to hear: asked of payment, remembered
// for a minute, so that a flood of callbacks asks once.
import { Injectable } from '@nestjs/common';
import { Payment } from '@saring/contracts';
import { MEASURES } from '@saring/kernel';
import { Messenger, RefusalError, UnavailableError } from '@saring/messaging';

type Acknowledgement = { readonly contentType: string; readonly body: string };
const KEPT_MILLISECONDS = 60_000;
const ANSWER_MILLISECONDS = 1_000;
/** Of those that payment knows; strangers are not remembered. */
const MOST_KEPT = 100;
/** While payment does not answer. A vendor that wants other words sends again. */
const PLAIN: Acknowledgement = { contentType: 'text/plain', body: 'OK' };
const LONGEST_HEADERS_CHARACTERS = 8_192;
/** Ours, or of no use to a vendor's proof. */
const LEFT_OUT = ['cookie', 'host', 'connection', 'content-length', 'x-forwarded-for', 'traceparent'];

@Injectable()
export class PluginCallbacks {
  private readonly kept = new Map<string, { readonly at: number; readonly said: Acknowledgement }>();

  constructor(private readonly messenger: Messenger) {}

  /** @throws RefusalError PAYMENT.PLUGIN_UNKNOWN */
  async acknowledgementOf(plugin: string): Promise<Acknowledgement> {
    const { pattern, most } = MEASURES.pluginId;
    if (plugin.length > most || !pattern.test(plugin)) throw new RefusalError('PAYMENT.PLUGIN_UNKNOWN');
    const known = this.kept.get(plugin);
    if (known && performance.now() - known.at < KEPT_MILLISECONDS) return known.said;
    try {
      const { contentType, body } = await this.messenger.request(
        Payment.method.getPluginAcknowledgement,
        { plugin },
        ANSWER_MILLISECONDS,
      );
      if (this.kept.size >= MOST_KEPT) this.kept.clear();
      this.kept.set(plugin, { at: performance.now(), said: { contentType, body } });
      return { contentType, body };
    } catch (error) {
      if (error instanceof UnavailableError) return known?.said ?? PLAIN;
      this.kept.delete(plugin);
      throw error;
    }
  }
}

/** What a signature may be in, or may cover: single headers, in lower case. */
export const signedHeaders = (
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> => {
  let characters = 0;
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string' || LEFT_OUT.includes(name)) continue;
    characters += name.length + value.length;
    if (characters > LONGEST_HEADERS_CHARACTERS) break;
    kept[name] = value;
  }
  return kept;
};
