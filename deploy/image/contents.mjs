import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The packages in the node_modules of a folder, those within others too: `id` is name@version.
 * @param {string} folder
 * @returns {{ place: string, name: string, version: string, id: string }[]}
 */
export function nodePackages(folder) {
  const modules = path.join(folder, 'node_modules')
  if (!existsSync(modules)) return []
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(path.join(modules, name)).map((own) => `${name}/${own}`) : [name],
  )
  return names.flatMap((own) => {
    const place = path.join(modules, own)
    const { name, version } = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'))
    return [{ place, name, version, id: `${name}@${version}` }, ...nodePackages(place)]
  })
}

/** The packages that are installed in a Debian with this root, as its dpkg has them in its books. */
export function debianPackages(root) {
  const release = field(readFileSync(path.join(root, 'etc/os-release'), 'utf8'), /^VERSION_ID="?([^"\n]*)/m)
  const books = readFileSync(path.join(root, 'var/lib/dpkg/status'), 'utf8').split(/\n\n+/)
  return books
    .filter((text) => /^Status: .* installed$/m.test(text))
    .map((text) => ({
      name: field(text, /^Package: (.*)/m),
      version: field(text, /^Version: (.*)/m),
      architecture: field(text, /^Architecture: (.*)/m),
      distribution: `debian-${release}`,
    }))
}

const field = (text, pattern) => pattern.exec(text)?.[1] ?? ''
