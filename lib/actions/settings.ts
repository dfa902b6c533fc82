'use server'

import { refresh } from 'next/cache'
import { updateSettingsInput } from '@/lib/domain/settings'
import { updateSettings } from '@/lib/server/settings/update'
import { action } from './action-client'

export const updateSettingsAction = action.inputSchema(updateSettingsInput).action(async ({ parsedInput, ctx }) => {
  await updateSettings(ctx.actor, parsedInput)
  refresh()
})
