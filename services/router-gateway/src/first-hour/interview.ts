// interview.ts — asks a router all questions, one after the other, whatever becomes of one of them.
import { RouterOsError, RouterTrapError } from '../routeros/errors';
import type { Bench } from './bench';
import type { Pseudonyms } from './pseudonyms';
import type { Facts, Question } from './question';
import type { Answer } from './report';

const NO_RIGHTS = /not enough permissions/;

type Interview = {
  readonly bench: Bench;
  readonly pseudonyms: Pseudonyms;
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
};

/** @returns an answer for each question, and whether the router refused one because the user may not ask it. */
export const interview = async (
  { bench, pseudonyms, stop, say }: Interview,
  questions: readonly Question[],
): Promise<{ answers: Answer[]; lacksRights: boolean }> => {
  const answers: Answer[] = [];
  let lacksRights = false;
  let lost = 'the connection was lost.';
  for (const [index, question] of questions.entries()) {
    const { id, asks, how } = question;
    const asked = { id, asks, how };
    if (stop.aborted || !bench.isConnected) {
      const reason = stop.aborted ? 'stopped before.' : lost;
      answers.push({ ...asked, state: 'not asked', answer: `Not asked: ${reason}`, words: [] });
      continue;
    }
    say(`${index + 1}/${questions.length} ${asks}`);
    const outcome = await outcomeOf(question, bench, pseudonyms);
    if (outcome.state === 'refused') lacksRights ||= NO_RIGHTS.test(outcome.answer);
    answers.push({ ...asked, ...outcome, words: bench.takeWords() });
    // One question that ends a connection must not end the others.
    if (bench.isConnected || stop.aborted) continue;
    try {
      await bench.connect();
    } catch (error) {
      lost = `the connection was lost, and not made again: ${(error as Error).message}`;
    }
  }
  return { answers, lacksRights };
};

const outcomeOf = async (
  question: Question,
  bench: Bench,
  pseudonyms: Pseudonyms,
): Promise<Pick<Answer, 'state' | 'answer' | 'facts' | 'measured'>> => {
  bench.takeWords();
  try {
    const { answer, facts, measured } = await question.ask(bench);
    const redacted = (found: Facts | undefined): Facts | undefined =>
      found &&
      Object.fromEntries(
        Object.entries(found).map(([name, value]) => [
          name,
          typeof value === 'string' ? pseudonyms.text(value) : value,
        ]),
      );
    return {
      state: 'answered',
      answer: pseudonyms.text(answer),
      facts: redacted(facts),
      measured: redacted(measured),
    };
  } catch (error) {
    const answer = pseudonyms.text((error as Error).message);
    if (error instanceof RouterTrapError) return { state: 'refused', answer: `Refused: ${answer}` };
    if (error instanceof RouterOsError) return { state: 'unanswered', answer: `No answer: ${answer}` };
    throw error;
  }
};
