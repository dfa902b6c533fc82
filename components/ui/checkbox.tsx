import type { ComponentProps, ReactNode } from 'react'

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & {
  id: string
  /** The visible label, or, with `hideLabel`, the name that only assistive technology hears. */
  label: ReactNode
  hideLabel?: boolean
  indeterminate?: boolean
}

/** A native checkbox in Clarity's look. */
export function Checkbox({ label, hideLabel, indeterminate = false, className = '', ref, ...rest }: CheckboxProps) {
  function attach(input: HTMLInputElement | null) {
    // HTML has no attribute for the third state.
    if (input) input.indeterminate = indeterminate
    if (typeof ref === 'function') ref(input)
    else if (ref) ref.current = input
  }
  return (
    <div className={`clr-checkbox-wrapper ${hideLabel ? 'bare' : ''} ${className}`}>
      <input data-keep {...rest} ref={attach} type="checkbox" />
      <label htmlFor={rest.id} className="clr-control-label">
        {hideLabel ? <span className="clr-sr-only">{label}</span> : label}
      </label>
    </div>
  )
}
