import type { ComponentProps } from 'react'

/** A native select in Clarity's look, without a label of its own. */
export function Select({ className = '', children, ...rest }: ComponentProps<'select'>) {
  return (
    <div className="clr-select-wrapper">
      <select data-keep {...rest} className={`clr-select ${className}`}>
        {children}
      </select>
    </div>
  )
}
