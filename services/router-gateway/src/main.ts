// main.ts — router-gateway as a process of its own.
import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { routerGateway } from '.';

runService(routerGateway);
