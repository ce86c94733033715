import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { quotaLedger } from '.';

runService(quotaLedger);
