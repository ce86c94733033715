// standing.ts — how a person stands, in one word: the same in the list and on their page.
type Standing = { readonly approval: string; readonly blocked: boolean; readonly disabled: boolean };

/** What keeps a person out comes first. */
export const standingOf = ({ approval, blocked, disabled }: Standing): string => {
  if (blocked) return 'blocked';
  return disabled ? 'disabled' : approval;
};
