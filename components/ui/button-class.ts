export type ButtonKind = 'outline' | 'primary' | 'success' | 'danger' | 'link'
export type ButtonSize = 'md' | 'sm'

/** Clarity's classes for a button's look; for links that should look like buttons. */
export function buttonClass(kind: ButtonKind = 'outline', size: ButtonSize = 'md'): string {
  return `btn btn-${kind} ${size === 'sm' ? 'btn-sm' : ''}`
}
