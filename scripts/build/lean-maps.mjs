// Takes the sources out of the source maps of what Next has built: a process keeps each map that it has read, and a
// stack needs names and lines only.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../setup/root.mjs'

const folder = path.join(root, '.next/server')
for (const name of readdirSync(folder, { recursive: true })) {
  if (!name.endsWith('.map')) continue
  const file = path.join(folder, name)
  const map = JSON.parse(readFileSync(file, 'utf8'))
  for (const part of [map, ...(map.sections ?? []).map((section) => section.map)]) delete part.sourcesContent
  writeFileSync(file, JSON.stringify(map))
}
