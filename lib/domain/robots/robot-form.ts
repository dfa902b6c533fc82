import { z } from 'zod'
import { isTypableSecret } from '../texts/secret-rule'
import { neverExpires } from './expiry'
import { loginName, maxLoginNameLength } from './robot-name'
import { durationDays, robotDescription, robotName } from './robot-schema'

// What is typed, before it is sent as robot-schema.ts has it. Messages are keys of the `robots.invalid` texts.

/** What the pages check before they send it: the same rule, typed twice. */
export const chosenSecretForm = z
  .object({ secret: z.string().refine(isTypableSecret, 'secret'), confirmation: z.string() })
  .refine(({ secret, confirmation }) => secret === confirmation, { path: ['confirmation'], message: 'secretMismatch' })

/** The first step of the wizard as it is typed. Permissions are chosen, not typed, and checked by their own step. */
export const robotForm = z
  .object({
    name: robotName,
    description: robotDescription,
    expiration: z.enum(['default', 'days', 'date', 'never']),
    /** Days from creation, as typed; what a date comes to is here, too. */
    days: z.string(),
    mayRotate: z.boolean().optional(),
  })
  .refine((form) => !isTyped(form.expiration) || durationDays.safeParse(typedDays(form.days)).success, {
    path: ['days'],
    message: 'expiration',
  })

/** The same for a robot of a project (null = of the system), whose name is part of what it logs in with. */
export const robotFormIn = (project: string | null) =>
  robotForm.refine(
    ({ name }) => name.length > maxLoginNameLength || loginName(project, name).length <= maxLoginNameLength,
    {
      path: ['name'],
      message: 'nameLong',
    },
  )
export type RobotForm = z.infer<typeof robotForm>

/** Whether the duration is what stands in `days`. */
function isTyped(expiration: string): boolean {
  return expiration === 'days' || expiration === 'date'
}

/** A whole number without sign, or NaN. */
const typedDays = (text: string): number => (/^\d{1,10}$/.test(text.trim()) ? Number(text) : NaN)

/** The duration that the form stands for, in days (-1 = never), or null while what is typed is none. */
export function formDuration(
  { expiration, days }: Pick<RobotForm, 'expiration' | 'days'>,
  defaultDays: number,
): number | null {
  if (expiration === 'default') return defaultDays
  if (expiration === 'never') return neverExpires
  const typed = typedDays(days)
  return durationDays.safeParse(typed).success ? typed : null
}
