import { ConfigError, describeStartFailure, StartRefusedError } from '.';

it('names the setting of a port that is in use, without a stack', () => {
  const error = Object.assign(new Error('listen EADDRINUSE'), { code: 'EADDRINUSE', port: 9000 });
  expect(describeStartFailure(error, { PORT: '9000', HEALTH_PORT: '9090' })).toBe(
    'Port 9000 is in use by another program: set PORT to another one.',
  );
});

it('says of a folder and of a password what to set', () => {
  const folder = Object.assign(new Error('mkdir'), { code: 'EACCES', path: '/data' });
  expect(describeStartFailure(folder, {})).toMatch(/^\/data cannot be written[^]*DATA_DIR/);
  const file = Object.assign(new Error('mkdir'), { code: 'EEXIST', path: '/data' });
  expect(describeStartFailure(file, {})).toMatch(/^\/data cannot be written[^]*DATA_DIR/);
  const password = Object.assign(new Error('password authentication failed for user "a"'), { code: '28P01' });
  expect(describeStartFailure(password, {})).toMatch(/^DATABASE_URL: password/);
});

it('names every wrong setting', () => {
  const error = new ConfigError(['PORT: is no number', 'SIMULATORS: is on or off']);
  expect(describeStartFailure(error, {})).toMatch(/PORT[^]*SIMULATORS/);
});

it('says no more than its message of a start that was refused', () =>
  expect(describeStartFailure(new StartRefusedError('Saring already runs.'), {})).toBe(
    'Saring already runs.',
  ));
