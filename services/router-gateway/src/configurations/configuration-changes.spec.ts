import { configurationChanges } from './configuration-changes';

it('says a changed row as removed and added', () => {
  const dns = (server: string) => `/ip/dns servers="${server}"\n`;
  const pool = '/ip/pool name="a"\n';
  expect(configurationChanges(dns('1.1.1.1') + pool, dns('8.8.8.8') + pool)).toEqual([
    { menu: '/ip/dns', action: 'removed', line: 'servers="1.1.1.1"' },
    { menu: '/ip/dns', action: 'added', line: 'servers="8.8.8.8"' },
  ]);
  expect(configurationChanges(pool, pool)).toEqual([]);
});
