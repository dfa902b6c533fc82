import type { ReactNode } from 'react'
import { Icon } from '../ui/icon'

type ProjectHeaderProps = {
  name: string
  /** The reader's role in it, as text. */
  role: string
  /** Cards at the right, such as the access level. */
  children?: ReactNode
}

/** A project's name with the reader's role. */
export function ProjectHeader({ name, role, children }: ProjectHeaderProps) {
  return (
    <div className="project-header">
      <div className="project-title">
        <Icon name="organization" size={30} />
        <h1 title={name}>{name}</h1>
        <span className="project-role">{role}</span>
      </div>
      {children && <div className="project-cards">{children}</div>}
    </div>
  )
}
