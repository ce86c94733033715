import type { Texts } from '../language/language';
import type { Item } from './acts';

/** What is chosen first, where an act is done to one of a list. */
export const actTexts: Texts<Item> = {
  subscriber: ['pilih orangnya dulu', 'choose the person first'],
  order: ['pilih pesanannya dulu', 'choose the order first'],
  request: ['pilih permintaannya dulu', 'choose the request first'],
  router: ['pilih routernya dulu', 'choose the router first'],
  batch: ['pilih kelompoknya dulu', 'choose the batch first'],
  held: ['pilih pemakaiannya dulu', 'choose the usage first'],
  job: ['pilih pekerjaannya dulu', 'choose the job first'],
  agent: ['pilih agennya dulu', 'choose the agent first'],
};
