'use server'

import { refresh } from 'next/cache'
import { extendFormerPrefixInput, formerPrefixInput } from '@/lib/domain/settings/robot-prefixes'
import { updateSettingsInput } from '@/lib/domain/settings/settings'
import { endFormerPrefix, extendFormerPrefix } from '@/lib/server/settings/former-prefixes'
import { updateSettings } from '@/lib/server/settings/update'
import { action } from './action-client'

export const updateSettingsAction = action.inputSchema(updateSettingsInput).action(async ({ parsedInput, ctx }) => {
  await updateSettings(ctx.actor, parsedInput)
  refresh()
})

export const endFormerPrefixAction = action.inputSchema(formerPrefixInput).action(async ({ parsedInput, ctx }) => {
  await endFormerPrefix(ctx.actor, parsedInput)
  refresh()
})

export const extendFormerPrefixAction = action
  .inputSchema(extendFormerPrefixInput)
  .action(async ({ parsedInput, ctx }) => {
    await extendFormerPrefix(ctx.actor, parsedInput)
    refresh()
  })
