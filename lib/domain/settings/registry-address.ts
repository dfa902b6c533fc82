/** Where clients find the registry. */
export interface RegistryAddress {
  /** `host[:port]`, as clients write it before a repository. */
  host: string
  /** It does not encrypt, which many a client must be told. */
  plainHttp: boolean
}

const plain = 'http://'
/** What clients take for a host: letters, digits and inner hyphens between dots, or an IPv6 address in brackets. */
const hostName = /^(?:[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*|\[[\da-f:.]+\])$/
const typed = /^(?:https?:\/\/)?[^\s/@?#\\%]+\/?$/i

/**
 * The address as it is kept: `host[:port]`, with `http://` in front when it was typed so. Null for what is none, or more
 * than one: another scheme, a path, credentials, blanks.
 */
export function keptRegistryAddress(text: string): string | null {
  if (!typed.test(text)) return null
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (!URL.canParse(whole)) return null
  const url = new URL(whole)
  return hostName.test(url.hostname) ? keptFrom(url) : null
}

/** Clients take a first part without dot and port for a folder of Docker Hub, so a bare name gets its port. */
export function keptFrom(url: URL): string {
  const isPlain = url.protocol === 'http:'
  const isBare = url.port === '' && !/[.:]/.test(url.hostname) && url.hostname !== 'localhost'
  return `${isPlain ? plain : ''}${url.host}${isBare ? (isPlain ? ':80' : ':443') : ''}`
}

export const registryAddressOf = (kept: string): RegistryAddress =>
  kept.startsWith(plain) ? { host: kept.slice(plain.length), plainHttp: true } : { host: kept, plainHttp: false }
