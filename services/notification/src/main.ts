import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { notification } from '.';

runService(notification);
