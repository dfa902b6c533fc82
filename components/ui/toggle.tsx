import type { ComponentProps, ReactNode } from 'react'

type ToggleProps = Omit<ComponentProps<'input'>, 'type'> & { id: string; label: ReactNode }

/** An on/off switch: a native checkbox with the switch role. */
export function Toggle({ label, ...rest }: ToggleProps) {
  return (
    <div className="clr-toggle-wrapper">
      <input {...rest} type="checkbox" role="switch" />
      <label htmlFor={rest.id} className="clr-control-label">
        {label}
      </label>
    </div>
  )
}
