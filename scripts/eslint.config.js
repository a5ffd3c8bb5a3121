import js from '@eslint/js';
import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';
import svelteConfig from '../svelte.config.js';
import { forbiddenImports } from './house-arrows.js';

/** The arrows of docs/architecture.md, told where somebody is about to cross one. */
/** @type {import('typescript-eslint').ConfigArray} */
const arrows = forbiddenImports.map(({ from, imports, why }) => ({
  files: from,
  rules: {
    'no-restricted-imports': ['error', { patterns: imports.map((regex) => ({ regex, message: why })) }],
  },
}));

export default ts.config(
  { ignores: ['build/**', '.svelte-kit/**', 'node_modules/**', 'tests/figures/__snapshots__/**'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript knows what is defined, and unused names are its errors.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'off',
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // Addresses inside the program are written plainly: it is always served from the root.
      'svelte/no-navigation-without-resolve': 'off',
      // Props are bound with let: the page around them changes them.
      'prefer-const': 'off',
      // Addresses are made anew for every move, never kept and changed.
      'svelte/prefer-svelte-reactivity': 'off',
      // Titles and findings are drawn as elements; there is no exception.
      'svelte/no-at-html-tags': 'error',
    },
  },
  ...arrows,
);
