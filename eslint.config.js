import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import astro from 'eslint-plugin-astro';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['dist*/', '.astro/', '.cache/', 'test-results/', 'playwright-report/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // A command's output, and what a test run tells, are their product.
    files: ['src/cli/**', 'tests/**'],
    rules: { 'no-console': 'off' },
  },
  astro.configs.recommended,
  astro.configs['jsx-a11y-strict'],
  {
    // The page around a broadcast's audio is its transcript.
    files: ['**/*.astro'],
    rules: { 'astro/jsx-a11y/media-has-caption': 'off' },
  },
  {
    // `astro check` gives components their types; the linter's program cannot see into them.
    files: ['**/*.astro', '**/*.astro/*.ts', '**/*.{js,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
  },
  { files: ['*.{js,mjs}'], languageOptions: { globals: { process: 'readonly' } } },
);
