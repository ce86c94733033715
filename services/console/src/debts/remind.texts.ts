// remind.texts.ts — the words of reminding people of their debts.
import type { Texts } from '../language/language';

type Key = 'one' | 'of' | 'saidOne' | 'tick' | 'all' | 'ticked';

export const remindTexts: Texts<Key> = {
  one: ['Ingatkan', 'Remind'],
  of: ['Ingatkan {name}', 'Remind {name}'],
  saidOne: ['Pengingat untuk {name} dikirim.', 'The reminder for {name} is on its way.'],
  tick: ['Pilih {name}', 'Choose {name}'],
  all: ['Ingatkan semua di daftar ini', 'Remind all of this list'],
  ticked: ['Ingatkan {count} orang', 'Remind {count} {count|person|people}'],
};
