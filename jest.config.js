// One jest for the whole workspace: swc transforms, the aliases of tsconfig.base.json, no global state but a
// throw-away PostgreSQL for each worker, which libs/testing starts for the integration specs.
const { readFileSync } = require('node:fs');
const { compilerOptions } = JSON.parse(readFileSync(`${__dirname}/tsconfig.base.json`, 'utf8'));
const swc = JSON.parse(readFileSync(`${__dirname}/.swcrc`, 'utf8'));

const ES_MODULES = '(qr|age-encryption|@noble|@scure)/';

module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/infra'],
  testMatch: ['**/*.spec.ts', '**/*.spec.tsx'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  // These come as ES modules only, which this jest cannot require as they are.
  transform: {
    '^.+\\.tsx?$': ['@swc/jest', swc],
    [`/node_modules/${ES_MODULES}.+\\.js$`]: ['@swc/jest', swc],
  },
  transformIgnorePatterns: [`/node_modules/(?!${ES_MODULES})`],
  moduleNameMapper: Object.fromEntries(
    Object.entries(compilerOptions.paths).map(([alias, [file]]) => [`^${alias}$`, `<rootDir>/${file}`]),
  ),
  testEnvironment: 'node',
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.ts',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.ts',
  maxWorkers: 2,
  testTimeout: 180_000,
};
