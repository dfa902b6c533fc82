import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './root.mjs'

/**
 * Takes the sources out of the source maps below a folder: a process keeps each map that it has read, and a stack needs
 * names and lines only.
 */
export function leanMaps(folder) {
  for (const name of readdirSync(path.join(root, folder), { recursive: true })) {
    if (!name.endsWith('.map')) continue
    const file = path.join(root, folder, name)
    const map = JSON.parse(readFileSync(file, 'utf8'))
    for (const part of [map, ...(map.sections ?? []).map((section) => section.map)]) delete part.sourcesContent
    writeFileSync(file, JSON.stringify(map))
  }
}
