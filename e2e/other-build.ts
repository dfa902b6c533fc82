import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeClone, type Clone } from './clone'

/**
 * Our build as the next version's would be: under another name, and no script has a name that ours had. Built in truth
 * it takes a minute: that is upgrade.spec.ts.
 */
export function makeOtherBuild(): Clone {
  const clone = makeClone()
  const build = path.join(clone.folder, '.next')
  const id = readFileSync(path.join(build, 'BUILD_ID'), 'utf8')
  const chunks = readdirSync(path.join(build, 'static/chunks')).filter((name) => name.endsWith('.js'))
  const names = new Map(chunks.map((name) => [name, `next-${name}`]))
  names.set(id, [...id].reverse().join(''))
  const old = new RegExp([...names.keys()].map((name) => name.replaceAll('.', '\\.')).join('|'), 'g')
  for (const name of readdirSync(build, { recursive: true, encoding: 'utf8' })) {
    // Links lead to the packages themselves: written by several tests at once they would end up empty.
    if (name.startsWith('node_modules')) continue
    const file = path.join(build, name)
    if (name.endsWith('.br'))
      rmSync(file) // of the old text
    else if (/(^BUILD_ID|\.(m?js|json|html|rsc))$/.test(name)) {
      const text = readFileSync(file, 'utf8')
      writeFileSync(
        file,
        text.replace(old, (found) => names.get(found)!),
      )
    }
  }
  for (const name of chunks)
    renameSync(path.join(build, 'static/chunks', name), path.join(build, 'static/chunks', `next-${name}`))
  return clone
}
