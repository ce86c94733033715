// toasts.tsx — where it is said how an act ended: at the side, on a phone at the foot, away from the page's buttons.
import { useMediaQuery } from '@mantine/hooks';
import { Notifications } from '@mantine/notifications';

const PHONE = '(max-width: 47.99em)';
const MOST_AT_ONCE = 3;

export const Toasts = () => (
  <Notifications limit={MOST_AT_ONCE} position={useMediaQuery(PHONE) ? 'bottom-center' : 'top-right'} />
);
