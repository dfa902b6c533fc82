import type { ReactNode } from 'react'

/** Around what opens something: `preload` is called as soon as a pointer or the focus is in there. */
export function Near({ preload, children }: { preload: () => void; children: ReactNode }) {
  return (
    <div className="contents" onPointerOver={preload} onFocus={preload}>
      {children}
    </div>
  )
}
