import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { registryConfig } from '@/scripts/registry/config'
import { root } from '../../setup/root.mjs'
import { find, podsOf, type Variable } from './pods'
import { chart, helm, render, valuesFile, valuesFiles, type Manifest } from './render'

const missing = (process.env.TEST_MISSING_TOOLS ?? '').split(',').includes('helm')

describe.skipIf(missing)('the chart', () => {
  test('sends machines to their own door, and every path as it is', async () => {
    const ingress = find(await render('postgresql-values.yaml'), 'Ingress', 'robots-robot-console')!
    const [{ host, http }] = ingress.spec.rules
    expect(host).toBe('robots.example.com')
    expect(http.paths.map((each: Manifest) => [each.path, each.pathType, each.backend.service.name])).toEqual([
      ['/service/', 'Prefix', 'robots-robot-console-machines'],
      ['/api/v2.0/', 'Prefix', 'robots-robot-console-machines'],
      ['/c/', 'Prefix', 'robots-robot-console-machines'],
      ['/', 'Prefix', 'robots-robot-console'],
    ])
    expect(ingress.metadata.annotations).toBeUndefined()
    expect(ingress.spec.tls).toEqual([{ hosts: [host], secretName: 'robots-robot-console-tls' }])
  })

  test('believes one proxy behind an ingress, none without, else what it is told', async () => {
    const trust = async (values: string, ...more: string[]) => {
      const [pod] = podsOf(await render(values, ...more))
      return pod!.containers[0]!.env.find(({ name }: Variable) => name === 'TRUST_PROXY').value as string
    }
    expect(await trust('minimal-values.yaml')).toBe('1')
    expect(await trust('minimal-values.yaml', '--set', 'trustProxy=0')).toBe('0')
    expect(await trust('sqlite-values.yaml', '--set', 'trustProxy=')).toBe('0')
    expect(await trust('sqlite-values.yaml')).toBe('10.0.0.0/8')
  })

  test('makes another key and password with each installation, which no other may replace', async () => {
    const made = await Promise.all([1, 2].map(() => render('minimal-values.yaml')))
    const held = made.map((each) => each.filter(({ kind }) => kind === 'Secret'))
    for (const each of held) expect(each.map(({ immutable }) => immutable)).toEqual([true, true])
    expect(held[0]!.map(({ data }) => data)).not.toEqual(held[1]!.map(({ data }) => data))
    // A change of what is made up anew restarts nobody.
    expect(podsOf(made[0]!)).toEqual(podsOf(made[1]!))
  })

  test('a new address of the database restarts the pods; their annotation is no fast hash of it', async () => {
    const checksum = async (...more: string[]) => podsOf(await render('tls-values.yaml', ...more)).map(annotation)
    const annotation = ({ owner }: { owner: Manifest }) => owner.spec.template?.metadata.annotations['checksum/config']
    const [before, again, after] = await Promise.all([
      checksum(),
      checksum(),
      checksum('--set', 'database.url=postgresql://robots:new@database/robots'),
    ])
    expect(again).toEqual(before)
    expect(after![0]).not.toBe(before![0])
  })

  test('the registry is configured as `npm run registry -- config` does it, without its secrets', async () => {
    const manifests = await render('registry-values.yaml')
    const config = parse(find(manifests, 'ConfigMap', 'robots-robot-console-registry')!.data['config.yml'])
    const externalUrl = 'https://robots.example.com'
    const given = { externalUrl, service: 'harbor-registry', issuer: 'harbor-token-issuer', keys: '/keys/jwks.json' }
    const place = { storage: '/var/lib/registry', address: ':5000', secret: '', notificationsToken: 'x' }
    const expected = parse(registryConfig({ release: '3', ...given, ...place }))
    delete expected.http.secret
    const [endpoint] = expected.notifications.endpoints
    delete endpoint.headers
    endpoint.url = 'http://robots-robot-console.tools.svc:80/service/notifications'
    expect(config).toEqual(expected)
  })

  test('the registry is the release that the proof builds', async () => {
    const modules = readFileSync(path.join(root, 'e2e/chart-tools/go.mod'), 'utf8')
    const [, built] = /distribution\/v3 v(\S+)$/m.exec(modules)!
    const registry = podsOf(await render('registry-values.yaml')).find(({ component }) => component === 'registry')!
    expect(registry.containers[0]!.image).toBe(`registry:${built}`)
  })

  test('names fit into Kubernetes, however long the release’s is', async () => {
    const all = [
      'metrics.enabled=true',
      'registry.enabled=true',
      'registry.host=r.example.com',
      'metrics.serviceMonitor.enabled=true',
    ]
    const backup = ['backup.enabled=true', 'backup.passphrase.existingSecret.name=x']
    const set = [...all, ...backup, `fullnameOverride=${'r'.repeat(70)}`, `nameOverride=${'n'.repeat(70)}`].join(',')
    const manifests = await render('postgresql-values.yaml', '--set', set)
    for (const { kind, metadata, spec } of manifests) {
      expect([kind, metadata.name]).toEqual([kind, expect.stringMatching(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/)])
      const labels = [metadata.labels, spec?.template?.metadata.labels ?? {}] as Record<string, string>[]
      for (const value of labels.flatMap(Object.values)) expect(value).toMatch(/^[\w]([-.\w]{0,61}\w)?$/)
    }
    expect(new Set(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).size).toBe(manifests.length)
  })

  test('lets out to the port that the database’s address names', async () => {
    const portOf = async (url: string) => {
      const manifests = await render('minimal-values.yaml', '--set', `database.url=${url}`)
      const { egress } = find(manifests, 'NetworkPolicy', 'robots-robot-console')!.spec
      return egress.at(-1).ports[0].port as number
    }
    expect(await portOf('postgresql://u:p@database/robots')).toBe(5432)
    expect(await portOf('postgresql://u:p%401@database:6432/robots?sslmode=require')).toBe(6432)
    expect(await portOf('postgresql://u:1@[2001:db8::1]/robots')).toBe(5432)
    expect(await portOf('postgresql://u@[2001:db8::1]:6432/robots')).toBe(6432)
    expect(await portOf('postgresql://database:6432/robots')).toBe(6432)
  })

  test('a share of requests that are traced stays the share that it is', async () => {
    const pods = podsOf(
      await render(
        'minimal-values.yaml',
        '--set-json',
        'env={"OTEL_TRACES_SAMPLER_ARG":0.25,"API_RATE_LIMIT":2000000}',
      ),
    )
    const env = pods[0]!.containers[0]!.env as Variable[]
    expect(env).toContainEqual({ name: 'OTEL_TRACES_SAMPLER_ARG', value: '0.25' })
    expect(env).toContainEqual({ name: 'API_RATE_LIMIT', value: '2000000' })
  })

  test('Prometheus sends the token that the metrics ask for', async () => {
    const monitor = find(await render('everything-values.yaml'), 'ServiceMonitor', 'robots')!
    expect(monitor.spec.endpoints[0].authorization).toEqual({ credentials: { name: 'robots-metrics', key: 'token' } })
    const without = await render(
      'minimal-values.yaml',
      '--set',
      'metrics.enabled=true,metrics.serviceMonitor.enabled=true',
    )
    expect(find(without, 'ServiceMonitor', 'robots-robot-console')!.spec.endpoints[0]).not.toHaveProperty(
      'authorization',
    )
  })

  test('on OpenShift the cluster says who it runs as, and on IPv6 it listens there', async () => {
    const pods = podsOf(await render('everything-values.yaml', '--set', 'pods.user=null,pods.listen=::'))
    for (const { spec } of pods)
      expect(Object.keys(spec.securityContext).sort()).toEqual([
        'fsGroupChangePolicy',
        'runAsNonRoot',
        'seccompProfile',
      ])
    for (const { containers } of pods.filter(({ component }) => ['console', 'machines'].includes(component)))
      expect(containers[0]!.env).toContainEqual({ name: 'HOST', value: '::' })
  })

  test.each(valuesFiles)('what it says after an installation with %s is so', async (values) => {
    const given = [
      'install',
      'robots',
      chart,
      '--dry-run=client',
      '--namespace',
      'tools',
      '--values',
      valuesFile(values),
    ]
    const [, notes = ''] = (await helm(given)).split('\nNOTES:\n')
    const manifests = await render(values)
    const console_ = podsOf(manifests).find(({ component }) => component === 'console')!
    const env = console_.containers[0]!.env as Variable[]
    expect(notes).toContain(env.find(({ name }) => name === 'EXTERNAL_URL')!.value)
    // A Secret is the chart's, or one that a pod is told of.
    const known = JSON.stringify(manifests)
    const named = [...notes.matchAll(/\b([Ss]ecret|deployment) (robots[-a-z0-9]*)/g)]
    expect(named.length).toBeGreaterThan(0)
    for (const [, kind, name] of named)
      if (kind === 'deployment') expect(find(manifests, 'Deployment', name!)).toBeDefined()
      else expect(known.includes(`"name":"${name}"`), name).toBe(true)
    expect(/SQLite on one volume/.test(notes)).toBe(manifests.some(({ kind }) => kind === 'StatefulSet'))
    expect(/unencrypted/.test(notes)).toBe(false)
  })

  test('that nothing is encrypted is said', async () => {
    const given = ['install', 'robots', chart, '--dry-run=client', '--values', valuesFile('minimal-values.yaml')]
    expect(await helm([...given, '--set', 'ingress.tls.enabled=false'])).toContain('secrets travel unencrypted')
  })

  // A copy, since a link is not a link on every system that a clone is made on.
  test('alerts are those of deploy/prometheus', async () => {
    const rules = readFileSync(path.join(root, 'deploy/prometheus/rules.yaml'), 'utf8')
    const manifests = await render('everything-values.yaml', '--set', 'metrics.rules.enabled=true')
    expect(find(manifests, 'PrometheusRule', 'robots')!.spec).toEqual(parse(rules))
  })
})
