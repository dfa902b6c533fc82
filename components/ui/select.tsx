'use client'

import type { ComponentProps } from 'react'
import { useHydrated } from '@/lib/client/use-hydrated'

/** A native select in Clarity's look, without a label of its own. */
export function Select({ className = '', disabled, children, ...rest }: ComponentProps<'select'>) {
  const hydrated = useHydrated()
  return (
    <div className="clr-select-wrapper">
      <select data-keep {...rest} disabled={disabled || !hydrated} className={`clr-select ${className}`}>
        {children}
      </select>
    </div>
  )
}
