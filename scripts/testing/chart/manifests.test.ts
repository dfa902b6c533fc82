import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseEnv } from '@/lib/server/env'
import { root } from '../../setup/root.mjs'
import { environmentOf, find, podsOf, selects, type Variable } from './pods'
import { chart, helm, render, valuesFile, valuesFiles, type Manifest } from './render'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const known = [...read('lib/server/env.ts').matchAll(/^ {4}([A-Z_]+): /gm)].map(([, name]) => name!)
/** Whether its pods stay, and are asked for something. */
const serves = ({ kind }: Manifest) => ['Deployment', 'StatefulSet'].includes(kind)
const isKnown = (name: string) => known.includes(name) || /^OTEL_|^NODE_OPTIONS$/.test(name)

/** What Secrets that are not the chart's hold. */
const secrets = {
  'robots-postgresql': { url: 'postgresql://robots:p@database/robots', uri: 'postgresql://robots:p@database/robots' },
  'robots-key': { 'secret-key': 'a key of the tests that is long enough' },
  'robots-admin': { password: 'Password-of-the-tests-1' },
  'robots-metrics': { token: 'a-token-of-the-tests' },
  'robots-backup': { passphrase: 'a passphrase of the tests', word: 'a passphrase of the tests' },
  images: { 'notifications-token': 'a-token-of-the-tests', 'http-secret': 'another' },
}

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',').includes('helm')

describe.skipIf(missing).each(valuesFiles)('%s', (values) => {
  let manifests: Manifest[] = []
  beforeAll(async () => void (manifests = await render(values)))
  const pods = () => podsOf(manifests)
  const ours = () => pods().filter(({ component }) => ['console', 'machines'].includes(component))

  test('Helm finds nothing to say', async () => {
    expect(await helm(['lint', '--strict', chart, '--values', valuesFile(values)])).toContain('0 chart(s) failed')
  })

  test('no two things have the same name, and all lie in the release', () => {
    const names = manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)
    expect(new Set(names).size).toBe(names.length)
    for (const { metadata } of manifests) {
      expect(metadata.labels['app.kubernetes.io/instance']).toBe('robots')
      expect(metadata.labels['app.kubernetes.io/managed-by']).toBe('Helm')
    }
  })

  test('no pod is root, may write to its image, gain a right or ask Kubernetes', () => {
    for (const { spec, all } of pods()) {
      expect(spec).toMatchObject({
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: 30,
        securityContext: { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } },
      })
      for (const { securityContext } of all)
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ['ALL'] },
        })
    }
  })

  test('every container has bounds, and what serves is asked and given time to leave', () => {
    for (const { owner, spec, containers, all } of pods()) {
      for (const { resources } of all) {
        expect(resources.requests.cpu && resources.requests.memory && resources.limits.memory).toBeTruthy()
        expect(resources.limits.cpu).toBeUndefined()
      }
      if (!serves(owner)) continue
      for (const container of containers) {
        const ports = container.ports.map(({ name }: Manifest) => name)
        for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe'])
          expect(ports).toContain(container[probe].httpGet.port)
        // Pause, 10 s for requests, 5 s for the rest: docs/manual/operations.md.
        expect(container.lifecycle.preStop.sleep.seconds + 15).toBeLessThan(spec.terminationGracePeriodSeconds)
      }
    }
    for (const { containers } of ours()) {
      expect(containers[0]!.livenessProbe.httpGet.path).toBe('/livez')
      expect(containers[0]!.readinessProbe.httpGet.path).toBe('/readyz')
    }
  })

  test('a rollout waits for as long as a start may take', () => {
    for (const { owner, containers } of ours().filter(({ owner: { kind } }) => kind === 'Deployment')) {
      const { periodSeconds, failureThreshold } = containers[0]!.startupProbe
      expect(owner.spec.progressDeadlineSeconds).toBeGreaterThanOrEqual(periodSeconds * failureThreshold + 100)
    }
  })

  test('every image has a version', () => {
    const version = JSON.parse(read('package.json')).version as string
    expect(parse(read('deploy/chart/Chart.yaml')).appVersion).toBe(version)
    for (const { image } of pods().flatMap(({ all }) => all))
      expect(image).toMatch(/^[\w./-]+(:\d+\.\d+\.\d+|@sha256:[0-9a-f]{64})$/)
  })

  test('what is mounted is there, /data and /tmp may be written to', () => {
    for (const { spec, all } of pods()) {
      const volumes = ((spec.volumes ?? []) as Manifest[]).map(({ name }) => name as string)
      const mounts = all.flatMap(({ volumeMounts = [] }) => volumeMounts as Manifest[])
      expect(new Set(mounts.map(({ name }) => name))).toEqual(new Set(volumes))
    }
    for (const { spec, containers } of ours()) {
      expect(containers[0]!.volumeMounts.map(({ mountPath }: Manifest) => mountPath)).toEqual(['/data', '/tmp'])
      const [data] = spec.volumes as Manifest[]
      expect(Boolean(data!.persistentVolumeClaim)).toBe(!environmentOf(containers[0]!, manifests, secrets).DATABASE_URL)
    }
  })

  test('who makes pods knows them again, and nobody else’s', () => {
    for (const { owner } of pods().filter(({ owner: each }) => serves(each))) {
      const taken = pods().filter(({ labels }) => selects(owner.spec.selector, labels))
      expect(taken.map((pod) => pod.owner)).toEqual([owner])
    }
  })

  test('a Service leads to a port of one kind of pods, an Ingress to a Service, an autoscaler to a Deployment', () => {
    for (const { spec } of manifests.filter(({ kind }) => kind === 'Service')) {
      const [pod, ...others] = pods().filter(({ labels }) => selects({ matchLabels: spec.selector }, labels))
      expect(others).toEqual([])
      const ports = pod!.containers.flatMap((each) => each.ports as Manifest[]).map(({ name }) => name as string)
      for (const { targetPort } of spec.ports) expect(ports).toContain(targetPort)
    }
    const rules = manifests.filter(({ kind }) => kind === 'Ingress').flatMap(({ spec }) => spec.rules as Manifest[])
    for (const { service } of rules.flatMap(({ http }) => http.paths).map(({ backend }) => backend)) {
      const { ports } = find(manifests, 'Service', service.name)!.spec
      expect(ports.map(({ name }: Manifest) => name)).toContain(service.port.name)
    }
    for (const { spec } of manifests.filter(({ kind }) => kind === 'HorizontalPodAutoscaler')) {
      const target = find(manifests, spec.scaleTargetRef.kind, spec.scaleTargetRef.name)!
      expect(target.spec.replicas).toBeUndefined()
    }
  })

  test('the environment is one that the server takes', () => {
    for (const { containers } of ours()) {
      const names = (containers[0]!.env as Variable[]).map(({ name }) => name)
      expect(names.filter((name) => !isKnown(name))).toEqual([])
      expect(new Set(names).size).toBe(names.length)
      const env = parseEnv(environmentOf(containers[0]!, manifests, secrets))
      expect(env).toMatchObject({ PORT: 3000, HOST: '0.0.0.0', DATA_DIR: '/data', NODE_ENV: 'production' })
      expect(env.EXTERNAL_URL).toBe('https://robots.example.com')
      expect(env.SECRET_KEY).toBeDefined()
    }
  })

  test('the machines’ door has the console’s environment, but for the first password', () => {
    const [console, door] = ['console', 'machines'].map((name) => ours().find(({ component }) => component === name))
    if (!door) return expect(console!.owner).toMatchObject({ kind: 'StatefulSet', spec: { replicas: 1 } })
    const without = (console!.containers[0]!.env as Variable[]).filter(({ name }) => name !== 'ADMIN_PASSWORD')
    expect(without.length).toBeLessThan(console!.containers[0]!.env.length)
    expect(door.containers[0]!.env).toEqual(without)
    expect(door.containers[0]!.image).toBe(console!.containers[0]!.image)
    expect([console!, door].map(({ containers }) => containers[0]!.command)).toEqual([
      ['node', '.next/entry.mjs'],
      ['node', '.next/tokens.mjs'],
    ])
  })

  test('secrets stand in Secrets alone', () => {
    const own = manifests.filter(({ kind }) => kind === 'Secret')
    const values = own.flatMap(({ data }) => Object.values(data as Record<string, string>))
    const rest = JSON.stringify(manifests.filter(({ kind }) => kind !== 'Secret'))
    for (const value of values) {
      expect(rest).not.toContain(value)
      expect(rest).not.toContain(Buffer.from(value, 'base64').toString())
    }
    const sensitive = /SECRET|PASSWORD|DATABASE_URL|TOKEN$/
    for (const { name, value } of pods().flatMap(({ all }) => all.flatMap(({ env = [] }) => env as Variable[])))
      if (sensitive.test(name)) expect([name, value]).toEqual([name, undefined])
  })

  test('every pod is behind a NetworkPolicy, whose ports are pods’ own', () => {
    const policies = manifests.filter(({ kind }) => kind === 'NetworkPolicy')
    for (const { labels, containers } of pods().filter(({ component }) => component !== 'test')) {
      const [policy, ...others] = policies.filter(({ spec }) => selects(spec.podSelector, labels))
      expect(others).toEqual([])
      expect(policy!.spec.policyTypes).toEqual(['Ingress', 'Egress'])
      const open = policy!.spec.ingress.flatMap(({ ports }: Manifest) => ports).map(({ port }: Manifest) => port)
      expect(open).toEqual((containers[0]!.ports ?? []).map(({ containerPort }: Manifest) => containerPort))
      expect(JSON.stringify(policy!.spec.egress)).toContain('{"port":53,"protocol":"UDP"}')
    }
  })

  test('a backup has the console’s data and key, a volume of its own and nobody who asks it', () => {
    const made = pods().find(({ component }) => component === 'backup')
    if (!made) return
    const [console_] = ours().filter(({ component }) => component === 'console')
    const [data, , backups] = made.spec.volumes as Manifest[]
    expect(data).toEqual(console_!.spec.volumes[0])
    expect(backups!.persistentVolumeClaim.claimName).not.toBe(data!.persistentVolumeClaim?.claimName)
    const near = made.spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []
    expect(near.map(({ labelSelector }: Manifest) => selects(labelSelector, console_!.labels))).toEqual(
      data!.persistentVolumeClaim ? [true] : [],
    )
    const given = environmentOf(made.containers[0]!, manifests, secrets)
    const { ADMIN_PASSWORD: _, ...known } = environmentOf(console_!.containers[0]!, manifests, secrets)
    expect(given).toEqual({ ...known, BACKUP_PASSPHRASE: 'a passphrase of the tests' })
    expect(made.owner.spec).toMatchObject({ concurrencyPolicy: 'Forbid' })
    expect(made.owner.metadata.name.length).toBeLessThanOrEqual(52)
  })

  test('a drain may always go on', () => {
    const budgets = manifests.filter(({ kind }) => kind === 'PodDisruptionBudget')
    expect(budgets.length).toBe(ours().length > 1 ? 2 : 0)
    for (const { spec } of budgets) {
      expect(spec).toMatchObject({ maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' })
      expect(ours().filter(({ labels }) => selects(spec.selector, labels))).toHaveLength(1)
    }
  })

  test('what holds data stays when the release goes', () => {
    const keeping = manifests.filter(
      ({ kind, data }) => kind === 'PersistentVolumeClaim' || data?.['secret-key'] || data?.password,
    )
    for (const { metadata } of keeping) expect(metadata.annotations['helm.sh/resource-policy']).toBe('keep')
  })
})
