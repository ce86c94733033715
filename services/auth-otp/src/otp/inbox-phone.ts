// inbox-phone.ts — the number that people can write to now.
import { Notification } from '@saring/contracts';
import { UnavailableError, type Messenger } from '@saring/messaging';

/** Empty where no channel takes messages, and where nobody answers. */
export const inboxPhone = async (messenger: Messenger): Promise<string> => {
  try {
    return (await messenger.request(Notification.method.getInbox, {})).phone;
  } catch (error) {
    if (error instanceof UnavailableError) return '';
    throw error;
  }
};
