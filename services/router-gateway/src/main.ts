import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { routerGateway } from '.';

runService(routerGateway);
