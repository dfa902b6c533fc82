import type { Metrics } from './product-metrics'

type Selector = { name: string; labels: string[] }
/** What an expression reads, and the labels it groups by. */
type Reads = { selectors: Selector[]; grouping: string[] }

/** Texts, comments and ranges first, since what stands in them is none of the rest. */
const token = /"(?:\\.|[^"\\])*"|#.*|\[[^\]]*\]|\d[\w.]*|\$?[A-Za-z_:][\w:]*|[{}()]/g
const operators = new Set(['and', 'or', 'unless', 'offset', 'bool', 'inf', 'nan'])
const groupings = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right'])
const isName = (text: string) => /^[A-Za-z_:]/.test(text)

/** Takes it for granted that the expression is a right one: promtool looks at that. */
export function readsOf(expr: string): Reads {
  const tokens = [...expr.matchAll(token)].map(([text]) => text).filter((text) => !/^["#[]/.test(text))
  const reads: Reads = { selectors: [], grouping: [] }
  let within: 'selector' | 'grouping' | undefined
  for (const [at, text] of tokens.entries()) {
    if (text === '{') within = 'selector'
    else if (text === '(' && groupings.has(tokens[at - 1]!)) within = 'grouping'
    else if (text === '}' || text === ')') within = undefined
    else if (!isName(text)) continue
    else if (within === 'selector') reads.selectors.at(-1)?.labels.push(text)
    else if (within === 'grouping') reads.grouping.push(text)
    else if (isSeries(text, tokens[at + 1])) reads.selectors.push({ name: text, labels: [] })
  }
  return reads
}

/** No function and no aggregation, whose grouping may stand before what it is of. */
const isSeries = (text: string, next = '') =>
  next !== '(' && !/^(by|without)$/.test(next) && !operators.has(text.toLowerCase()) && !groupings.has(text)

/** What Prometheus and its discovery give to every series. */
const targetLabels = ['namespace', 'job', 'instance']
/** What others tell as well, under the same names. */
const isShared = (name: string) => name === 'up' || /^(nodejs|process)_/.test(name)

/**
 * The series and labels of an expression that nobody provides. `recorded` are the names that rules give. What is not the
 * product's alone must say whose it is.
 */
export function unknownIn(expr: string, metrics: Metrics, recorded: readonly string[]): string[] {
  const { selectors, grouping } = readsOf(expr)
  const known = new Set([...targetLabels, 'le', ...recorded.flatMap((name) => name.split(':')[0]!.split('_'))])
  const faults = selectors.flatMap(({ name, labels }) => {
    if (recorded.includes(name)) return []
    if (isShared(name) && !labels.includes('job')) return [`${name} without a job`]
    const given = name === 'up' ? [] : labelsOf(name, metrics)
    if (!given) return [`unknown metric ${name}`]
    for (const label of given) known.add(label)
    return labels.filter((label) => ![...given, ...targetLabels].includes(label)).map((label) => `${name}{${label}}`)
  })
  return [...faults, ...grouping.filter((label) => !known.has(label)).map((label) => `by ${label}`)]
}

/** A histogram's series have endings of their own. */
function labelsOf(name: string, metrics: Metrics): readonly string[] | undefined {
  const base = name.replace(/_(bucket|sum|count)$/, '')
  return metrics.get(name) ?? (metrics.get(base)?.includes('le') ? metrics.get(base) : undefined)
}
