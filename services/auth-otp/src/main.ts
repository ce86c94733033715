import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { authOtp } from '.';

runService(authOtp);
