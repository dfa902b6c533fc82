import { describe, expect, test } from 'vitest'
import { chart, helm, renderText } from './render'

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',').includes('helm')

/** What Helm says instead of making anything. */
async function refusal(values: string, more: string[]): Promise<string> {
  return renderText(values, ...more).then(
    () => 'it was taken',
    (error: { stderr: string }) => error.stderr,
  )
}

/** Values that give a variable from a Secret, and the same one once more. */
const named = (list: string, name: string, at = 0) =>
  `${list}[${at}].name=${name},${list}[${at}].valueFrom.secretKeyRef.name=x,${list}[${at}].valueFrom.secretKeyRef.key=y`
const twice = (list: string, name: string) => `${named(list, name)},${named(list, name, 1)}`

const registry = 'registry.enabled=true,registry.host=r.example.com'
const sqlite = 'minimal-values.yaml'
const postgresql = 'postgresql-values.yaml'

describe.skipIf(missing)('values that are refused', () => {
  test.each<[string, string, string | RegExp]>([
    [sqlite, 'console.replica=2', /'\/console'.*'replica' not allowed/],
    [sqlite, 'replicas=2', /'replicas' not allowed/],
    [sqlite, 'env.LOG_LEVLE=info', /'LOG_LEVLE' not allowed/],
    [sqlite, 'env.SECRET_KEY=abc', /'SECRET_KEY' not allowed/],
    [sqlite, 'image.tag=latest', /image.tag must not be latest/],
    [sqlite, 'console.replicas=2', /console.replicas must be 1 with SQLite/],
    [sqlite, 'machines.autoscaling.enabled=true', /machines.autoscaling needs PostgreSQL/],
    [sqlite, 'ingress.host=', /ingress.host is missing/],
    [sqlite, 'ingress.enabled=false', /externalUrl is missing/],
    [sqlite, 'extraEnv[0].name=TOKEN,extraEnv[0].value=x', /'\/extraEnv\/0'.*'value' not allowed/],
    [
      sqlite,
      'extraEnv[0].name=SECRET_KEY,extraEnv[0].valueFrom.fieldRef.fieldPath=x',
      /extraEnv must not name SECRET_KEY/,
    ],
    [sqlite, 'backup.enabled=true', /backup.passphrase.existingSecret.name is missing/],
    ['sqlite-values.yaml', 'persistence.accessMode=ReadWriteOncePod', /must not be ReadWriteOncePod/],
    ['sqlite-values.yaml', 'backup.persistence.existingClaim=robots', /a volume of their own/],
    ['sqlite-values.yaml', `${registry},registry.persistence.existingClaim=robots-backups`, /a volume of their own/],
    [sqlite, `${registry},registry.persistence.existingClaim=robots-robot-console-data`, /a volume of their own/],
    [sqlite, 'metrics.serviceMonitor.enabled=true', /need metrics.enabled/],
    [sqlite, 'metrics.port=3000', /metrics.port must not be 3000/],
    [sqlite, 'registry.enabled=true', /registry.host is missing/],
    ['registry-values.yaml', 'registry.host=robots.example.com', /registry.host must differ/],
    ['registry-values.yaml', 'registry.replicas=2', /registry.replicas must be 1/],
    ['registry-values.yaml', 'env.REGISTRY_URL=https://x.example.com', /env must not name REGISTRY_URL/],
    [postgresql, 'database.url=postgresql://u:hidden@h/d', /database.url and .* exclude each other/],
    [postgresql, `secretKey.value=${'hidden'.repeat(6)}`, /secretKey.value and .* exclude each other/],
    [postgresql, 'machines.autoscaling.minReplicas=50', /minReplicas must not be above maxReplicas/],
    [postgresql, 'machines.resources.requests.cpu=null', /machines.autoscaling needs machines.resources.requests.cpu/],
    [sqlite, 'database.url=mysql://u:hidden@h/d', /database.url must be postgresql:/],
    [sqlite, 'secretKey.value=hidden', /secretKey.value must have at least 32 characters/],
    [
      sqlite,
      'database.url=postgresql://u:hid@den/hidden@h/d',
      /database.url must be .*postgresql:\/\/.*percent-encoded/,
    ],
    [sqlite, 'fullnameOverride=robots.prod', /"robots.prod" cannot be the name of a Service/],
    [sqlite, 'fullnameOverride=1robots', /"1robots" cannot be the name of a Service/],
    [sqlite, twice('extraEnv', 'NODE_OPTIONS'), /extraEnv names NODE_OPTIONS twice/],
    [
      'registry-values.yaml',
      twice('registry.extraEnv', 'REGISTRY_STORAGE_S3_SECRETKEY'),
      /extraEnv names REGISTRY_STORAGE_S3_SECRETKEY twice/,
    ],
    ['registry-values.yaml', named('registry.extraEnv', 'REGISTRY_AUTH_FILE'), /must not name REGISTRY_AUTH_FILE/],
    ['registry-values.yaml', named('registry.extraEnv', 'NOTIFICATIONS_TOKEN'), /must not name NOTIFICATIONS_TOKEN/],
    ['registry-values.yaml', 'registry.image.tag=', /registry.image.tag is missing/],
    ['registry-values.yaml', 'registry.storage.s3.secretkey=hidden', /registry.storage must not hold secrets/],
    ['registry-values.yaml', 'registry.storage.azure.accountkey=hidden', /registry.storage must not hold secrets/],
    ['registry-values.yaml', 'registry.storage.filesystem.rootdirectory=/x', /registry.storage must name one/],
    ['registry-values.yaml', 'registry.storage.cache.blobdescriptor=inmemory', /registry.storage must name one/],
    ['registry-values.yaml', 'registry.storage.s3.bucket=x,registry.storage.gcs.bucket=x', /storage must name one/],
  ])('%s with %s', async (values, set, sentence) => {
    const said = await refusal(values, ['--set', set])
    expect(said).toMatch(sentence)
    expect(said).not.toContain('hidden')
  })

  test('an upgrade whose key is gone makes no other', async () => {
    expect(await refusal(sqlite, ['--is-upgrade'])).toMatch(/Secret tools\/robots-robot-console-key.* is not there/)
    expect(await refusal(postgresql, ['--is-upgrade'])).toBe('it was taken')
  })

  test('a Kubernetes that knows no pause before stopping', async () => {
    expect(await refusal(sqlite, ['--kube-version', '1.29.0'])).toContain('incompatible with Kubernetes')
  })

  test('nothing at all', async () => {
    const said = helm(['template', 'robots', chart])
    await expect(said).rejects.toThrow('ingress.host is missing')
  })
})
