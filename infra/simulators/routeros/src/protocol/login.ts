// login.ts — both ways into the API: the plain one (6.43 and later) and the older challenge.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ApiUser } from '../world/router';
import { wrongChallengeAnswer, wrongLogin } from './traps';

const sameText = (left: string, right: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
};

const valueOf = (words: readonly string[], name: string): string | undefined =>
  words.find((word) => word.startsWith(`=${name}=`))?.slice(name.length + 2);

export class Login {
  private challenge: Buffer | undefined;

  constructor(private readonly users: () => readonly ApiUser[]) {}

  /** A user who got in, or the challenge of the older login in hex; throws a Trap at a wrong answer. */
  attempt(words: readonly string[]): { user: ApiUser } | { challenge: string } {
    const name = valueOf(words, 'name');
    const password = valueOf(words, 'password');
    const response = valueOf(words, 'response');
    const user = this.users().find((candidate) => candidate.name === name);
    if (response !== undefined) return { user: this.checkResponse(user, response) };
    if (name === undefined) {
      this.challenge = randomBytes(16);
      return { challenge: this.challenge.toString('hex') };
    }
    if (!user || !sameText(user.password, password ?? '')) throw wrongLogin();
    return { user };
  }

  private checkResponse(user: ApiUser | undefined, response: string): ApiUser {
    const { challenge } = this;
    this.challenge = undefined;
    if (!user || !challenge) throw wrongChallengeAnswer();
    const hash = createHash('md5')
      .update(Buffer.from([0]))
      .update(user.password)
      .update(challenge)
      .digest('hex');
    if (!sameText(`00${hash}`, response.toLowerCase())) throw wrongChallengeAnswer();
    return user;
  }
}
