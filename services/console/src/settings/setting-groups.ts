// setting-groups.ts — the settings by the groups of .env.example, in its order, each with its words.
import type { Texts } from '../language/language';
import {
  backupWords,
  doorWords,
  elsewhereWords,
  filesWords,
  machineWords,
  routerWords,
  simulatorWords,
} from './machine-words.texts';
import { paymentWords, sellerWords, shopWords } from './money-words.texts';
import { peopleWords, whatsappWords } from './people-words.texts';

export const SETTING_GROUPS = [
  { key: 'group.machine', words: machineWords },
  { key: 'group.backups', words: backupWords },
  { key: 'group.files', words: filesWords },
  { key: 'group.elsewhere', words: elsewhereWords },
  { key: 'group.simulators', words: simulatorWords },
  { key: 'group.routers', words: routerWords },
  { key: 'group.people', words: peopleWords },
  { key: 'group.whatsapp', words: whatsappWords },
  { key: 'group.payment', words: paymentWords },
  { key: 'group.shop', words: shopWords },
  { key: 'group.seller', words: sellerWords },
  { key: 'group.door', words: doorWords },
] as const satisfies readonly { readonly key: string; readonly words: Texts<string> }[];
