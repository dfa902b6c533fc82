import { rmSync } from 'node:fs'
import path from 'node:path'
import { hashOf, isCurrent, mark } from './hash.mjs'
import { root } from './root.mjs'
import { run, step } from './step.mjs'

const dependenciesMarker = 'node_modules/.cache/installed'
const buildMarker = '.next/built'
const builtFrom = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'next.config.js',
  'package-lock.json',
  'postcss.config.js',
  'proxy.ts',
  'scripts/build',
  'scripts/operator',
  'scripts/setup/prepare.mjs',
  'scripts/styles',
  'tsconfig.json',
]

/**
 * Next takes this key of a build as salt for the names of server actions, so it is the same for all builds: what a page
 * of one build sends, the server of another understands. It encrypts nothing: every process brings a key of its own,
 * derived from SECRET_KEY, and this one has not the length of any.
 */
const actionSalt = Buffer.from('names of server actions').toString('base64')

/** Installs what the lock file says, if it or node's major version has changed since. */
export async function installDependencies() {
  const hash = `${hashOf(['package-lock.json'])} node ${process.versions.node.split('.')[0]}`
  if (isCurrent(dependenciesMarker, hash)) return
  // NODE_ENV=production would leave out what the build needs, and npm takes other settings from the environment too.
  const env = { NODE_ENV: undefined, npm_config_production: undefined, npm_config_omit: undefined }
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']
  await step('installed the dependencies', () => run('npm', args, env))
  mark(dependenciesMarker, hash)
}

/** Generates the database clients, if the schema has changed since. */
export async function generateClients() {
  const { areClientsCurrent, generate } = await import('../prisma/generate.mjs')
  if (!areClientsCurrent()) await step('generated the database clients', generate)
}

/** Builds the pages and the HTTP entry, if a source has changed since. */
export async function build() {
  const hash = hashOf(builtFrom, isNoSource)
  if (isCurrent(buildMarker, hash)) return
  rmSync(path.join(root, buildMarker), { force: true })
  const env = { NODE_ENV: 'production', BUILD_ID: hash.slice(0, 20), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: actionSalt }
  const node = (...args) => run(process.execPath, args, env)
  await step('built the pages', () => node('node_modules/next/dist/bin/next', 'build'))
  await step('compressed the files', () => node('scripts/build/compress-files.mjs'))
  await node('scripts/build/lean-maps.mjs')
  await step('built the entry', () => node('scripts/build/entry.mjs'))
  mark(buildMarker, hash)
}

const isNoSource = (name) => name.startsWith('lib/server/generated') || /\.test\.tsx?$/.test(name)
