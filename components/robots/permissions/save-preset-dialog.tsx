'use client'

import { useState } from 'react'
import { useTranslations } from 'next-intl'
import { createPresetAction } from '@/lib/actions/presets'
import { toast } from '@/lib/client/toast'
import { useChange } from '@/lib/client/use-change'
import { packedKeys } from '@/lib/domain/permissions/access'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { PresetAccess } from '@/lib/domain/robots/permission-preset'
import { presetName } from '@/lib/domain/robots/preset-schema'
import { FormDialog } from '../../ui/form-dialog'
import { TextField } from '../../ui/text-field'

type SavePresetDialogProps = {
  level: PermissionLevel
  access: PresetAccess
  onSaved: () => void
  onClose: () => void
}

/** Asks for the name under which a choice of permissions is to be found again. */
export function SavePresetDialog({ level, access, onSaved, onClose }: SavePresetDialogProps) {
  const t = useTranslations('presets')
  const [name, setName] = useState('')
  const change = useChange(
    () => createPresetAction({ level, name, system: [...access.system], project: packedKeys(access.project) }),
    () => {
      toast.success(t('savedAs', { name: name.trim() }))
      onSaved()
      onClose()
    },
    { title: t('events.create'), names: () => [name.trim()] },
  )
  const valid = presetName.safeParse(name).success
  return (
    // What is sent here is not the wizard's to answer, though it is around it.
    <div className="contents" onSubmit={(event) => event.stopPropagation()}>
      <FormDialog
        id="save-preset"
        title={t('saveTitle')}
        submitLabel={t('submit')}
        ready={valid}
        pending={change.pending}
        error={change.error}
        onSubmit={() => change.run(undefined)}
        onClose={onClose}
      >
        <TextField
          id="preset-name"
          label={t('name')}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={name !== '' && !valid ? t('invalid.name') : undefined}
          hint={t('saveHint')}
        />
      </FormDialog>
    </div>
  )
}
