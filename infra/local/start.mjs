// start.mjs — `npm start`: installs what is missing, builds, and runs everything on this machine.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT, build, ensureNats, say } from './tools.mjs';

if (!process.env.NATS_URL) await ensureNats();
say('Building…');
await build();
process.chdir(ROOT);
// In this very process: a launcher beside it would only cost memory.
createRequire(import.meta.url)(join(ROOT, 'dist/services/all-in-one/src/local/main.js'));
