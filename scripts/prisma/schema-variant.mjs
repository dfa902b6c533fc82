import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../setup/root.mjs'

export { root }
const schemaFile = path.join(root, 'prisma/schema.prisma')
export const engines = ['sqlite', 'postgresql']

/** The text of the one schema. */
export const readSchema = () => readFileSync(schemaFile, 'utf8')

/** The schema for an engine: the same models under another provider, its client in a folder of its own. */
export function schemaVariant(schema, engine) {
  const withProvider = replaceIn(schema, 'datasource', 'provider', engine)
  return replaceIn(withProvider, 'generator', 'output', path.join(root, 'lib/server/generated', engine))
}

function replaceIn(schema, block, key, value) {
  const pattern = new RegExp(`(^${block} \\w+ \\{[^}]*?^\\s*${key}\\s*=\\s*)"[^"]*"`, 'm')
  if (!pattern.test(schema)) throw new Error(`prisma/schema.prisma: no ${key} in its ${block} block`)
  return schema.replace(pattern, (_, before) => before + JSON.stringify(value))
}
