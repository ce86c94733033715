import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { billing } from '.';

runService(billing);
