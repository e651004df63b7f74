import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['dist/', '.tsbuild/', 'node_modules/', '.vscode-test-web/', 'test-results/', '**/*.ohm-bundle.*'] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['server/core/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', { name: 'Date', message: 'core knows no clock' }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'core rolls no dice' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' },
  },
  {
    // Whoever rolls dice says which, so that a failure can be seen again.
    files: ['test/**/*.ts'],
    ignores: ['test/property.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['assert', 'check', 'sample', 'statistics'].map((property) => ({
          object: 'fc',
          property,
          message: 'use expectAlways of test/property.ts, which says how to see a failure again',
        })),
        { object: 'Math', property: 'random', message: 'use a property, whose dice can be given' },
      ],
      'no-restricted-imports': [
        'error',
        { name: 'fast-check', allowImportNames: ['default'], message: "import it whole, as 'fc'" },
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.mjs', '*.cjs', 'test/**/*.mjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        module: 'writable',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        performance: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  {
    // Loaded by VS Code as it is.
    files: ['scripts/start/*.js'],
    languageOptions: { sourceType: 'commonjs', globals: { require: 'readonly', exports: 'writable' } },
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
