export type Theme = 'dark' | 'light'

/** Harbor's default is dark whatever the operating system prefers. */
export function parseTheme(value: string | undefined): Theme {
  return value === 'light' ? 'light' : 'dark'
}
