// Writes what the image consists of to <folder>/app/sbom.cdx.json, and the licences of what is bundled beside it:
// node deploy/image/sbom.mjs <folder of collect.mjs> <root of the image's base>
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '../../scripts/setup/root.mjs'
import { debianPackages, nodePackages } from './contents.mjs'

const [folder, base] = process.argv.slice(2)
const app = path.join(folder, 'app')
const { name, dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))

// All that is installed here, to choose from: `--omit=dev` loses what development packages have need of as well.
const npm = ['sbom', '--sbom-format=cyclonedx']
const bom = JSON.parse(execFileSync('npm', npm, { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }))
const inImage = new Set(nodePackages(app).map(({ id }) => id))
const bundled = bundledPackages()
const inside = bom.components.flatMap((component) => {
  const id = `${component.name}@${component.version}`
  if (inImage.has(id)) return [placed(component, 'node_modules')]
  return bundled.has(component.name) ? [placed(component, 'bundled')] : []
})
const debian = debianPackages(base).map(asComponent)
const components = [node(), ...inside, ...debian]
const refs = new Set([name, ...components.map((component) => component['bom-ref'])])
const known = (ref) => refs.has(ref) || ref === bom.metadata.component['bom-ref']
const links = bom.dependencies.filter(({ ref }) => known(ref))
writeFileSync(
  path.join(app, 'sbom.cdx.json'),
  JSON.stringify({
    ...bom,
    metadata: { ...bom.metadata, component: { ...bom.metadata.component, type: 'application', name } },
    components,
    dependencies: links.map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter(known) })),
  }),
)
for (const component of inside.filter(({ properties }) => properties.at(-1).value === 'bundled')) keepLicence(component)

/** What the bundles were made of, by their source maps; of styles and icons there are none, so what we ask for counts. */
function bundledPackages() {
  const names = new Set(Object.keys(dependencies))
  for (const file of readdirSync(path.join(root, '.next'), { recursive: true })) {
    if (!file.endsWith('.map') || file.startsWith('cache')) continue
    const map = JSON.parse(readFileSync(path.join(root, '.next', file), 'utf8'))
    for (const { sources = [] } of [map, ...(map.sections ?? []).map((section) => section.map)])
      for (const source of sources) {
        const [, found] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(decodeURIComponent(source)) ?? []
        if (found) names.add(found)
      }
  }
  return names
}

function placed(component, place) {
  return { ...component, properties: [...(component.properties ?? []), { name: 'robot-console:place', value: place }] }
}

function asComponent({ name: own, version: release, architecture, distribution }) {
  const query = `arch=${architecture}&distro=${distribution}`
  const purl = `pkg:deb/debian/${encodeURIComponent(own)}@${encodeURIComponent(release)}?${query}`
  return { 'bom-ref': purl, type: 'library', name: own, version: release, purl }
}

/** Node was linked with libraries of its own, which no package tells of. */
function node() {
  const own = process.versions.node
  const cpe = `cpe:2.3:a:nodejs:node.js:${own}:*:*:*:*:*:*:*`
  const properties = Object.entries(process.versions).map(([part, value]) => ({ name: `node:${part}`, value }))
  const purl = `pkg:generic/node@${own}`
  return { 'bom-ref': purl, type: 'application', name: 'node', version: own, purl, cpe, properties }
}

function keepLicence({ name: own, version: release }) {
  const from = path.join(root, 'node_modules', own)
  if (!existsSync(from)) return
  const files = readdirSync(from).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
  const to = path.join(app, 'licences', `${own}@${release}`)
  for (const file of files) {
    mkdirSync(to, { recursive: true })
    cpSync(path.join(from, file), path.join(to, file))
  }
}
