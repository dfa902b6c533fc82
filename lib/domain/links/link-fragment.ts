/** What stands behind the `#` of a link: the key, and whether a passphrase belongs to it. It is never sent with an address. */
export type LinkFragment = { key: string; guarded: boolean }

const suffix = '.p'

export const linkFragment = ({ key, guarded }: LinkFragment): string => key + (guarded ? suffix : '')

/** Null where there is no key. */
export function parseLinkFragment(hash: string): LinkFragment | null {
  const text = hash.replace(/^#/, '').trim()
  const guarded = text.endsWith(suffix)
  const key = guarded ? text.slice(0, -suffix.length) : text
  return key === '' ? null : { key, guarded }
}
