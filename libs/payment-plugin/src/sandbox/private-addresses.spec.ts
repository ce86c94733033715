// private-addresses.spec.ts — given an address, then it is one of the internet or not.
import { isPrivateAddress } from './private-addresses';

it.each(
  '127.0.0.1 10.1.2.3 172.31.0.1 192.168.88.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::127.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: localhost'.split(
    ' ',
  ),
)('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
it.each('8.8.8.8 172.32.0.1 192.169.0.1 100.128.0.1 2404:6800:4003::1'.split(' '))('%s is not', (address) =>
  expect(isPrivateAddress(address)).toBe(false),
);
