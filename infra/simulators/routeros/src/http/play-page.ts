import type { RouterOsSimulator } from '../simulator';
import { htmlPage } from './html';
export const playPage = (simulator: RouterOsSimulator): string => htmlPage('Simulator RouterOS', `<p>${simulator.phones.length} ponsel</p>`);
