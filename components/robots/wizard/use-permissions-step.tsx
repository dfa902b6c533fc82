'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'next-intl'
import { mergedList } from '@/lib/domain/changed-meanwhile'
import { unpackedKeys } from '@/lib/domain/permissions/access'
import type { PermissionLevel } from '@/lib/domain/permissions/permission-catalog'
import type { PresetAccess } from '@/lib/domain/robots/permission-preset'
import type { RobotRow } from '@/lib/domain/robots/robot-row'
import { PermissionPresets } from '../permissions/permission-presets'
import { SelectPermissions } from '../permissions/select-permissions'
import type { RobotWizardProps } from './robot-choice'

type FilledIn = Pick<RobotWizardProps, 'robot' | 'legacy' | 'less' | 'proposed'>
type Around = {
  /** Of each project; null where they differ. */
  inEach: readonly string[] | null
  /** Gives each project these permissions; undefined as long as that cannot be. */
  fillProjects?: (access: readonly string[]) => void
  /** What the robot will be able to do, in words. */
  children: ReactNode
}

/** The step of what a robot may do at its level: in its project, or in the system. */
export function usePermissionsStep(level: PermissionLevel, { robot, legacy, less, proposed }: FilledIn) {
  const t = useTranslations('robots.wizard')
  const columns = useTranslations('robots.columns')
  const first = (robot ?? legacy)?.access ?? []
  const [access, setAccess] = useState(
    less ? unpackedKeys(less.access) : (level === 'project' && proposed?.access) || first,
  )
  const inSystem = level === 'system' ? access : []

  function content({ inEach, fillProjects, children }: Around) {
    function fillIn(preset: PresetAccess) {
      setAccess([...preset[level]])
      if (level === 'system') fillProjects?.(preset.project)
    }
    return (
      <>
        <PermissionPresets
          level={level}
          access={inEach && { system: inSystem, project: inEach }}
          asks={!robot && !legacy}
          onChoose={fillProjects && fillIn}
        >
          {children}
        </PermissionPresets>
        <SelectPermissions level={level} access={access} onChange={setAccess} />
      </>
    )
  }

  return {
    access,
    inSystem,
    changed: access.join() !== robot?.access.join(),
    typed: access.join() !== first.join(),
    sides: (newest: RobotRow) => {
      const seen = robot?.access ?? []
      // What was ticked here is merged with what was elsewhere, so nothing of it is lost.
      return { label: columns(level === 'system' ? 'system' : 'permissions'), seen, typed: seen, stored: newest.access }
    },
    reload: (newest: RobotRow) => setAccess(mergedList(first, access, newest.access)),
    step: (around: Around) => ({
      id: 'permissions',
      title: t('permissions', { level }),
      valid: level === 'system' || access.length > 0,
      content: content(around),
    }),
  }
}
