'use server'

import { refresh } from 'next/cache'
import { createLinkInput, openLinkInput, withdrawLinkInput } from '@/lib/domain/links/link-schema'
import { requestSource } from '@/lib/server/auth/request-source'
import { createLink } from '@/lib/server/links/create'
import { openLink } from '@/lib/server/links/open'
import { withdrawLink } from '@/lib/server/links/withdraw'
import { action, openAction } from './action-client'

/** Answers both halves of the link: their only way to the browser. */
export const createLinkAction = action
  .inputSchema(createLinkInput)
  .action(({ parsedInput, ctx }) => createLink(ctx.actor, parsedInput))

export const withdrawLinkAction = action.inputSchema(withdrawLinkInput).action(async ({ parsedInput, ctx }) => {
  await withdrawLink(ctx.actor, parsedInput.id)
  refresh()
})

/** For whoever has the link. Answers the secret, once. */
export const openLinkAction = openAction
  .inputSchema(openLinkInput)
  .action(async ({ parsedInput }) => openLink(await requestSource(), parsedInput))
