import {
  knowsArgument,
  knowsCommand,
  OLDEST_VERSION,
  VERSION_7S,
} from '../../../../infra/simulators/routeros/src/commands/versions';
import { checkVocabulary, VOCABULARY } from './vocabulary';

const WRITES = Object.entries(VOCABULARY).map(([path, names]) => [path.slice(1), names] as const);

describe('every write of the gateway', () => {
  it.each([OLDEST_VERSION, ...VERSION_7S])('is known to RouterOS %s, with all its arguments', (version) => {
    const unknown = WRITES.flatMap(([command, names]) => [
      ...(knowsCommand(version, command) ? [] : [command]),
      ...names.filter((name) => !knowsArgument(version, command, name)).map((name) => `${command} ${name}`),
    ]);
    expect(unknown).toEqual([]);
  });

  it('that is not in the vocabulary is refused before it is sent', () => {
    expect(() => checkVocabulary('/system/reboot', {})).toThrow(/not in the gateway's vocabulary/);
    expect(() => checkVocabulary('/ip/hotspot/user/add', { email: 'x' })).toThrow(/user\/add email/);
    expect(() => checkVocabulary('/ip/hotspot/user/remove', { '.id': '*1' })).not.toThrow();
  });
});
