import { defineConfig, globalIgnores } from 'eslint/config'
import coreWebVitals from 'eslint-config-next/core-web-vitals'
import typescript from 'eslint-config-next/typescript'
import arrows from './scripts/lint/arrows.mjs'
import digests from './scripts/lint/digests.mjs'
import { transports } from './scripts/lint/rooms.mjs'
import serverOnly from './scripts/lint/server-only.mjs'

const product = ['app/**', 'components/**', 'lib/**', 'proxy.ts', 'instrumentation.ts']
const tests = ['**/*.test.ts', '**/*.test.tsx', 'lib/server/testing/**']

const useServer = {
  selector: 'ExpressionStatement[directive="use server"]',
  message: 'Server actions live in lib/actions.',
}
const ownTransaction = {
  selector: 'MemberExpression[property.name="$transaction"]',
  message: 'inTransaction() is the only opener of transactions, and change() its only caller for what an actor asks.',
}
const looseWrite = {
  selector:
    'CallExpression[callee.property.name=/^(create|update|upsert|delete)(Many)?(AndReturn)?$/][callee.object.object.callee.name="db"]',
  message: 'A write belongs into a transaction with its audit row: use change().',
}
const looseInsert = {
  selector: 'CallExpression[callee.name="insertRow"] > CallExpression[callee.name="db"]',
  message: looseWrite.message,
}
const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'lib/server/env.ts is the only reader of the environment.',
}
const takenEnvironment = {
  selector: 'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
  message: environment.message,
}
const readsEnvironment = [environment, takenEnvironment]
const restrict = (...selectors) => ({ 'no-restricted-syntax': ['error', ...selectors] })

const frameworks = {
  regex: '^(next|react)($|/)|^(next-auth|next-intl|next-safe-action)($|/)',
  message: 'Verbs and the API know no framework: only lib/server/auth and the entry in lib/server/http do.',
}
const processModule = { regex: '^(node:)?process$', message: environment.message }
const forbid = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns }] })

export default defineConfig([
  globalIgnores(['.next/', '.cache/', 'data/', 'lib/server/generated/', 'playwright-report/', 'test-results/']),
  coreWebVitals,
  typescript,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'react-hooks/incompatible-library': 'off', // tells what React's compiler would skip, and we do not use it
    },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true } },
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
  { rules: { 'import/no-extraneous-dependencies': 'error' } },
  // An interface that adds to a library's must repeat its type parameters.
  { files: ['**/*.d.ts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
  {
    files: product,
    plugins: { house: { rules: { arrows, digests, 'server-only': serverOnly } } },
    rules: {
      'house/arrows': 'error',
      'no-console': 'error',
      ...restrict(useServer, ...readsEnvironment),
      ...forbid(processModule),
    },
  },
  { files: ['lib/actions/**'], rules: restrict(...readsEnvironment) },
  {
    files: ['lib/server/**'],
    rules: {
      'house/digests': 'error',
      'house/server-only': 'error',
      ...restrict(useServer, ...readsEnvironment, ownTransaction, looseWrite, looseInsert),
      ...forbid(frameworks, processModule),
    },
  },
  { files: transports, rules: forbid(processModule) },
  { files: ['lib/server/env.ts'], rules: restrict(useServer, ownTransaction, looseWrite, looseInsert) },
  // The last use of a session is noted at every page view; it changes nothing anybody could ask about.
  { files: ['lib/server/users/sessions.ts'], rules: restrict(useServer, ...readsEnvironment, ownTransaction) },
  { files: ['lib/server/store/db.ts'], rules: restrict(useServer, ...readsEnvironment) },
  {
    files: tests,
    rules: {
      'house/arrows': 'off',
      'house/digests': 'off',
      'house/server-only': 'off',
      'no-restricted-imports': 'off',
      'no-restricted-syntax': 'off',
    },
  },
  // These look through every function for a component, which is JSX; a file without it has none.
  {
    files: ['**/*.ts', '**/*.mjs'],
    rules: {
      'react/display-name': 'off',
      'react/no-direct-mutation-state': 'off',
      'react/require-render-return': 'off',
    },
  },
  // Names like useDatabase or Playwright's `use` mean no hooks of React's there.
  { files: ['e2e/**', 'lib/server/**', '**/*.test.ts'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
])
