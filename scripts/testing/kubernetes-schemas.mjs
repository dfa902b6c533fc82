// From Kubernetes' own description of its API to JSON schemas as kubeconform wants them, a file for each kind. Strict: what
// is not described is refused, which Kubernetes itself would drop without a word.

/** What the chart may make; of anything else there is no schema, so kubeconform refuses it. */
const kinds = [
  ['apps', 'v1', 'Deployment'],
  ['apps', 'v1', 'StatefulSet'],
  ['autoscaling', 'v2', 'HorizontalPodAutoscaler'],
  ['batch', 'v1', 'CronJob'],
  ['networking.k8s.io', 'v1', 'Ingress'],
  ['networking.k8s.io', 'v1', 'NetworkPolicy'],
  ['policy', 'v1', 'PodDisruptionBudget'],
  ...['ConfigMap', 'PersistentVolumeClaim', 'Pod', 'Secret', 'Service'].map((kind) => ['', 'v1', kind]),
]

/** Name of the file, without `.json`, and schema of each kind. */
export function schemasOfKubernetes({ definitions }) {
  const strictly = Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, strict(schema)]))
  return kinds.map((kind) => {
    const name = Object.keys(definitions).find((each) => isOf(definitions[each], kind))
    const whole = {
      ...strictly[name],
      required: ['apiVersion', 'kind', 'metadata', ...(strictly[name].required ?? [])],
    }
    return [fileName(kind), { ...whole, definitions: reachable(name, strictly) }]
  })
}

/** The same of a resource that an operator brings along. */
export function resourceSchema({ spec: { group, names, versions } }) {
  const { name, schema } = versions.find(({ storage }) => storage)
  const whole = strict(schema.openAPIV3Schema)
  return [fileName([group, name, names.kind]), { ...whole, properties: { ...whole.properties, metadata: {} } }]
}

const isOf = (definition, [group, version, kind]) =>
  definition['x-kubernetes-group-version-kind']?.some(
    (each) => each.group === group && each.version === version && each.kind === kind,
  )

const fileName = ([group, version, kind]) =>
  [kind.toLowerCase(), ...group.split('.').slice(0, 1), version].filter(Boolean).join('-')

function strict(schema) {
  const { 'x-kubernetes-int-or-string': isEither, format, ...rest } = schema
  if (isEither || format === 'int-or-string') return { type: ['string', 'integer'] }
  const each = (map) => map && Object.fromEntries(Object.entries(map).map(([key, value]) => [key, strict(value)]))
  const isOpen = rest['x-kubernetes-preserve-unknown-fields'] || rest.additionalProperties || !rest.properties
  return {
    ...rest,
    ...(rest.properties && { properties: each(rest.properties) }),
    ...(rest.items && { items: strict(rest.items) }),
    ...(typeof rest.additionalProperties === 'object' && { additionalProperties: strict(rest.additionalProperties) }),
    ...(!isOpen && { additionalProperties: false }),
  }
}

/** A quantity is written as a number too. */
const quantity = 'io.k8s.apimachinery.pkg.api.resource.Quantity'

function reachable(name, all) {
  const found = {}
  const visit = (value) => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    const [, referred] = /^#\/definitions\/(.+)$/.exec(value.$ref ?? '') ?? []
    if (referred && !found[referred]) {
      found[referred] = referred === quantity ? { type: ['string', 'number'] } : all[referred]
      visit(found[referred])
    }
    Object.values(value).forEach(visit)
  }
  visit(all[name])
  return found
}
