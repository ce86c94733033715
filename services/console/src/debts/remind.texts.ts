// remind.texts.ts — the words of reminding a person of their debts.
import type { Texts } from '../language/language';

export const remindTexts: Texts<'one' | 'of' | 'saidOne'> = {
  one: ['Ingatkan', 'Remind'],
  of: ['Ingatkan {name}', 'Remind {name}'],
  saidOne: ['Pengingat untuk {name} dikirim.', 'The reminder for {name} is on its way.'],
};
