// toasts.tsx — where it is said how an act ended: at the foot, away from the buttons of header and page.
import { Notifications } from '@mantine/notifications';
import { useIsPhone } from '../parts/use-is-phone';

const MOST_AT_ONCE = 3;

export const Toasts = () => (
  <Notifications limit={MOST_AT_ONCE} position={useIsPhone() ? 'bottom-center' : 'bottom-right'} />
);
