const oneYear = 60 * 60 * 24 * 365

type Preference = 'theme' | 'tz' | 'locale' | 'nav' | 'tool'

/** Keeps a display preference where the server's next rendering reads it. Never for anything secret. */
export function setPreferenceCookie(name: Preference, value: string) {
  const secure = location.protocol === 'https:' ? '; Secure' : ''
  document.cookie = `${name}=${encodeURIComponent(value)}; Path=/; Max-Age=${oneYear}; SameSite=Lax${secure}`
}

/** The same for what only a browser shows; whoever asks checks what it is. */
export function preferenceCookie(name: Preference): string | null {
  const found = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`))
  try {
    return found === undefined ? null : decodeURIComponent(found.slice(name.length + 1))
  } catch {
    return null
  }
}
