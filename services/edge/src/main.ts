import 'reflect-metadata';
import { runService } from '@saring/service-kit';
import { edge } from '.';

runService(edge);
