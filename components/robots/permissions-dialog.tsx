'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from '../ui/dialog'
import { pairsOf, PermissionMatrix } from './permission-matrix'

/** What a robot may do, to look at. */
export function PermissionsDialog({ name, access, onClose }: { name: string; access: string[]; onClose: () => void }) {
  const t = useTranslations('robots')
  return (
    <Dialog open onOpenChange={onClose} size="lg" dismiss="outside" title={t('permissionsOf')} subtitle={name}>
      <PermissionMatrix id="robot-permissions" candidates={pairsOf(access)} selected={new Set(access)} />
    </Dialog>
  )
}
