/**
 * A path of our own to go to after sign-in, or `fallback` for anything a link from elsewhere may have planted:
 * another site, a protocol, a backslash or control character that browsers read as one, or a machine's path.
 */
export function safePath(path: string | undefined, fallback: string): string {
  if (!path || path.length > 2000) return fallback
  if (!/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(path)) return fallback
  return /^\/(?:sign-in|api|service)(?:[/?#]|$)/.test(path) ? fallback : path
}
