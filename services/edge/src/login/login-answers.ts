// login-answers.ts — the answers to the questions of a login, as forms carry them.
import { isUuid } from '@saring/kernel';
import { field, type Fields } from '../http/page-forms';
import type { Answers } from './login-pages';

/** Earlier answers go along, so that no question comes twice. */
export const answersIn = (body: Fields): Answers => {
  const answer = answerIn(body);
  const evict = field(body, 'evict');
  return {
    ...(field(body, 'move') === 'yes' ? { move: 'yes' } : {}),
    ...(isUuid(evict) ? { evict } : {}),
    ...(answer === undefined ? {} : { answer }),
  };
};

/** As auth-otp takes them. */
export const answeredIn = (body: Fields) => {
  const evict = field(body, 'evict');
  return {
    moveDevice: field(body, 'move') === 'yes',
    evictDeviceId: isUuid(evict) ? evict : undefined,
    accountAnswer: answerIn(body),
  };
};

const answerIn = (body: Fields): 'mine' | 'afresh' | undefined => {
  const answer = field(body, 'answer');
  return answer === 'mine' || answer === 'afresh' ? answer : undefined;
};
