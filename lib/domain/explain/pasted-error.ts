import type { RepositoryAction } from '../permissions/role'

/** What a client's error or a line of a registry's log tells of a question for Explain; null = it does not say. */
export type PastedError = {
  who: string | null
  repository: string | null
  action: RepositoryAction | null
  /** Whether a secret stood in the text: it is in none of the others. */
  holdsSecret: boolean
}

/** So much of a text is looked at: its end, where logs and clients say what went wrong last. */
const maxLength = 20_000

/** Secrets of our making, and whatever stands where credentials stand. Each is cut out before anything is read. */
const secrets = [
  /hrb_[0-9A-Za-z]+/g,
  /\b(?:Basic|Bearer)\s+(?!auth)[\w+/=.~-]{8,}/gi,
  /\beyJ[\w-]+\.[\w.-]+/g,
  /\b(?:auth|\w*token|password|passwd|secret)(?:["']\s*:\s*["']?|=["']?)[^\s"',}&]+/gi,
  /^[ \t]*(?:auth|password|passwd|secret|token):[ \t]+\S+/gim,
  /--?p(?:assword)?[ =]\S+/g,
]

/** `//name:secret@host`: the name is kept. */
const credentialsInUrl = /(\/\/[^\s/:@]{1,300}):[^\s/@]{1,500}@/g

const segment = '[a-z0-9]+(?:(?:[.]|__|_|-+)[a-z0-9]+)*'
const path = `${segment}(?:/${segment}){1,40}`
const host = '(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\\d{1,5})?/)'

/** Where a repository is named without its registry. The first that fits is meant. */
const named = [
  new RegExp(`\\bvars\\.name["']?\\s*[=:]\\s*["']?(${path})`),
  new RegExp(`\\brepository:(${path}):`),
  new RegExp(`\\bName["']?:\\s*["']?(${path})`),
  new RegExp(`/v2/(${path})/(?:manifests|blobs|tags|referrers)\\b`),
]

/** Where one is named as clients spell it, most often with its registry. */
const references = [
  new RegExp(`access denied for (${host}?${path})`),
  new RegExp(`refers to repository \\[(${host}?${path})`),
  new RegExp(`(?:image|reference|repository) ["'](${host}?${path})`),
  new RegExp(`(?:docker|oci)://(${host}?${path})`),
  new RegExp(`\\b(?:in|exists in|from|to) (${host}${path})`),
  new RegExp(`(?:^|[\\s"'\\[(])((?:localhost|[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+)(?::\\d{1,5})?/${path})`),
]

/**
 * Reads what somebody pastes: the errors of docker, podman, skopeo, helm, containerd, kubelet, crane and oras, the log
 * of a registry, the access log before it. Guesses nothing that is not there, and looks at each character a bounded
 * number of times.
 */
export function parsePastedError(pasted: string, prefix: string): PastedError {
  const whole = pasted.slice(-maxLength).replaceAll('\\"', '"')
  const clean = secrets.reduce((text, secret) => text.replace(secret, ' '), whole).replace(credentialsInUrl, '$1@')
  const text = decoded(clean)
  return {
    who: whoIn(text, prefix),
    repository: repositoryIn(text),
    action: actionIn(text),
    holdsSecret: clean !== whole,
  }
}

/** What stands in a URL is meant as it reads decoded. */
const decoded = (text: string): string =>
  text.replace(/%(?:3A|2F|2C|24|2B|40|20)/gi, (code) => decodeURIComponent(code)).replace(/\+(?=repository:)/g, ' ')

function whoIn(text: string, prefix: string): string | null {
  const names = [
    /\bauth\.user\.name["']?\s*[=:]\s*["']?([^\s"',}]+)/,
    /[?&]account=([^\s&"']+)/,
    /^\S+ - (?!- )(\S+) \[/m,
    new RegExp(`(?:^|[\\s"'/=:(])(${escaped(prefix)}[a-z0-9][a-zA-Z0-9._+-]*)`),
  ]
  return firstIn(text, names)?.replace(/[.,;:]+$/, '') ?? null
}

function repositoryIn(text: string): string | null {
  const plain = firstIn(text, named)
  if (plain !== null) return plain
  const reference = firstIn(text, references)
  return reference && withoutRegistry(reference)
}

/** The first part is a registry where it could be no part of a repository, as docker sees it. */
function withoutRegistry(reference: string): string | null {
  const slash = reference.indexOf('/')
  const first = reference.slice(0, slash)
  const isRegistry = /[.:A-Z]/.test(first) || first === 'localhost'
  const rest = isRegistry ? reference.slice(slash + 1) : reference
  return rest.includes('/') ? rest : null
}

/** What was asked for says it best, then the request, then the client's own words. */
function actionIn(text: string): RepositoryAction | null {
  const asked =
    text.match(/\brepository:[^\s:]+:[a-z,*]+/g) ?? text.match(/\bAction["']?:\s*["']?(?:pull|push|delete|\*)/g)
  if (asked) {
    const actions = asked.map((each) => each.slice(each.lastIndexOf(':') + 1)).join()
    if (/delete|\*/.test(actions)) return 'delete'
    return actions.includes('push') ? 'push' : 'pull'
  }
  if (/\bDELETE\b|failed to delete|\bdeleting\b/i.test(text)) return 'delete'
  if (/\b(?:POST|PUT|PATCH)\b[^\n]{0,40}\/v2\/|request\.method["']?\s*[=:]\s*["']?(?:POST|PUT|PATCH)/.test(text))
    return 'push'
  if (
    /refers to repository \[|\bpush(?:ing|ed)?\b|writing (?:blob|manifest)|layer upload|to reuse blob|at destination/i.test(
      text,
    )
  )
    return 'push'
  if (
    /\bpull(?:ing)?\b|reading manifest|resolve reference|FetchReference|\b(?:GET|HEAD)\b|initializing source/i.test(
      text,
    )
  )
    return 'pull'
  return null
}

function firstIn(text: string, patterns: readonly RegExp[]): string | null {
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return found
  }
  return null
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
