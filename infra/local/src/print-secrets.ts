// print-secrets.ts — makes the secrets of a cluster: lines for .env, or with `k8s` the command that makes its Secret.
import { randomBytes } from 'node:crypto';
import { BUS_USERS, passwordVariable } from './bus-users';

const SECRET_BYTES = 24;
/** Letters and digits that begin with a letter: they become part of addresses. */
const newSecret = (): string => `s${randomBytes(SECRET_BYTES).toString('hex')}`;

const secrets = new Map<string, string>(
  ['SECRETS_KEY', 'POSTGRES_PASSWORD', 'NATS_PASSWORD', ...BUS_USERS.map(passwordVariable)].map((name) => [
    name,
    newSecret(),
  ]),
);

if (process.argv[2] === 'k8s') {
  secrets.set('DATABASE_URL', `postgresql://saring:${secrets.get('POSTGRES_PASSWORD')}@postgres:5432/saring`);
  for (const user of BUS_USERS) {
    const variable = passwordVariable(user);
    secrets.set(variable.replace('PASSWORD', 'URL'), `nats://${user}:${secrets.get(variable)}@nats:4222`);
  }
  const literals = [...secrets].map(([name, secret]) => `--from-literal=${name}=${secret}`);
  process.stdout.write(`kubectl -n saring create secret generic saring ${literals.join(' ')}\n`);
} else process.stdout.write([...secrets].map(([name, secret]) => `${name}=${secret}\n`).join(''));
