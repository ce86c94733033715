// traps.ts — what RouterOS says when it refuses, word for word.
export class Trap extends Error {
  constructor(
    message: string,
    readonly category?: 0 | 1 | 2 | 3 | 4 | 5,
  ) {
    super(message);
  }
}

export const noSuchCommand = (): Trap => new Trap('no such command', 0);
export const noSuchPrefix = (): Trap => new Trap('no such command prefix', 0);
export const noSuchItem = (personality: 'v6' | 'v7'): Trap =>
  new Trap(personality === 'v6' ? 'no such item' : 'no such item (4)', 0);
export const missing = (name: string): Trap => new Trap(`missing =${name}=`, 0);
export const unknownParameter = (name: string): Trap => new Trap(`unknown parameter ${name}`);
export const noMatchingValue = (name: string): Trap =>
  new Trap(`input does not match any value of ${name}`, 1);
export const invalidValue = (name: string): Trap => new Trap(`invalid value for argument ${name}`, 1);
export const invalidQuery = (): Trap => new Trap('invalid query', 1);
export const notPermitted = (): Trap => new Trap('not enough permissions (9)');
export const notLoggedIn = (): Trap => new Trap('not logged in');
export const wrongLogin = (): Trap => new Trap('invalid user name or password (6)');
export const wrongChallengeAnswer = (): Trap => new Trap('cannot log in');
export const failure = (reason: string): Trap => new Trap(`failure: ${reason}`);
