import type { ComponentProps, MouseEvent } from 'react'
import { buttonClass, type ButtonKind, type ButtonSize } from './button-class'
import { Icon } from './icon'
import type { IconName } from './icon-names'

type ButtonProps = ComponentProps<'button'> & {
  kind?: ButtonKind
  size?: ButtonSize
  icon?: IconName
  /** Shows a spinner and ignores presses. The button stays focusable, so the keyboard does not lose its place. */
  loading?: boolean
  /** Looks as if disabled, but can be pressed: whoever presses it is told what is missing. */
  held?: boolean
}

/** A Clarity button. It is `type="button"` unless told otherwise. */
export function Button({ kind, size, icon, loading, held, className = '', onClick, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${buttonClass(kind, size)} ${held ? 'btn-held' : ''} ${className}`}
      aria-busy={loading || undefined}
      aria-disabled={loading || held || rest['aria-disabled']}
      onClick={loading ? refuse : onClick}
    >
      {loading ? <span className="spinner spinner-inline" aria-hidden /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

function refuse(event: MouseEvent) {
  event.preventDefault()
}
