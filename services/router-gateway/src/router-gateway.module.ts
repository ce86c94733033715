import { Module } from '@nestjs/common';
import { Gateway } from './gateway';
import { AccessRequests } from './requests/access-requests';
import { OnboardingRequests } from './requests/onboarding-requests';
import { RouterRequests } from './requests/router-requests';

@Module({
  controllers: [AccessRequests, RouterRequests, OnboardingRequests],
  providers: [Gateway, RouterRequests],
})
export class RouterGatewayModule {}
