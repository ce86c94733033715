// main.ts — the services that TARGET names, in one process.
import 'reflect-metadata';
import { describeStartFailure, runService } from '@saring/service-kit';
import { servicesOf } from '.';

try {
  runService(...servicesOf(process.env['TARGET'] || 'all'));
} catch (error) {
  process.stderr.write(`${describeStartFailure(error as Error, process.env)}\n`);
  process.exitCode = 1;
}
