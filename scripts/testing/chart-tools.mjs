import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../setup/root.mjs'
import { run, StepError } from '../setup/step.mjs'
import { findProgram } from './find-program.mjs'
import { goModule } from './go-module.mjs'
import { resourceSchema, schemasOfKubernetes } from './kubernetes-schemas.mjs'
import { keepTool, ownTools } from './own-tools.mjs'

// What looks at the Helm chart: kubeconform, and CNCF Distribution 3, which the chart starts. Versions and digests of all
// that they consist of stand in e2e/chart-tools.

const source = path.join(root, 'e2e/chart-tools')
const packages = { kubeconform: 'github.com/yannh/kubeconform/cmd/kubeconform', 'registry-3': './registry-3' }

/** Builds one of them into the clone: kubeconform (10 MB) in seconds, the registry (25 MB) in less than a minute, once. */
export async function provideChartTool(name) {
  const built = mkdtempSync(path.join(tmpdir(), `${name}-`))
  try {
    const env = { CGO_ENABLED: '0', GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' }
    const args = ['build', '-trimpath', '-ldflags=-s -w', '-o', path.join(built, name), packages[name]]
    await run(goFor(name), args, env, source)
    keepTool(name, readFileSync(path.join(built, name)))
  } finally {
    rmSync(built, { recursive: true, force: true })
  }
}

/** The oldest Kubernetes that the chart takes (`kubeVersion`), and a new one; each with the digest of its module. */
export const kubernetes = {
  '1.30.14': 'h1:MrlKXh9uhLIJpyxOeXhcndzRVSvwiV9iJ8NgH8nqPsg=',
  '1.37.2': 'h1:A2VDEiObzkYqFTKhSsn0ZEb0RlLEXpHWj93gi2HqEwE=',
}
const operator = { version: '0.85.0', sum: 'h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=' }

const maker = readFileSync(path.join(import.meta.dirname, 'kubernetes-schemas.mjs'))
const digest = createHash('sha256').update(maker).update(operator.sum).digest('hex').slice(0, 12)

/** A folder for each version, by a name that goes by what is behind it: a change of that is made anew. */
export const schemaFolder = (version) => path.join(ownTools, `kubernetes-${version}-${digest}`)

/** Makes the schemas that kubeconform goes by, of what Kubernetes and the Prometheus operator publish: 20 MB, once. */
export async function provideSchemas() {
  const { parse } = await import('yaml') // before the packages are installed this file is read as well
  const go = goFor('the schemas of Kubernetes')
  const named = 'github.com/prometheus-operator/prometheus-operator'
  const crds = path.join(await goModule(go, named, operator), 'example/prometheus-operator-crd')
  const resources = ['servicemonitors', 'prometheusrules'].map((name) =>
    resourceSchema(parse(readFileSync(path.join(crds, `monitoring.coreos.com_${name}.yaml`), 'utf8'))),
  )
  for (const [version, sum] of Object.entries(kubernetes)) {
    const folder = await goModule(go, 'k8s.io/kubernetes', { version, sum })
    const swagger = JSON.parse(readFileSync(path.join(folder, 'api/openapi-spec/swagger.json'), 'utf8'))
    keepFolder(schemaFolder(version), Object.fromEntries([...schemasOfKubernetes(swagger), ...resources]))
  }
}

function keepFolder(folder, files) {
  rmSync(`${folder}.new`, { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(`${folder}.new`, { recursive: true })
  for (const [name, schema] of Object.entries(files))
    writeFileSync(path.join(`${folder}.new`, `${name}.json`), JSON.stringify(schema))
  renameSync(`${folder}.new`, folder)
}

function goFor(what) {
  const go = findProgram('go')
  if (!go) throw new StepError(`${what}: install Go 1.26 or newer`)
  return go
}
