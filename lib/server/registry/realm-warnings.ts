import 'server-only'
import { isIP } from 'node:net'
import type { Env } from '../env'

/**
 * What will keep clients from signing in, whatever their credentials: they check the address that a registry sends
 * them to for a token (its realm), and nothing of that reaches us. One sentence each, none when all is well.
 */
export function realmWarnings({ EXTERNAL_URL, REGISTRY_URL }: Pick<Env, 'EXTERNAL_URL' | 'REGISTRY_URL'>): string[] {
  const realm = new URL(EXTERNAL_URL)
  const registry = REGISTRY_URL === undefined ? null : new URL(REGISTRY_URL)
  const warnings: string[] = []
  if (realm.protocol === 'http:' && registry?.protocol === 'https:') {
    warnings.push('EXTERNAL_URL is http and REGISTRY_URL https: clients ask no http address for a token there.')
  }
  // go-containerregistry: a private address must be the registry's own, host and port.
  if (isAddress(realm) && realm.host !== registry?.host) {
    warnings.push(
      'EXTERNAL_URL is an IP address: crane and other clients refuse to get a token from a private one. Give it a name.',
    )
  }
  // oras-go: what resolves to this machine must be the registry's own name; the port does not matter.
  if (isLocal(realm) && registry && realm.hostname !== registry.hostname) {
    warnings.push(
      `EXTERNAL_URL is ${realm.hostname} and REGISTRY_URL another host: oras and other clients refuse that. Give both one name.`,
    )
  }
  return warnings
}

/** URL has written every form of an address as the usual one. */
const isAddress = ({ hostname }: URL): boolean => isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0
const isLocal = ({ hostname }: URL): boolean => /(^|\.)localhost$/.test(hostname)
