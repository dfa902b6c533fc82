'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from '../../ui/dialog'
import { HeldPermissions } from './held-permissions'

/** What a robot may do, to look at. */
export function PermissionsDialog({ name, access, onClose }: { name: string; access: string[]; onClose: () => void }) {
  const t = useTranslations('robots')
  return (
    <Dialog open onOpenChange={onClose} size="lg" dismiss="outside" title={t('permissionsOf')} subtitle={name}>
      <HeldPermissions id="robot-permissions" access={access} />
    </Dialog>
  )
}
