import tseslint from 'typescript-eslint';

const TESTS = ['test/**/*.ts', '**/*.spec.ts', 'apps/stripe-stand-in/test/**/*.ts'];
/** Where the environment may be read: each process once, at its start. */
const READS_ENVIRONMENT = ['libs/platform/src/config/**', 'libs/platform/src/database/cli-data-source.ts', 'apps/*/src/main.ts', 'apps/*/src/*.main.ts', 'apps/local/**', 'apps/stripe-stand-in/**', ...TESTS];
/** The console is for people: the launcher, its tools, and nobody else. */
const NO_ENVIRONMENT = {
  object: 'process', property: 'env', message: 'Settings come from FairleadConfig.',
};
const NO_PARSE_FLOAT = { name: 'parseFloat', message: 'Money is integer minor units: parseDecimal, or BigInt.' };
const NO_NUMBER_PARSE_FLOAT = { object: 'Number', property: 'parseFloat', message: NO_PARSE_FLOAT.message };
const NO_MACHINE_TIME = [
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the time from the Clock, or as an argument.' },
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'Take the time from the Clock, or as an argument.' },
];
/** `max-params` cannot spare the constructors of providers, which take as many as they need. */
const FEW_PARAMETERS = ['FunctionDeclaration', 'ArrowFunctionExpression', 'MethodDefinition:not([kind="constructor"]) > FunctionExpression'].map((node) => ({
  selector: `${node}[params.length>6]`, message: 'More than six parameters: pass an object.',
}));

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.fairlead/**', 'coverage/**', '**/*.d.ts', '**/*.d.mts'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strict],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }],
      // Nest's modules are classes that hold nothing.
      '@typescript-eslint/no-extraneous-class': 'off',
      // Records of unknown keys are what JSON is.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // `void` as a type argument is how a promise of nothing is written.
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      curly: ['error', 'multi-line'],
      'no-console': 'error',
      'no-param-reassign': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: false }],
      'max-lines-per-function': ['error', { max: 60, skipComments: true }],
      complexity: ['error', 12],
      'no-restricted-syntax': ['error', ...FEW_PARAMETERS],
      'no-restricted-globals': ['error', NO_PARSE_FLOAT],
      'no-restricted-properties': ['error', NO_ENVIRONMENT, NO_NUMBER_PARSE_FLOAT],
    },
  },
  {
    files: ['libs/*/src/{domain,application,jobs}/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', ...FEW_PARAMETERS, ...NO_MACHINE_TIME] },
  },
  {
    // The portal knows the API by its client alone.
    files: ['apps/portal/src/**/*.{ts,tsx}'],
    ignores: TESTS,
    rules: {
      'no-restricted-imports': ['error', { patterns: [{ group: ['@fairlead/*', '!@fairlead/client'], message: 'The portal uses the public API: @fairlead/client.' }] }],
      // Each condition of a page is something that it shows or leaves out.
      complexity: ['error', 16],
      // Event handlers may be async; React drops what they return.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  // One migration is one list of statements.
  { files: ['migrations/*.ts'], rules: { 'max-lines-per-function': 'off' } },
  { files: READS_ENVIRONMENT, rules: { 'no-restricted-properties': ['error', NO_NUMBER_PARSE_FLOAT] } },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      complexity: 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    rules: { eqeqeq: 'error', 'no-undef': 'off', 'no-unused-vars': 'error', 'max-lines': ['error', 300], 'max-lines-per-function': ['error', 60], complexity: ['error', 12] },
  },
);
