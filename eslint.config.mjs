// The walls of docs/architecture as rules that fail: Nx tags between projects, import rules between a service's rooms.
import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const tsconfigRootDir = import.meta.dirname;

const libs = {
  kernel: [],
  contracts: [],
  'event-sourcing': ['kernel'],
  'event-store': ['kernel', 'event-sourcing'],
  messaging: ['kernel', 'contracts'],
  'service-kit': ['kernel', 'contracts', 'event-sourcing', 'event-store', 'files', 'messaging'],
  i18n: ['kernel'],
  files: ['kernel'],
  'payment-plugin': ['kernel'],
  'api-client': [],
  testing: ['kernel', 'contracts', 'event-sourcing', 'event-store', 'messaging', 'service-kit'],
};

const only = (names) => names.map((name) => `lib:${name}`);
const depConstraints = [
  ...Object.entries(libs).map(([name, allowed]) => ({
    sourceTag: `lib:${name}`,
    onlyDependOnLibsWithTags: [...only(allowed), ...(name === 'testing' ? ['infra:local'] : [])],
  })),
  { sourceTag: 'type:service', onlyDependOnLibsWithTags: ['type:lib'] },
  { sourceTag: 'type:spa', onlyDependOnLibsWithTags: only(['api-client', 'i18n']) },
  { sourceTag: 'type:host', onlyDependOnLibsWithTags: ['type:lib', 'type:service', 'infra:local'] },
  { sourceTag: 'infra:simulators', onlyDependOnLibsWithTags: ['none'] },
  { sourceTag: 'infra:local', onlyDependOnLibsWithTags: ['type:lib'] },
  // Its specs alone read the services, to know what each needs.
  { sourceTag: 'infra:cluster', onlyDependOnLibsWithTags: ['none'] },
  { sourceTag: 'infra:observability', onlyDependOnLibsWithTags: ['none'] },
  {
    sourceTag: 'infra:bench',
    onlyDependOnLibsWithTags: ['type:lib', 'type:service', 'type:host', 'infra:local'],
  },
  // It judges the product by its own decisions and projections (docs/reliability.md).
  { sourceTag: 'infra:simulation', onlyDependOnLibsWithTags: ['type:lib', 'type:service', 'type:host'] },
  { sourceTag: 'infra:chaos', onlyDependOnLibsWithTags: ['type:lib', 'type:host', 'infra:local'] },
];

const TIME = 'Time comes in with the command.';
const RANDOMNESS = 'Randomness comes in with the command.';
const pure = [
  {
    selector:
      "MemberExpression[property.name='now']:matches([object.name='Date'], [object.property.name='Date'])",
    message: TIME,
  },
  { selector: "MemberExpression[object.name='performance']", message: TIME },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: TIME },
  { selector: "CallExpression[callee.name='Date']", message: TIME },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: RANDOMNESS },
  { selector: "MemberExpression[object.name='crypto']", message: RANDOMNESS },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]',
    message: 'The domain decides; it starts nothing.',
  },
];

const kitOnly = [
  {
    selector:
      "CallExpression:matches([callee.property.name='subscribe'], [callee.property.value='subscribe'])[callee.object.type!='ThisExpression']",
    message: 'A callback that throws deafens the process: `listen` of @saring/messaging.',
  },
  {
    selector: "CallExpression:matches([callee.name='setInterval'], [callee.property.name='setInterval'])",
    message: 'A task that throws ends the process: `every` or `keepDoing` of the kit.',
  },
  {
    selector: "CallExpression[callee.name='runAsLeader']",
    message: 'A lead is declared to the kit: `leaders(…)`, which starts, catches and stops it.',
  },
  {
    selector: "CallExpression[callee.property.name='appendIn']",
    message: 'Events, rows and the id of the command are stored together: `Aggregates` of the kit.',
  },
];

const LOOK_AT_IT = 'A failure is answered, logged or counted: what does not look at it loses it.';
const swallowed = [
  {
    selector: "CallExpression[callee.property.name='catch'] > :function[params.length=0].arguments",
    message: LOOK_AT_IT,
  },
  {
    selector:
      "CallExpression[callee.property.name='catch'] > Identifier[name=/^(noop|nothing|ignore|undefined)$/].arguments",
    message: LOOK_AT_IT,
  },
  {
    selector:
      "CallExpression[callee.property.name='then'][arguments.1.type=/Function/][arguments.1.params.length=0]",
    message: LOOK_AT_IT,
  },
];

/** A task that plans itself again has no one who catches, counts and stops it. */
const noSelfRepeatingTimeout = {
  create(context) {
    const nameOf = ({ id, parent }) => id?.name ?? parent.id?.name ?? parent.key?.name;
    const calls = (node) => context.sourceCode.getText(node);
    return {
      "CallExpression:matches([callee.name='setTimeout'], [callee.property.name='setTimeout'])"(node) {
        const task = node.arguments[0] ? calls(node.arguments[0]) : '';
        const repeats = context.sourceCode
          .getAncestors(node)
          .filter(({ type }) => type.includes('Function'))
          .map(nameOf)
          .some((name) => name && new RegExp(`\\b${name}\\b(?!:)`).test(task));
        if (repeats) context.report({ node, message: 'Repeat by `every` or `keepDoing` of the kit.' });
      },
    };
  },
};

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.data/**', '.nx/**', '**/generated/**', '**/*.config.*'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { enforceBuildableLibDependency: false, allow: [], depConstraints },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: [
      '**/*.spec.ts',
      '**/*.spec.tsx',
      '**/*.contract.ts',
      '**/jest/**',
      'services/all-in-one/src/testing/**',
      'services/console/spec/**',
      'infra/bench/**',
      'infra/chaos/**',
      'infra/simulation/**',
    ],
    rules: { 'max-lines-per-function': 'off', '@nx/enforce-module-boundaries': 'off' },
  },
  {
    // Nothing is started and neither awaited nor caught: a rejection that reaches nobody is a lost task.
    files: ['services/*/src/**/*.ts', 'libs/*/src/**/*.ts'],
    ignores: [
      'services/{portal,console}/**',
      '**/*.spec.ts',
      '**/*.contract.ts',
      '**/testing/**',
      'libs/testing/**',
    ],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir } },
    plugins: { saring: { rules: { 'no-self-repeating-timeout': noSelfRepeatingTimeout } } },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: false }],
      // A promise where nobody awaits one: in a `forEach`, an event handler, a condition.
      '@typescript-eslint/no-misused-promises': 'error',
      'saring/no-self-repeating-timeout': 'error',
    },
  },
  {
    // The kit alone subscribes, leads and repeats: it catches, counts and stops what it starts. Browsers have no kit.
    files: ['services/*/src/**/*.ts', 'libs/*/src/**/*.ts', 'services/*/src/**/*.tsx'],
    ignores: [
      '**/*.spec.ts',
      '**/*.contract.ts',
      '**/testing/**',
      'libs/{service-kit,testing,api-client}/**',
      'services/{portal,console}/**',
    ],
    rules: { 'no-restricted-syntax': ['error', ...kitOnly, ...swallowed] },
  },
  {
    files: ['libs/messaging/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    // `listen` and Nest's transport are made here, of `subscribe` itself.
    rules: {
      'no-restricted-syntax': [
        'error',
        ...kitOnly.filter(({ selector }) => !selector.includes('subscribe')),
        ...swallowed,
      ],
    },
  },
  {
    // A library of the store itself appends; services do so by the kit.
    files: ['libs/event-store/src/**/*.ts', 'libs/event-sourcing/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.contract.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...kitOnly.filter(({ selector }) => selector.includes('setInterval')),
        ...swallowed,
      ],
    },
  },
  {
    // The domain sees no framework, no clock, no randomness: only kernel, event-sourcing and its own files.
    files: ['services/*/src/**/domain/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\.|@saring/(kernel|event-sourcing)$|fast-check$)',
              message: 'domain/ imports kernel and event-sourcing only.',
            },
            {
              // `../../catalogue/domain/duration` is another subject's domain; `../sales` is a room with rows.
              regex: '^\\.\\./(?!(\\.\\./)*([a-z-]+/)?domain/)',
              message: 'domain/ imports no other room.',
            },
          ],
        },
      ],
      'no-restricted-syntax': ['error', ...pure, ...kitOnly, ...swallowed],
    },
  },
  {
    files: ['services/*/src/*/**/*.ts'],
    ignores: ['services/*/src/**/domain/**', '**/*.spec.ts', '**/testing/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: '\\.module$', message: 'Only the module file wires; folders do not import it.' },
            {
              regex: '^\\.\\./.*\\.(requests|controller|facts)$',
              message: 'The doors of another subject are called from outside only.',
            },
          ],
        },
      ],
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^\\.\\./.*\\.rows$',
              allowTypeImports: true,
              message: "Another subject's rows are read and written by its own service.",
            },
          ],
        },
      ],
    },
  },
  {
    // The checker judges the product, so it shares no code with it.
    files: ['infra/chaos/src/check/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\./|pg$|node:)',
              message: 'The checker imports its own folder, Node and pg only.',
            },
          ],
        },
      ],
    },
  },
  {
    // A login changes challenge, subscriber, device and session in one transaction, each by its rows (docs/adr/0019).
    files: ['services/auth-otp/src/**/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': 'off' },
  },
);
