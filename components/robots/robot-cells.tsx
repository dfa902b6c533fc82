'use client'

import { useTranslations } from 'next-intl'
import type { RobotSummary } from '@/lib/domain/robot-row'
import { Badge } from '../ui/badge'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'

export function RobotName({ robot }: { robot: RobotSummary }) {
  const t = useTranslations('robots')
  return (
    <span className="robot-name">
      {robot.fullName} {robot.legacy && <Badge kind="warning">{t('legacy')}</Badge>}
    </span>
  )
}

export function EnabledState({ disabled }: { disabled: boolean }) {
  const t = useTranslations('robots')
  return disabled ? (
    <Icon name="times-circle" size={16} label={t('disabled')} className="state-disabled" />
  ) : (
    <Icon name="check-circle" size={20} label={t('enabled')} className="state-enabled" />
  )
}

/** "3 PERMISSIONS", which opens what they are. */
export function PermissionsButton({ count, onClick }: { count: number; onClick: () => void }) {
  const t = useTranslations('robots')
  return (
    <Button kind="link" size="sm" className="permissions-button" onClick={onClick}>
      {t('permissionCount', { count })}
      <Icon name="angle" direction="down" size={12} />
    </Button>
  )
}
