import { z } from 'zod'
import { durationDays, robotDescription, robotName } from './robot-schema'
import { neverExpires } from './expiry'

/** The first step of the wizard as it is typed. Permissions are chosen, not typed, and checked by their own step. */
export const robotForm = z
  .object({
    name: robotName,
    description: robotDescription,
    expiration: z.enum(['default', 'days', 'never']),
    days: z.string(),
  })
  .refine((form) => form.expiration !== 'days' || durationDays.safeParse(typedDays(form.days)).success, {
    path: ['days'],
    message: 'expiration',
  })
export type RobotForm = z.infer<typeof robotForm>

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
