import { z } from 'zod'
import type { Access } from '../permissions/access'
import type { PermissionLevel } from '../permissions/permission-catalog'
import { projectAccess, robotId, systemAccess } from './robot-schema'

// Messages are keys of the `presets.invalid` texts.

export const maxPresets = 50
const maxPresetNameLength = 50

/** Neither control characters nor such as nobody sees, which would make two names look alike. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u

export const presetName = z
  .string()
  .max(500, 'name')
  .refine((name) => !invisible.test(name), 'name')
  .transform((name) => name.trim().normalize('NFC'))
  .refine((name) => name !== '' && [...name].length <= maxPresetNameLength, 'name')

const nothing = z
  .array(z.string())
  .length(0)
  .transform((): Access[] => [])

/** A project's robot holds nothing of the system; one of the system must hold anything at all. */
export const createPresetInput = z
  .discriminatedUnion('level', [
    z.object({ level: z.literal('project'), name: presetName, system: nothing, project: projectAccess }),
    z.object({
      level: z.literal('system'),
      name: presetName,
      system: systemAccess,
      project: nothing.or(projectAccess),
    }),
  ])
  .refine(({ system, project }) => system.length + project.length > 0, 'permissions')
export type CreatePresetInput = z.output<typeof createPresetInput>

export const removePresetInput = z.object({ id: robotId })

/** A preset that a system admin has saved. */
type OwnPreset = {
  id: number
  name: string
  level: PermissionLevel
  /** Both as a grant's text: see `encodeAccess`. */
  system: string
  project: string
}
/** `mayManage` is courtesy; the verbs decide. */
export type OwnPresets = { presets: OwnPreset[]; mayManage: boolean }
