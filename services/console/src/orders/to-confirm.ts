// to-confirm.ts — the address of what waits for an operator's look at its money.

/** As the state of the list: its dialog is open. */
export const TO_CONFIRM = 'to_confirm';
