// worker-source.ts — the thread that a plugin's call runs in: QuickJS as WebAssembly, and the few functions it is given.

/**
 * What the plugin's engine begins with. Host functions take and give text only, so that no object of ours is ever within
 * reach of its code; they are out of the global object before that code runs.
 */
const BOOTSTRAP = `
(() => {
  'use strict';
  const raw = globalThis.__host;
  delete globalThis.__host;
  const { parse, stringify } = JSON;
  const text = (value) => (typeof value === 'string' ? value : stringify(value) ?? String(value));
  const host = Object.freeze({
    fetch: async (url, options) => parse(await raw.fetch(stringify({ ...options, url: String(url) }))),
    digest: (options) => raw.digest(stringify(options)),
    sign: (options) => raw.sign(stringify(options)),
    verify: (options) => raw.verify(stringify(options)) === 'true',
    equals: (left, right) => raw.equals(stringify([left, right])) === 'true',
    base64: (value) => raw.base64(text(value)),
    now: () => Number(raw.now()),
    log: (...words) => void raw.log(words.map(text).join(' ')),
  });
  const module = { exports: {} };
  Object.defineProperty(globalThis, 'module', { value: module });
  Object.defineProperty(globalThis, 'exports', { value: module.exports });
  globalThis.__run = (name, inputText) => {
    delete globalThis.__run;
    const run = async () => {
      const plugin = module.exports;
      const call = plugin !== null && typeof plugin === 'object' ? plugin[name] : undefined;
      if (typeof call !== 'function') return '{"absent":true}';
      const value = await call.call(plugin, parse(inputText), host);
      return stringify({ value: value === undefined ? null : value });
    };
    run().then(
      (answer) => raw.done(answer),
      (error) => {
        let words = 'unknown';
        try {
          words = error instanceof Error ? error.name + ': ' + error.message : String(error);
        } catch (_) {
          words = 'an error that cannot be shown';
        }
        raw.fail(words.slice(0, 300));
      },
    );
  };
})();
`;

/** Small enough to be given as text, so that it runs alike from sources and from a build. */
export const WORKER_SOURCE = `
'use strict';
const { parentPort, workerData } = require('node:worker_threads');
const crypto = require('node:crypto');
const { newQuickJSWASMModuleFromVariant } = require(workerData.core);
const variant = require(workerData.variant);
/** Of the one call that this thread is for. */
let code, name, input, secrets, permissions, limits, nowMilliseconds;
const engine = newQuickJSWASMModuleFromVariant(variant.default ?? variant);
const BOOTSTRAP = ${JSON.stringify(BOOTSTRAP)};

const cpuMilliseconds = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const end = (message) => parentPort.postMessage(message);
const need = (permission) => {
  if (!permissions.includes(permission)) throw new Error('no permission: ' + permission);
};
const secretOf = (key) => {
  if (typeof key !== 'string' || !Object.hasOwn(secrets, key)) throw new Error('no such secret');
  return secrets[key];
};
const isHandle = (part) => part !== null && typeof part === 'object' && Object.hasOwn(part, 'secret');
const partText = (part) => {
  if (isHandle(part)) return secretOf(part.secret);
  if (typeof part !== 'string') throw new Error('parts are texts or secrets');
  return part;
};
const HASHES = ['md5', 'sha1', 'sha256', 'sha512'];
const ENCODINGS = ['hex', 'base64'];
const oneOf = (list, value) => {
  if (!list.includes(value)) throw new Error('one of ' + list.join(', '));
  return value;
};
const texts = (parts) => {
  if (!Array.isArray(parts) || parts.length > 32) throw new Error('parts are a list of at most 32');
  return parts.map(partText).join('');
};
/** A digest of a secret alone, or of it and next to nothing, would only help to guess it. */
const digest = ({ hash, parts, encoding = 'hex' }) => {
  need('sign');
  if (Array.isArray(parts) && parts.every(isHandle)) throw new Error('a secret alone is not digested');
  return crypto.createHash(oneOf(HASHES, hash)).update(texts(parts)).digest(oneOf(ENCODINGS, encoding));
};
const sign = ({ algorithm, key, parts, encoding = 'hex' }) => {
  need('sign');
  const secret = secretOf(isHandle(key) ? key.secret : undefined);
  const data = texts(parts);
  if (algorithm === 'rsa-sha256')
    return crypto.createSign('sha256').update(data).sign(secret, oneOf(ENCODINGS, encoding));
  const hash = oneOf(['hmac-md5', 'hmac-sha1', 'hmac-sha256', 'hmac-sha512'], algorithm).slice(5);
  return crypto.createHmac(hash, secret).update(data).digest(oneOf(ENCODINGS, encoding));
};
const verify = ({ algorithm, publicKey, parts, signature, encoding = 'base64' }) => {
  oneOf(['rsa-sha256'], algorithm);
  const bytes = Buffer.from(String(signature), oneOf(ENCODINGS, encoding));
  return crypto.createVerify('sha256').update(texts(parts)).verify(partText(publicKey), bytes);
};
/** In constant time, and false where one of them is empty: a secret that is not set proves nothing. */
const equals = ([left, right]) => {
  const [one, other] = [partText(left), partText(right)].map((text) =>
    crypto.createHash('sha256').update(text).digest());
  return partText(left) !== '' && partText(right) !== '' && crypto.timingSafeEqual(one, other);
};

const main = async (job) => {
  ({ code, name, input, secrets, permissions, limits, nowMilliseconds } = job);
  const quickjs = await engine;
  const runtime = quickjs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  let spent = 0;
  let since = null;
  const used = () => spent + (since === null ? 0 : cpuMilliseconds() - since);
  runtime.setInterruptHandler(() => used() > limits.cpuMilliseconds);
  const vm = runtime.newContext();
  let ended = false;
  const finish = (message) => {
    if (ended) return;
    ended = true;
    end(message);
  };
  const failed = (words) => {
    const text = String(words).slice(0, 300);
    const isMemory = /out of memory/i.test(text);
    finish({ kind: 'failed', reason: isMemory ? 'memory' : used() > limits.cpuMilliseconds ? 'cpu' : 'threw', message: text });
  };
  const give = (object, key, call) => {
    const handle = vm.newFunction(key, (...handles) => {
      const [first] = handles;
      return call(first === undefined ? '' : vm.getString(first));
    });
    vm.setProp(object, key, handle);
    handle.dispose();
  };
  const givePure = (object, key, call) =>
    give(object, key, (text) => {
      if (text.length > limits.inputCharacters) throw new Error('too large');
      return vm.newString(String(call(JSON.parse(text))));
    });
  const host = vm.newObject();
  const waiting = new Map();
  let fetches = 0;
  give(host, 'fetch', (text) => {
    const deferred = vm.newPromise();
    const refuse = (words) => {
      const error = vm.newError(words);
      deferred.reject(error);
      error.dispose();
    };
    fetches += 1;
    if (!permissions.includes('network')) refuse('no permission: network');
    else if (fetches > limits.fetches) refuse('too many calls');
    else if (text.length > limits.requestCharacters) refuse('the request is too large');
    else {
      waiting.set(fetches, { deferred, refuse });
      end({ kind: 'fetch', id: fetches, request: text });
    }
    return deferred.handle;
  });
  givePure(host, 'digest', digest);
  givePure(host, 'sign', sign);
  givePure(host, 'verify', verify);
  givePure(host, 'equals', equals);
  give(host, 'base64', (text) => vm.newString(Buffer.from(text).toString('base64')));
  give(host, 'now', () => vm.newString(String(nowMilliseconds)));
  let lines = 0;
  give(host, 'log', (text) => {
    lines += 1;
    if (lines <= limits.logLines) end({ kind: 'log', text: text.slice(0, limits.logCharacters) });
    return vm.undefined;
  });
  give(host, 'done', (text) => {
    if (text.length > limits.answerCharacters) finish({ kind: 'failed', reason: 'too_large', message: '' });
    else finish({ kind: 'answer', text });
    return vm.undefined;
  });
  give(host, 'fail', (text) => {
    failed(text);
    return vm.undefined;
  });
  vm.setProp(vm.global, '__host', host);
  host.dispose();

  /** Runs what is due, by turns, so that a chain without end is noticed between them. */
  const work = (begin) => {
    since = cpuMilliseconds();
    try {
      begin();
      while (!ended && runtime.hasPendingJob()) {
        const done = runtime.executePendingJobs(200);
        if (done.error) {
          const words = vm.dump(done.error);
          done.error.dispose();
          failed(words && words.message ? words.name + ': ' + words.message : words);
        }
        if (used() > limits.cpuMilliseconds) finish({ kind: 'failed', reason: 'cpu', message: '' });
      }
    } finally {
      spent = used();
      since = null;
    }
    if (!ended && waiting.size === 0) finish({ kind: 'failed', reason: 'never_answers', message: '' });
  };
  const evaluate = (text, file) => {
    const result = vm.evalCode(text, file, { type: 'global' });
    if (!result.error) return result.value.dispose();
    const words = vm.dump(result.error);
    result.error.dispose();
    failed(words && words.message ? words.name + ': ' + words.message : words);
  };
  parentPort.on('message', ({ id, answer, error }) => {
    const open = waiting.get(id);
    if (!open || ended) return;
    waiting.delete(id);
    work(() => {
      if (error) open.refuse(error);
      else {
        const text = vm.newString(answer);
        open.deferred.resolve(text);
        text.dispose();
      }
    });
  });
  work(() => {
    evaluate(BOOTSTRAP, 'saring.js');
    const run = vm.getProp(vm.global, '__run');
    // The code runs within a function: what it declares is its own.
    evaluate('(function () {' + code + '\\n})()', 'index.js');
    if (ended) return;
    const [nameText, inputText] = [vm.newString(name), vm.newString(input)];
    const begun = vm.callFunction(run, vm.undefined, nameText, inputText);
    if (begun.error) failed(JSON.stringify(vm.dump(begun.error)));
    else begun.value.dispose();
  });
};
// The first message is the call; a second call has no way in.
parentPort.once('message', ({ job }) => {
  main(job).catch((error) => end({ kind: 'failed', reason: 'crashed', message: String(error && error.message).slice(0, 300) }));
});
`;
