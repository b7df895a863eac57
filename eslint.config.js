import { basename } from 'node:path';
import a11y from 'eslint-plugin-jsx-a11y';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Files are named after the one thing they export, in kebab-case; dots part the kind: `decide.test.ts`. */
const kebabFileNames = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { wrong: '{{name}} is not kebab-case: name the file after the one thing it exports.' },
  },
  create: (context) => ({
    Program: (node) => {
      const name = basename(context.filename);
      if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.(ts|tsx|js|mjs|cjs)$/.test(name)) {
        context.report({ node, messageId: 'wrong', data: { name } });
      }
    },
  }),
};

const WORLD = [
  'fetch',
  'process',
  'console',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'clearTimeout',
  'clearInterval',
  'clearImmediate',
  'queueMicrotask',
  'performance',
];

const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: a thing has one name everywhere.',
};
const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'A closed union of strings, no enum.' };
const NO_CLOCK = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Time comes through the clock port, or as an argument.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'Time comes through the clock port, or as an argument.' },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/dist/',
      '**/build/',
      'vendor/',
      'data/',
      'plugin/contracts/',
      '**/*.d.ts',
      '.claude/',
    ],
  },
  {
    files: ['{sync-runner,admin-ui}/src/**/*.{ts,tsx}', 'tests/**/*.ts'],
    extends: [tseslint.configs.base],
    plugins: { '@typescript-eslint': tseslint.plugin, house: { rules: { 'kebab-file-names': kebabFileNames } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'house/kebab-file-names': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_ENUM],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: ['sync-runner/src/{domain,flows,engine}/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.suite.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...WORLD.map((name) => ({
          name,
          message: 'The world comes through a port: a global cannot be replaced in a test.',
        })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes through the clock port, or as an argument.' },
        { object: 'Math', property: 'random', message: 'Chance comes as an argument, seeded.' },
        { object: 'globalThis', property: 'fetch', message: 'The world comes through a port.' },
        { object: 'globalThis', property: 'process', message: 'The world comes through a port.' },
      ],
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT, NO_ENUM, ...NO_CLOCK],
    },
  },
  {
    // The root programs: no types to ask, the same shape.
    files: ['scripts/**/*.{mjs,ts}', '*.mjs'],
    extends: [tseslint.configs.base],
    plugins: { house: { rules: { 'kebab-file-names': kebabFileNames } } },
    rules: {
      'house/kebab-file-names': 'error',
      'no-restricted-syntax': ['error', NO_DEFAULT_EXPORT],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
      'no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
      'no-undef': 'off',
    },
  },
  {
    // What a screen reader and a keyboard need, and the order of hooks.
    files: ['admin-ui/src/**/*.tsx'],
    plugins: { 'jsx-a11y': a11y, 'react-hooks': hooks },
    rules: {
      ...a11y.flatConfigs.recommended.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
  {
    // A test file is a list of cases, as long as the cases are many.
    files: ['**/*.test.{ts,tsx}', '**/*.suite.ts', 'tests/{e2e,chaos}/**/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
);
