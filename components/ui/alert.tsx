import type { ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { Icon } from './icon'
import { IconButton } from './icon-button'
import type { IconName } from './icon-names'

type AlertKind = 'info' | 'warning' | 'danger' | 'success'

const alertIcons: Record<AlertKind, IconName> = {
  info: 'info-standard',
  warning: 'exclamation-triangle',
  danger: 'error-standard',
  success: 'success-standard',
}

type AlertProps = {
  kind?: AlertKind
  children: ReactNode
  /** Announce it when it appears: `alert` for failures, `status` for the rest. Leave out for text that is always there. */
  role?: 'alert' | 'status'
  small?: boolean
  onClose?: () => void
  className?: string
}

/** An inline message strip. */
export function Alert({ kind = 'info', children, role, small, onClose, className = '' }: AlertProps) {
  const t = useTranslations('common')
  return (
    <div className={`alert alert-${kind} ${small ? 'alert-sm' : ''} ${className}`} role={role}>
      <div className="alert-items">
        <div className="alert-item static">
          <div className="alert-icon-wrapper">
            <Icon name={alertIcons[kind]} size={small ? 16 : 20} className="alert-icon" />
          </div>
          <div className="alert-text">{children}</div>
        </div>
      </div>
      {onClose && <IconButton icon="times" size={20} label={t('close')} className="alert-close" onClick={onClose} />}
    </div>
  )
}
