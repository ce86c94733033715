import { fuzz } from './fuzz';

const CORPUS = [Buffer.from('{"state":"paid","amount":5}')];
const run = (answer: (input: Buffer) => string, seed = 7, isJson = false) =>
  fuzz({ corpus: CORPUS, words: ['"gone"'], isJson, answer }, { inputs: 20_000, seed });

it('finds a planted fault, says by which seed and with little around it', async () => {
  const answer = (input: Buffer): string => {
    if (input.includes('gone')) throw new Error('planted');
    return 'fine';
  };
  await expect(run(answer)).rejects.toThrow(/^seed 7, input \d+: planted\n[0-9a-f]{8}\n"gone"$/);
});

it('finds what only a value of another kind shows', async () => {
  const answer = (input: Buffer): string => {
    let value: unknown;
    try {
      value = JSON.parse(input.toString());
    } catch {
      return 'no JSON';
    }
    const { state } = value as { state?: unknown };
    if (state === '__proto__') throw new Error('planted');
    return typeof state;
  };
  await expect(run(answer, 7, true)).rejects.toThrow('planted');
});

it('makes the same inputs by the same seed, and others by another', async () => {
  const made = async (seed: number): Promise<readonly string[]> => {
    const inputs: string[] = [];
    await run((input) => `${inputs.push(input.toString('hex')) % 3}`, seed);
    return inputs;
  };
  const first = await made(1);
  expect(await made(1)).toEqual(first);
  expect(await made(2)).not.toEqual(first);
});
