import type { Manifest } from './render'

export type Variable = { name: string; value?: string; valueFrom?: { secretKeyRef?: { name: string; key: string } } }

/** The pods that manifests make: who makes them, their labels and what they are to run. */
export const podsOf = (manifests: Manifest[]) =>
  manifests
    .filter(({ kind }) => ['Deployment', 'StatefulSet', 'CronJob', 'Pod'].includes(kind))
    .map((owner) => {
      const { metadata, spec } = owner.kind === 'Pod' ? owner : (owner.spec.jobTemplate ?? owner).spec.template
      return {
        owner,
        component: metadata.labels['app.kubernetes.io/component'] as string,
        labels: metadata.labels as Record<string, string>,
        spec: spec as Manifest,
        containers: spec.containers as Manifest[],
        all: [...(spec.initContainers ?? []), ...spec.containers] as Manifest[],
      }
    })

export const find = (manifests: Manifest[], kind: string, name: string): Manifest | undefined =>
  manifests.find((each) => each.kind === kind && each.metadata.name === name)

/** Whether a selector (labels, and `In`) takes a pod. */
export function selects(selector: Manifest, labels: Record<string, string>): boolean {
  const wanted = Object.entries((selector.matchLabels ?? {}) as Record<string, string>)
  const expressions = (selector.matchExpressions ?? []) as { key: string; operator: string; values: string[] }[]
  return (
    wanted.every(([key, value]) => labels[key] === value) &&
    expressions.every(({ key, operator, values }) => operator === 'In' && values.includes(labels[key]!))
  )
}

/**
 * The environment of a container as Kubernetes makes it: Secrets of the chart are read, those of others stand in as
 * `secrets` says.
 */
export function environmentOf(
  container: Manifest,
  manifests: Manifest[],
  secrets: Record<string, Record<string, string>> = {},
): Record<string, string> {
  const environment: Record<string, string> = {}
  for (const { name, value, valueFrom } of container.env as Variable[]) {
    const { name: secret, key } = valueFrom?.secretKeyRef ?? {}
    const own = secret && find(manifests, 'Secret', secret)?.data[key!]
    const found = own ? Buffer.from(own, 'base64').toString() : (value ?? secrets[secret ?? '']?.[key ?? ''])
    if (found !== undefined)
      environment[name] = found.replace(/\$\((\w+)\)/g, (whole, other: string) => environment[other] ?? whole)
  }
  return environment
}
