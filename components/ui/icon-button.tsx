import type { ComponentProps } from 'react'
import { Icon } from './icon'
import type { IconName } from './icon-names'

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'title'> & {
  icon: IconName
  /** The button's name, also shown when the mouse rests on it. */
  label: string
  /** Side length of the icon in pixels; the button itself is at least 24 by 24. */
  size?: number
  direction?: ComponentProps<typeof Icon>['direction']
}

/** A bare icon that can be pressed. */
export function IconButton({ icon, label, size = 16, direction, className = '', ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} {...rest} className={`icon-button ${className}`}>
      <Icon name={icon} size={size} direction={direction} />
    </button>
  )
}
