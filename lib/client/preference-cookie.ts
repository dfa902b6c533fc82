const oneYear = 60 * 60 * 24 * 365

/** Keeps a display preference where the server's next rendering reads it. Never for anything secret. */
export function setPreferenceCookie(name: 'theme' | 'tz' | 'locale' | 'nav', value: string) {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${oneYear}; SameSite=Lax${secure}`
}
