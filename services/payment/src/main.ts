import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { payment } from '.';

runService(payment);
