// answer-parent.ts — how a process of a benchmark answers the one that measures; a failure ends it with its reason.

/** Each message is a question. Ends on SIGTERM. */
export const answerParent = <Question>(
  answer: (question: Question) => Promise<object>,
  stop: () => Promise<void>,
): void => {
  process.on('message', (question: Question) => {
    answer(question).then(
      (reply) => process.send?.(reply),
      (error: Error) => {
        process.stderr.write(`${error.stack}\n`);
        process.exit(1);
      },
    );
  });
  process.once('SIGTERM', () => void stop().then(() => process.exit(0)));
  process.send?.('ready');
};
