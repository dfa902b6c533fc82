import type { ReactNode } from 'react'

/** A small coloured label such as "Legacy". */
export function Badge({ kind, children }: { kind: 'warning' | 'info' | 'success' | 'danger'; children: ReactNode }) {
  return <span className={`label label-${kind} badge-label`}>{children}</span>
}
