'use server'

import { createPresetInput, removePresetInput } from '@/lib/domain/robots/preset-schema'
import { createPreset } from '@/lib/server/presets/create'
import { removePreset } from '@/lib/server/presets/remove'
import { action } from './action-client'

export const createPresetAction = action
  .inputSchema(createPresetInput)
  .action(({ parsedInput, ctx }) => createPreset(ctx.actor, parsedInput))

export const removePresetAction = action
  .inputSchema(removePresetInput)
  .action(({ parsedInput, ctx }) => removePreset(ctx.actor, parsedInput.id))
