/** `system` is what the operating system asks for; the style sheet knows: scripts/styles/themes.mjs. */
export type Theme = 'dark' | 'light' | 'system'

/** Who has chosen none gets the system's. */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' || value === 'dark' ? value : 'system'
}
