import type { IconName } from './icon-names'
// By its name the bundler makes the address from the content: browsers keep it for good.
import sprite from './icons.svg'

const rotations = { up: '', right: 'rotate-90', down: 'rotate-180', left: '-rotate-90' }

type IconProps = {
  name: IconName
  /** Side length in pixels. */
  size?: number
  /** Turns shapes that point upwards, such as `angle`. */
  direction?: keyof typeof rotations
  /** Says what the icon means. Leave out when the text beside it says so already. */
  label?: string
  className?: string
}

/** One shape of the sprite, in the colour of the surrounding text. */
export function Icon({ name, size = 16, direction = 'up', label, className = '' }: IconProps) {
  return (
    <svg
      className={`icon ${rotations[direction]} ${className}`}
      width={size}
      height={size}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
    >
      <use href={`${(sprite as { src: string }).src}#${name}`} />
    </svg>
  )
}
