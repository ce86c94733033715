// scripted-router.ts — a router for specs that answers exactly what a script says, however wrong. Not a simulator:
// it knows no menus.
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { encodeSentence, SentenceParser, type Sentence } from './codec';

export type Asked = {
  readonly words: Sentence;
  readonly tag: string;
  /** Answers with sentences, tagged as the question was. */
  reply(...sentences: Sentence[]): void;
  /** Puts bytes on the wire as they are. */
  raw(bytes: Buffer): void;
  hangUp(): void;
};

export type ScriptedRouter = {
  readonly port: number;
  readonly asked: Sentence[];
  close(): Promise<void>;
};

const PLAIN_LOGIN = (asked: Asked): void => asked.reply(['!done']);

const questionOf = (words: Sentence, socket: Socket): Asked => {
  const tag = words.find((word) => word.startsWith('.tag='))?.slice('.tag='.length) ?? '';
  return {
    words,
    tag,
    reply: (...sentences) =>
      socket.write(Buffer.concat(sentences.map((sentence) => encodeSentence([...sentence, `.tag=${tag}`])))),
    raw: (bytes) => socket.write(bytes),
    hangUp: () => socket.end(),
  };
};

/** Listens on a free port of 127.0.0.1 and answers every command by `script`, a login by `login`. */
export const scriptRouter = async (
  script: (asked: Asked) => void,
  login: (asked: Asked) => void = PLAIN_LOGIN,
): Promise<ScriptedRouter> => {
  const asked: Sentence[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    // A client that hangs up mid-reply is what some specs are about.
    socket.on('error', () => socket.destroy());
    const parser = new SentenceParser((words) => {
      asked.push(words);
      (words[0] === '/login' ? login : script)(questionOf(words, socket));
    });
    socket.on('data', (chunk: Buffer) => parser.feed(chunk));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  };
  return { port: (server.address() as AddressInfo).port, asked, close };
};
