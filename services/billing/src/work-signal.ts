import { Injectable } from '@nestjs/common';
import { AppendSignal } from '@saring/event-sourcing';

/** Lets who stored due work wake who does it, in the same process; other replicas look by themselves. */
@Injectable()
export class WorkSignal extends AppendSignal {}
