import 'server-only'
import { badRequest } from '../exchange/error-body'

type Meant = (value: string) => string | null

const truth: Meant = (value) => {
  if (/^(1|t|T|true|TRUE|True)$/.test(value)) return 'true'
  return /^(0|f|F|false|FALSE|False)$/.test(value) ? 'false' : null
}
const severity: Meant = (value) =>
  /^(none|negligible|low|medium|high|critical)$/i.test(value) ? value.toLowerCase() : null
const integer: Meant = (value) => {
  if (!/^[+-]?\d{1,10}$/.test(value)) return null
  const number = Number(value)
  return number >= -(2 ** 31) && number < 2 ** 31 ? String(number) : null
}
const connections: Meant = (value) => {
  const number = integer(value)
  return number !== null && (Number(number) > 0 || number === '-1') ? number : null
}

/** What Harbor takes for each key that can be set by itself; null for anything else. */
const meanings = new Map<string, Meant>([
  ['public', truth],
  ['enable_content_trust', truth],
  ['enable_content_trust_cosign', truth],
  ['auto_sbom_generation', truth],
  ['prevent_vul', truth],
  ['auto_scan', truth],
  ['reuse_sys_cve_allowlist', truth],
  ['proxy_cache_local_on_not_found', truth],
  ['proxy_referrer_api', truth],
  ['severity', severity],
  ['proxy_speed_kb', integer],
  ['max_upstream_conn', connections],
])

/** An entry of a project's metadata as it is stored, or 400 with Harbor's sentence. */
export function metadataEntry(name: string, value: string): { name: string; value: string } {
  if (name === 'proxy_cache_filter_pattern' || name === 'proxy_cache_filter_kind')
    throw badRequest('can not update the normal project with proxy cache filter metadata')
  const meant = meanings.get(name)
  if (!meant) throw badRequest(`invalid key: ${name.slice(0, 100)}`)
  const stored = meant(value)
  const what = name === 'max_upstream_conn' ? 'invalid value for max_upstream_conn' : 'invalid value'
  if (stored === null) throw badRequest(`${what}: ${value.slice(0, 100)}`)
  return { name, value: stored }
}
