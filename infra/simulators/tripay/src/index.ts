// A simulated Tripay: closed payments as the vendor documents them, and callbacks signed over their bytes.
export { TripaySimulator, startTripaySimulator } from './simulator';
