// Generates Prisma's clients for both engines from the one schema, without the network.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { engines, readSchema, schemaVariant } from './schema-variant.mjs'
import { isCurrent, mark } from '../setup/hash.mjs'
import { withLock } from '../setup/lock.mjs'
import { root } from '../setup/root.mjs'
import { run } from '../setup/step.mjs'

const marker = 'lib/server/generated/made-from'
const prisma = path.join(root, 'node_modules/prisma')

/** Whether both clients were made from this schema by this Prisma. */
export const areClientsCurrent = () => isCurrent(marker, fingerprint()) && engines.every(hasClient)

/** Makes both clients anew. */
export async function generate() {
  for (const engine of engines) await generateFor(engine)
  mark(marker, fingerprint())
}

function fingerprint() {
  const { version } = JSON.parse(readFileSync(path.join(prisma, 'package.json'), 'utf8'))
  return createHash('sha256')
    .update(`${version}\n${engines.map(variant).join('\n')}`)
    .digest('hex')
}

const variant = (engine) => schemaVariant(readSchema(), engine)
const hasClient = (engine) => existsSync(path.join(root, 'lib/server/generated', engine, 'client.ts'))

async function generateFor(engine) {
  const file = path.join(root, 'node_modules/.cache/prisma-schema', engine, 'schema.prisma')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, variant(engine))
  await run(process.execPath, [path.join(prisma, 'build/index.js'), 'generate', '--schema', file, '--no-hints'])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await withLock(async () => {
    if (!areClientsCurrent()) await generate()
  })
}
