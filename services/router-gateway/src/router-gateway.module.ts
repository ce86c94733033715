import { Module } from '@nestjs/common';
import { Gateway } from './gateway';
import { AccessRequests } from './requests/access-requests';
import { RouterRequests } from './requests/router-requests';

@Module({ controllers: [AccessRequests, RouterRequests], providers: [Gateway] })
export class RouterGatewayModule {}
