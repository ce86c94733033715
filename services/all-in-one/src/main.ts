import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { servicesOf } from '.';

runService(...servicesOf(process.env['TARGET'] ?? 'all'));
