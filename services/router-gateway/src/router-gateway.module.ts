import { Module } from '@nestjs/common';
import { Gateway } from './gateway';
import { AccessRequests } from './requests/access-requests';
import { OnboardingRequests } from './requests/onboarding-requests';
import { PresenceRequests } from './requests/presence-requests';
import { RouterRequests } from './requests/router-requests';

@Module({
  controllers: [AccessRequests, PresenceRequests, RouterRequests, OnboardingRequests],
  providers: [Gateway, RouterRequests],
})
export class RouterGatewayModule {}
