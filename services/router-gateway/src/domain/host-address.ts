// host-address.ts — an IPv4 address that a customer's router can have.
const PART = /^(0|[1-9]\d{0,2})$/;
/** This network, this machine, and from here on multicast, reserved and broadcast. */
const [THIS_NETWORK, LOOPBACK, FIRST_OF_NO_HOST] = [0, 127, 224];

export const isHostAddress = (text: string): boolean => {
  const parts = text.split('.');
  const first = Number(parts[0]);
  return (
    parts.length === 4 &&
    parts.every((one) => PART.test(one) && Number(one) <= 255) &&
    first !== THIS_NETWORK &&
    first !== LOOPBACK &&
    first < FIRST_OF_NO_HOST
  );
};
