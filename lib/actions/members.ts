'use server'

import { refresh } from 'next/cache'
import { addMemberInput, removeMembersInput, updateMemberInput } from '@/lib/domain/projects/member-schema'
import { addMember } from '@/lib/server/members/add'
import { removeMember } from '@/lib/server/members/remove'
import { updateMember } from '@/lib/server/members/update'
import { action, toActionError } from './action-client'

// Who changes their own role may not see this page any more: then the page itself decides where to go.

export const addMemberAction = action.inputSchema(addMemberInput).action(async ({ parsedInput, ctx }) => {
  await addMember(ctx.actor, parsedInput)
  refresh()
})

export const updateMemberAction = action.inputSchema(updateMemberInput).action(async ({ parsedInput, ctx }) => {
  const { isSelf } = await updateMember(ctx.actor, parsedInput)
  if (!isSelf) refresh()
})

/** Each member by itself. Answers per id an error or null. */
export const removeMembersAction = action.inputSchema(removeMembersInput).action(async ({ parsedInput, ctx }) => {
  const { ids, ...where } = parsedInput
  const results = []
  let leaves = false
  for (const id of ids) {
    const removal = removeMember(ctx.actor, { ...where, id })
    const error = await removal.then(({ isSelf }) => void (leaves ||= isSelf), toActionError)
    results.push({ id, error: error ?? null })
  }
  if (!leaves) refresh()
  return results
})
